/** How a job ends that did not succeed. pg-boss ends those that did. */
import type { PgBoss } from 'pg-boss';
import type { Database } from '../../store/database.ts';
import { DEAD_QUEUE, inside, QUEUE, QUEUE_SCHEMA } from './queue-boss.ts';
import { RetryAt } from './queue-retry-at.ts';
import { addWaiting, findWaiting, leaveToWaiting, lockKey, plain, type Envelope, type Merge } from './queue-waiting.ts';

/** A job as a worker has it. `retryCount` tells this attempt from a later one by somebody else. */
export interface ActiveJob<Data> {
  id: string;
  retryCount: number;
  data: Envelope<Data>;
}

/** A job that failed for good. */
export interface DeadJob<Data> {
  key: string;
  data: Data;
  error: string;
  tries: number;
  /** ISO instant. */
  failedAt: string;
}

export interface Settling<Data> {
  boss: PgBoss;
  database: Database;
  merge: Merge<Data>;
  /** How often a job is tried before it is dead. */
  tries: number;
}

/** This attempt included. */
export const triesOf = ({ data, retryCount }: ActiveJob<unknown>): number => data.earlierTries + retryCount + 1;

const MAX_MESSAGE_LENGTH = 2_000;

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, MAX_MESSAGE_LENGTH);

/** However early the time asked for, by a clock that is behind, say: whoever asks again and again does not spin. */
const SHORTEST_WAIT_MS = 1_000;

const heldUntilOf = (error: unknown): string | null =>
  error instanceof RetryAt ? new Date(Math.max(error.at.getTime(), Date.now() + SHORTEST_WAIT_MS)).toISOString() : null;

/** Whether the attempt is still ours, and locked: another worker may have it after our heartbeat stopped. */
async function isOurs(transaction: Database, job: ActiveJob<unknown>): Promise<boolean> {
  const rows = await transaction.query(
    `select id from ${QUEUE_SCHEMA}.job
     where name = $1 and id = $2::uuid and state = 'active' and retry_count = $3 for update`,
    [QUEUE, job.id, job.retryCount],
  );
  return rows.length > 0;
}

async function whileOurs<Data>(
  { database }: Settling<Data>,
  job: ActiveJob<Data>,
  work: (transaction: Database) => Promise<void>,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await lockKey(transaction, job.data.key);
    if (await isOurs(transaction, job)) await work(transaction);
  });
}

const end = async (boss: PgBoss, transaction: Database, job: ActiveJob<unknown>, why: string): Promise<void> => {
  await boss.complete(QUEUE, { id: job.id, retryCount: job.retryCount }, { why }, inside(transaction));
};

async function bury<Data>(
  { boss }: Settling<Data>,
  transaction: Database,
  job: ActiveJob<Data>,
  error: unknown,
): Promise<void> {
  const { key, data } = job.data;
  const dead: DeadJob<Data> = {
    key,
    data,
    error: messageOf(error),
    tries: triesOf(job),
    failedAt: new Date().toISOString(),
  };
  await boss.send(DEAD_QUEUE, plain(dead), inside(transaction));
  await end(boss, transaction, job, 'failed for good');
}

/** Retried after a delay that grows; with a newer request waiting, left to that one; after the last try, dead. */
export const settleFailure = <Data extends object>(
  settling: Settling<Data>,
  job: ActiveJob<Data>,
  error: unknown,
): Promise<void> =>
  whileOurs(settling, job, async (transaction) => {
    const { boss, merge } = settling;
    const { key, data } = job.data;
    const heldUntil = heldUntilOf(error);
    const waiting = await findWaiting<Data>(transaction, key);
    if (waiting !== null) {
      await end(boss, transaction, job, 'left to the newer request');
      const merged = merge(data, waiting.envelope.data);
      return leaveToWaiting(boss, transaction, waiting, { data: merged, heldUntil });
    }
    if (heldUntil !== null) {
      await end(boss, transaction, job, 'put back');
      return addWaiting(boss, transaction, { ...job.data, heldUntil, earlierTries: triesOf(job) - 1 });
    }
    if (triesOf(job) >= settling.tries) return bury(settling, transaction, job, error);
    const why = plain({ message: messageOf(error) });
    await boss.fail(QUEUE, { id: job.id, retryCount: job.retryCount }, why, inside(transaction));
  });

/** Dead without another try: too often it has not come to an end of its own. */
export const settleHopeless = <Data extends object>(settling: Settling<Data>, job: ActiveJob<Data>): Promise<void> =>
  whileOurs(settling, job, (transaction) =>
    bury(
      settling,
      transaction,
      job,
      new Error('It was begun that often and never ended: its process did, or it took over a quarter of an hour.'),
    ),
  );

/** Put back to be taken up at once, by anybody: its worker stops or is gone. It costs a try. */
export const handBack = <Data extends object>(settling: Settling<Data>, job: ActiveJob<Data>): Promise<void> =>
  whileOurs(settling, job, async (transaction) => {
    const { boss } = settling;
    const why = { message: 'handed back' };
    await boss.fail(QUEUE, { id: job.id, retryCount: job.retryCount }, why, inside(transaction));
    await boss.update(QUEUE, undefined, { id: job.id, startAfter: new Date(), ...inside(transaction) });
  });
