/** How a job ends that did not succeed. pg-boss ends those that did. */
import type { PgBoss } from 'pg-boss';
import type { Database } from '../../store/database.ts';
import { buryDead } from './bury-dead.ts';
import { Hopeless } from './hopeless.ts';
import { inside } from './queue-boss.ts';
import { QUEUE, QUEUE_SCHEMA } from './queue-names.ts';
import { placeOf, type RequestRules } from './queue-requests.ts';
import { RetryAt } from './queue-retry-at.ts';
import {
  addWaiting,
  changeWaiting,
  findWaiting,
  lockKeys,
  plain,
  type Envelope,
  type WaitingJob,
} from './queue-waiting.ts';
import { delaySeconds, type RetryRule } from './retry-rule.ts';

/** A job as a worker has it. `retryCount` tells this attempt from a later one by somebody else. */
export interface ActiveJob<Data> {
  id: string;
  retryCount: number;
  data: Envelope<Data>;
}

export interface Settling<Data> {
  boss: PgBoss;
  database: Database;
  rules: RequestRules<Data>;
  ruleOf: (error: unknown) => RetryRule;
  /** See QueueOptions.fell. */
  fell: (data: Data, why: string, transaction: Database) => Promise<void>;
}

/** However the failures change: a job that has begun that often is dead after one more. */
const MOST_TRIES = 100;

/**
 * A job whose process ended that often is not begun again: it may be what ends it. Not sooner, since whoever restarts or
 * kills processes every few seconds hits the same long job again and again, and nothing is to be lost by that.
 */
const MOST_LOSSES = 20;

/** So often it is taken up as soon as it may be; from then on after a pause that grows, so that others come to their ends. */
const QUICK_LOSSES = 4;
const LOSS_PAUSES = { firstSeconds: 20, longestSeconds: 60 };

/** This attempt included. */
export const triesOf = ({ data, retryCount }: ActiveJob<unknown>): number => data.earlierTries + retryCount + 1;

/** Earlier attempts that came to no end: their processes ended. */
const lossesOf = (job: ActiveJob<unknown>): number => triesOf(job) - 1 - (job.data.failures?.total ?? 0);

/** Whether that was too often. */
export const isEndless = (job: ActiveJob<unknown>): boolean => lossesOf(job) >= MOST_LOSSES;

const pauseAfter = (losses: number, shortestSeconds: number): number =>
  losses <= QUICK_LOSSES
    ? shortestSeconds
    : Math.max(shortestSeconds, delaySeconds(LOSS_PAUSES, losses - QUICK_LOSSES, Math.random()));

/** Whether another failure like the last one is the end. */
export const isLastTry = (job: ActiveJob<unknown>): boolean => {
  const { failures } = job.data;
  return triesOf(job) >= MOST_TRIES || (failures !== undefined && failures.inARow + 1 >= failures.most);
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** However early the time asked for, by a clock that is behind, say: whoever asks again and again does not spin. */
const SHORTEST_WAIT_MS = 1_000;

/** What waits for the same is not to begin at the same instant. */
const SPREAD_MS = 5_000;

/** In that many milliseconds by the store's clock, as an ISO instant: our own may be an hour off. */
async function instantIn(transaction: Database, ms: number): Promise<string> {
  const [row] = await transaction.query<{ at: Date }>(`select now() + $1 * interval '1 millisecond' as at`, [
    Math.round(ms),
  ]);
  return (row?.at ?? new Date(Date.now() + ms)).toISOString();
}

async function heldUntilOf(transaction: Database, error: unknown): Promise<string | null> {
  if (!(error instanceof RetryAt)) return null;
  const inMs = error.at.getTime() - Date.now() + (error.isOfGroup ? Math.random() * SPREAD_MS : 0);
  return instantIn(transaction, Math.max(inMs, SHORTEST_WAIT_MS));
}

const isAttempt = async (database: Database, job: ActiveJob<unknown>, locking: '' | 'for update'): Promise<boolean> => {
  const rows = await database.query(
    `select id from ${QUEUE_SCHEMA}.job
     where name = $1 and id = $2::uuid and state = 'active' and retry_count = $3 ${locking}`,
    [QUEUE, job.id, job.retryCount],
  );
  return rows.length > 0;
};

/** Whether the attempt is still ours: once our heartbeat has stopped for a while it may be somebody else's. */
export const isStillOurs = ({ database }: { database: Database }, job: ActiveJob<unknown>): Promise<boolean> =>
  isAttempt(database, job, '');

async function whileOurs<Data>(
  { database }: Settling<Data>,
  job: ActiveJob<Data>,
  work: (transaction: Database) => Promise<void>,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await lockKeys(transaction, [job.data.key]);
    if (await isAttempt(transaction, job, 'for update')) await work(transaction);
  });
}

const attemptOf = ({ id, retryCount }: ActiveJob<unknown>): { id: string; retryCount: number } => ({ id, retryCount });

const end = async (boss: PgBoss, transaction: Database, job: ActiveJob<unknown>, why: string): Promise<void> => {
  await boss.complete(QUEUE, attemptOf(job), { why }, inside(transaction));
};

/** Waits again as the same job, in `retry`, after so many seconds. */
const again = async (
  boss: PgBoss,
  transaction: Database,
  job: ActiveJob<object>,
  { envelope, seconds, why }: { envelope: Envelope<object>; seconds: number; why: string },
): Promise<void> => {
  await boss.fail(QUEUE, attemptOf(job), plain({ message: why }), inside(transaction));
  await boss.update(QUEUE, plain(envelope), {
    id: job.id,
    // Reckoned from now by the store's clock.
    startAfter: seconds,
    ...inside(transaction),
  });
};

