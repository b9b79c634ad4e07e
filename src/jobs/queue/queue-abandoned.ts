import { HEARTBEAT_SECONDS } from './queue-boss.ts';
import { QUEUE, QUEUE_SCHEMA } from './queue-names.ts';
import { handBack, type ActiveJob, type Settling } from './queue-settle.ts';

/**
 * Puts back what the workers of killed processes had in work, known by their heartbeats, which have stopped; with `all`
 * every job that is active, which only a process may ask that is alone and has not begun yet. `running`: by id, our own.
 * pg-boss would do it too, but only once a minute, and then with the delay of a failure.
 */
export async function takeUpAbandoned<Data extends object>(
  settling: Settling<Data>,
  { all, running }: { all: boolean; running: ReadonlyMap<string, unknown> },
): Promise<void> {
  const jobs = await settling.database.query<ActiveJob<Data>>(
    `select id, retry_count as "retryCount", data from ${QUEUE_SCHEMA}.job
     where name = $1 and state = 'active' and policy = 'key_strict_fifo'
       and ($2 or heartbeat_on + $3 * interval '1 second' < now())`,
    [QUEUE, all, HEARTBEAT_SECONDS],
  );
  for (const job of jobs) if (!running.has(job.id)) await handBack(settling, job, { isGone: true });
}
