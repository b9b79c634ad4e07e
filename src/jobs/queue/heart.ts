/** Heartbeats of what this process works, and an eye on those of others. */
import type { Database } from '../../store/database.ts';
import { takeUpAbandoned } from './queue-abandoned.ts';
import { HEARTBEAT_SECONDS } from './queue-boss.ts';
import { QUEUE, QUEUE_SCHEMA } from './queue-names.ts';
import type { ActiveJob, Settling } from './queue-settle.ts';
import type { Running } from './queue-workers.ts';

const TICK_MS = 2_000;

export interface HeartOptions<Data extends object> {
  settling: Settling<Data>;
  /** By id. */
  running: ReadonlyMap<string, Running<Data>>;
  report: (error: unknown) => void;
}

export class Heart<Data extends object> {
  readonly #options: HeartOptions<Data>;
  #timer: NodeJS.Timeout | null = null;
  #beat: Promise<void> | null = null;
  /** Instants, in ms of a clock that nobody sets. */
  #lastBeat = performance.now();
  #searchFrom = 0;

  constructor(options: HeartOptions<Data>) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { settling, running } = this.#options;
    // Nobody else can have the embedded store open: what is active there was left by a process that is gone.
    await takeUpAbandoned(settling, { all: settling.database.kind === 'pglite', running });
    this.#timer = setInterval(() => void this.#tick(), TICK_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#beat;
  }

  /** One at a time; one that fails is made again with the next tick. */
  async #tick(): Promise<void> {
    if (this.#beat === null) {
      this.#beat = this.#keepAlive()
        .catch((error: unknown) => {
          this.#options.report(error);
          // Others may have been cut off as we were, and are to have the time to show that they live.
          this.#searchFrom = performance.now() + HEARTBEAT_SECONDS * 1_000;
        })
        .finally(() => {
          this.#beat = null;
        });
    }
    this.#giveUpSilent();
    await this.#beat;
  }

  async #keepAlive(): Promise<void> {
    const { settling, running } = this.#options;
    const alive = [...running.values()];
    if (alive.length > 0) {
      const touched = await touch(
        settling.database,
        alive.map(({ job }) => job),
      );
      for (const { job, ours } of alive) {
        if (!touched.has(job.id) && running.has(job.id)) {
          ours.abort(new Error('Another process has taken over: this one was not heard of for too long.'));
        }
      }
    }
    this.#lastBeat = performance.now();
    if (this.#lastBeat >= this.#searchFrom) await takeUpAbandoned(settling, { all: false, running });
  }

  /** While the store cannot be reached for so long, others who can may begin what is ours. */
  #giveUpSilent(): void {
    if (performance.now() - this.#lastBeat < HEARTBEAT_SECONDS * 1_000) return;
    for (const { ours } of this.#options.running.values()) {
      ours.abort(new Error(`The store could not be reached for ${HEARTBEAT_SECONDS} seconds.`));
    }
  }
}

/** Of all in one statement; gives the ids of those that are still this attempt's, which pg-boss does not tell. */
async function touch(database: Database, jobs: ActiveJob<unknown>[]): Promise<Set<string>> {
  const rows = await database.query<{ id: string }>(
    `update ${QUEUE_SCHEMA}.job set heartbeat_on = now()
     from unnest($2::uuid[], $3::integer[]) as ours (id, retry_count)
     where job.name = $1 and job.id = ours.id and job.retry_count = ours.retry_count and job.state = 'active'
     returning job.id`,
    [QUEUE, jobs.map(({ id }) => id), jobs.map(({ retryCount }) => retryCount)],
  );
  return new Set(rows.map(({ id }) => id));
}
