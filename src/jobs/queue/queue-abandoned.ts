import { HEARTBEAT_SECONDS } from './queue-boss.ts';
import { QUEUE, QUEUE_SCHEMA } from './queue-names.ts';
import { giveUp, type ActiveJob, type Settling } from './queue-settle.ts';

/**
 * What a killed process had sent to GitHub may take effect after its end: GitHub gives up a request after ten seconds
 * (https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts). Whoever looked earlier whether
 * it did would do it once more.
 */
const EFFECTS_SECONDS = 11;

/**
 * Puts back what the workers of killed processes had in work, known by their heartbeats, which have stopped; with `all`
 * every job that is active, which only a process may ask that is alone and has not begun yet. `running`: by id, our own.
 * Nobody takes them up before what they had sent to GitHub has taken effect, or never will. pg-boss would put them back
 * too, but only once a minute.
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
  // Whoever has not been heard of for so long may have lived for half of it.
  const seconds = all ? EFFECTS_SECONDS : EFFECTS_SECONDS - HEARTBEAT_SECONDS / 2;
  for (const job of jobs) if (!running.has(job.id)) await giveUp(settling, job, seconds);
}
