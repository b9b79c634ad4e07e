/**
 * Work that outlives its process, one job at a time for each key across all processes that share the store.
 *
 * Of each key at most one job is active and, beside it, one waits: a newer request joins the one that waits. Only
 * while an abandoned job is put back can two wait, and then they run one after the other.
 */
import type { Database } from '../../store/database.ts';
import type { OpenedDatabase } from '../../store/open-database.ts';
import { startBoss } from './queue-boss.ts';
import { enterRequests, type Request, type RequestRules } from './queue-requests.ts';
import type { Settling } from './queue-settle.ts';
import { Workers, type WorkedJob } from './queue-workers.ts';
import { within } from './within.ts';
import { STANDARD_RULE, type RetryRule } from './retry-rule.ts';

export { Hopeless } from './hopeless.ts';
export { RetryAt } from './queue-retry-at.ts';
export type { Request } from './queue-requests.ts';
export type { WorkedJob } from './queue-workers.ts';

/** GitHub asks for few requests at once of one installation, and the others are not to wait for it. */
const GROUP_LIMIT = 3;

export interface QueueOptions<Data extends object> extends RequestRules<Data> {
  database: OpenedDatabase;
  /**
   * Does one job. A rejection is tried again as `ruleOf` says; one with RetryAt at that time, at no cost; one with
   * Hopeless not at all. `signal` is aborted when the job is no longer ours: on a stop that could not wait, after a
   * quarter of an hour, or when the heartbeat was lost. `isLastTry`: after one more such rejection it is dead.
   */
  work: (job: WorkedJob<Data>) => Promise<void>;
  /**
   * How many jobs, of different keys, this process works at a time; with 0 it only sends. Where it is more than one and
   * some are urgent, one place is kept free for those.
   */
  concurrency: number;
  /** How many jobs of one group all processes together work at a time; of urgent ones one more. Default 3. */
  groupLimit?: number;
  /** Told of every failure: of a job with its key and data, of the queue itself with null. Not of those that were dropped. */
  report: (error: unknown, key: string | null, data?: Data) => void;
  /** How a failure is tried again. Default: 20 tries in about a quarter of an hour. */
  ruleOf?: (error: unknown) => RetryRule;
  /** Called in the transaction in which a job dies (see dead-jobs.ts) or is dropped, with what it failed of. */
  fell?: (data: Data, why: string, transaction: Database) => Promise<void>;
}

export interface Queue<Data extends object> {
  /**
   * Resolves once the request is durable; with `within`, a transaction of the same store, once that is committed. Its
   * work starts at once, unless one of the same key is active or waits for a rate limit, or it is one to be delayed.
   */
  send(key: string, data: Data, within?: Database): Promise<void>;
  /**
   * The same for many, all of them or none, in as many statements as for one. Requests with the same key become one. A
   * transaction may call it once: a second call could wait for a transaction that waits for this one.
   */
  sendAll(requests: readonly Request<Data>[], within?: Database): Promise<void>;
  /**
   * Takes up nothing more and resolves when the jobs in work have ended; what has not ended after `timeoutMs` is aborted
   * and handed back for another process, or the next start, to take up at once. It takes two seconds longer at most, also
   * where the store is gone; then others take over when the heartbeats have stopped for ten seconds.
   */
  stop(options: { timeoutMs: number }): Promise<void>;
}

/** Starts the queue, and with it the work that earlier processes left. The store must stay open until `stop` resolved. */
export async function createQueue<Data extends object>(options: QueueOptions<Data>): Promise<Queue<Data>> {
  const {
    database,
    work,
    concurrency,
    groupLimit = GROUP_LIMIT,
    ruleOf = () => STANDARD_RULE,
    fell = () => Promise.resolve(),
  } = options;
  let stopped = false;
  // What a job does after it was handed back is nobody's business any more.
  const report: QueueOptions<Data>['report'] = (error, key, data) => {
    if (!stopped) options.report(error, key, data);
  };
  const boss = await startBoss(database, (error) => report(error, null));
  const settling: Settling<Data> = { boss, database, rules: options, ruleOf, fell };
  const workers = new Workers<Data>({ settling, work, concurrency, groupLimit, report });
  await workers.start();

  const sendAll: Queue<Data>['sendAll'] = (requests, within) =>
    within === undefined
      ? database.transaction((transaction) => enterRequests(boss, transaction, options, requests))
      : enterRequests(boss, within, options, requests);

  return {
    send: (key, data, within) => sendAll([{ key, data }], within),
    sendAll,
    async stop({ timeoutMs }) {
      await workers.stop(timeoutMs);
      await within(500, boss.stop({ graceful: false })).catch((error: unknown) => report(error, null));
      stopped = true;
    },
  };
}