async function bury<Data extends object>(
  { boss, rules, fell }: Settling<Data>,
  transaction: Database,
  job: ActiveJob<Data>,
  why: string,
): Promise<void> {
  const { key, data } = job.data;
  await end(boss, transaction, job, 'failed for good');
  await buryDead(boss, transaction, rules, { key, data, error: why, tries: triesOf(job) });
  await fell(data, why, transaction);
}

/**
 * A Hopeless one is dropped. Otherwise retried after a delay that grows; with a newer request waiting, left to that one;
 * after the last try, dead.
 */
export const settleFailure = <Data extends object>(
  settling: Settling<Data>,
  job: ActiveJob<Data>,
  error: unknown,
): Promise<void> =>
  whileOurs(settling, job, async (transaction) => {
    const { boss, rules } = settling;
    const { key, data } = job.data;
    if (error instanceof Hopeless) {
      await end(boss, transaction, job, 'dropped');
      return settling.fell(data, error.message, transaction);
    }
    const heldUntil = await heldUntilOf(transaction, error);
    const waiting = (await findWaiting<Data>(transaction, [key])).get(key);
    if (waiting !== undefined || heldUntil !== null) {
      const passes = waiting !== undefined && rules.passesHold?.(data, waiting.envelope.data) === true;
      const until = passes ? null : heldUntil;
      const earlierTries = triesOf(job) - 1;
      return putBack(settling, transaction, job, { waiting, until, earlierTries, losses: 0, why: 'put back' });
    }
    await fail(settling, transaction, job, error);
  });

async function fail<Data extends object>(
  settling: Settling<Data>,
  transaction: Database,
  job: ActiveJob<Data>,
  error: unknown,
): Promise<void> {
  const rule = settling.ruleOf(error);
  const before = job.data.failures;
  const inARow = before?.rule === rule.name ? before.inARow + 1 : 1;
  const why = messageOf(error);
  if (inARow >= rule.tries || triesOf(job) >= MOST_TRIES) return bury(settling, transaction, job, why);
  const failures = { rule: rule.name, inARow, most: rule.tries, total: (before?.total ?? 0) + 1 };
  const seconds = delaySeconds(rule, inARow, Math.random());
  await again(settling.boss, transaction, job, { envelope: { ...job.data, failures }, seconds, why });
}

/** Dead without another try, see `isEndless`. */
export const settleEndless = <Data extends object>(settling: Settling<Data>, job: ActiveJob<Data>): Promise<void> =>
  whileOurs(settling, job, (transaction) =>
    bury(
      settling,
      transaction,
      job,
      'It was begun that often and never came to an end, since its process ended: it may be what ends it.',
    ),
  );

/** Put back to be taken up at once, by anybody: its worker stops. It costs no try. */
export const handBack = <Data extends object>(settling: Settling<Data>, job: ActiveJob<Data>): Promise<void> =>
  whileOurs(settling, job, (transaction) => {
    const envelope = { ...job.data, earlierTries: job.data.earlierTries - 1 };
    return again(settling.boss, transaction, job, { envelope, seconds: 0, why: 'handed back' });
  });

/**
 * Put back to be taken up after so many seconds, or more where that was often, and no newer request earlier: its worker is
 * gone. It costs a try.
 */
export const giveUp = <Data extends object>(
  settling: Settling<Data>,
  job: ActiveJob<Data>,
  seconds: number,
): Promise<void> =>
  whileOurs(settling, job, async (transaction) => {
    const losses = lossesOf(job) + 1;
    const until = await instantIn(transaction, pauseAfter(losses, seconds) * 1_000);
    const waiting = (await findWaiting<Data>(transaction, [job.data.key])).get(job.data.key);
    await putBack(settling, transaction, job, {
      waiting,
      until,
      earlierTries: triesOf(job),
      losses,
      why: 'its worker is gone',
    });
  });

interface PutBack<Data> {
  waiting: WaitingJob<Data> | undefined;
  /** ISO instant: nobody takes it up before; null for as soon as what waits may. */
  until: string | null;
  /** Where it waits by itself. */
  earlierTries: number;
  /** What the newer request takes over: that it is the newest does not make the work another. */
  losses: number;
  why: string;
}

/** Left to the newer request that waits, or waits again by itself. */
async function putBack<Data extends object>(
  { boss, rules }: Settling<Data>,
  transaction: Database,
  job: ActiveJob<Data>,
  { waiting, until, earlierTries, losses, why }: PutBack<Data>,
): Promise<void> {
  await end(boss, transaction, job, why);
  const { data } = job.data;
  if (waiting === undefined) {
    const envelope = { ...job.data, heldUntil: until, earlierTries };
    return addWaiting(boss, transaction, [{ envelope, place: placeOf(rules, data), startAfter: until ?? 0 }]);
  }
  const merged = rules.merge(data, waiting.envelope.data);
  // ISO instants: the later one comes later in the alphabet, too.
  const heldUntil =
    [until, waiting.envelope.heldUntil]
      .filter((at) => at !== null)
      .toSorted()
      .at(-1) ?? null;
  const tries = Math.max(waiting.envelope.earlierTries, losses);
  const envelope = { ...waiting.envelope, data: merged, heldUntil, earlierTries: tries };
  await changeWaiting(transaction, [
    { id: waiting.id, envelope, place: placeOf(rules, merged), startAfter: heldUntil },
  ]);
}
