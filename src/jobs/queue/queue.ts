/**
 * Work that outlives its process, one job at a time for each key across all processes that share the store.
 *
 * Of each key at most one job is active and, beside it, one waits: a newer request joins the one that waits. Only
 * while an abandoned job is put back can two wait, and then they run one after the other.
 */
import type { Database } from '../../store/database.ts';
import type { OpenedDatabase } from '../../store/open-database.ts';
import { DEAD_QUEUE, startBoss } from './queue-boss.ts';
import type { DeadJob, Settling } from './queue-settle.ts';
import { addWaiting, findWaiting, joinWaiting, lockKey, type Merge } from './queue-waiting.ts';
import { Workers, type WorkedJob } from './queue-workers.ts';

export { RetryAt } from './queue-retry-at.ts';
export type { WorkedJob } from './queue-workers.ts';

/** Six tries in a minute, then one each minute: a quarter of an hour in all. */
const TRIES = 20;

export interface QueueOptions<Data extends object> {
  database: OpenedDatabase;
  /**
   * Does one job. A rejection is tried again after 1–2 seconds, then 2–4 and so on up to a minute; one with RetryAt at
   * that time, at no cost. `signal` is aborted when the job is no longer ours: on a stop that could not wait, after a
   * quarter of an hour, or when the heartbeat was lost. `isLastTry`: after one more rejection it is dead.
   */
  work: (job: WorkedJob<Data>) => Promise<void>;
  /** One request in place of two: pure. */
  merge: Merge<Data>;
  /** How many jobs, of different keys, this process works at a time; with 0 it only sends. */
  concurrency: number;
  /**
   * Goes before the others; where more than one job is worked at a time, one worker is kept free for such requests.
   * Default: none is.
   */
  isUrgent?: (data: Data) => boolean;
  /** How long a request may wait for others to join it. Default: not at all. */
  delaySecondsOf?: (data: Data) => number;
  /** Told of every failure: of a job with its key, of the queue itself with null. */
  report: (error: unknown, key: string | null) => void;
  /** After so many tries a job is dead. Default 20, about a quarter of an hour. */
  tries?: number;
}

export interface Queue<Data extends object> {
  /**
   * Resolves once the request is durable; with `within`, a transaction of the same store, once that is committed. Its
   * work starts at once, unless one of the same key is active or waits for a rate limit, or it is one to be delayed.
   */
  send(key: string, data: Data, within?: Database): Promise<void>;
  /** Jobs that failed for good, oldest first. */
  listDead(): Promise<DeadJob<Data>[]>;
  /**
   * Takes up nothing more and resolves when the jobs in work have ended; what has not ended after `timeoutMs` is aborted
   * and handed back for another process, or the next start, to take up at once.
   */
  stop(options: { timeoutMs: number }): Promise<void>;
}

/** Starts the queue, and with it the work that earlier processes left. The store must stay open until `stop` resolved. */
export async function createQueue<Data extends object>(options: QueueOptions<Data>): Promise<Queue<Data>> {
  const { database, work, merge, concurrency, tries = TRIES } = options;
  let stopped = false;
  // What a job does after it was handed back is nobody's business any more.
  const report: QueueOptions<Data>['report'] = (error, key) => {
    if (!stopped) options.report(error, key);
  };
  const boss = await startBoss(database, (error) => report(error, null));
  const settling: Settling<Data> = { boss, database, merge, tries };
  const { isUrgent = () => false, delaySecondsOf = () => 0 } = options;
  const hasUrgent = options.isUrgent !== undefined;
  const workers = new Workers<Data>({ settling, work, concurrency, hasUrgent, report });
  await workers.start();

  const enter = async (transaction: Database, key: string, data: Data): Promise<void> => {
    await lockKey(transaction, key);
    const waiting = await findWaiting<Data>(transaction, key);
    const delaySeconds = delaySecondsOf(data);
    if (waiting === null) {
      const envelope = { key, data, heldUntil: null, earlierTries: 0, isUrgent: isUrgent(data) };
      await addWaiting(boss, transaction, envelope, delaySeconds);
    } else {
      const merged = { data: merge(waiting.envelope.data, data), isPrompt: delaySeconds === 0 };
      await joinWaiting(boss, transaction, waiting, merged);
    }
  };

  return {
    send: (key, data, within) =>
      within === undefined
        ? database.transaction((transaction) => enter(transaction, key, data))
        : enter(within, key, data),
    async listDead() {
      const jobs = await boss.findJobs<DeadJob<Data>>(DEAD_QUEUE, { queued: true });
      return jobs.toSorted((one, other) => one.createdOn.getTime() - other.createdOn.getTime()).map(({ data }) => data);
    },
    async stop({ timeoutMs }) {
      await workers.stop(timeoutMs);
      stopped = true;
      await boss.stop({ graceful: false });
    },
  };
}
