/** What is kept of a job, and the ones that wait. All of it inside transactions that hold the locks of their keys. */
import type { PgBoss } from 'pg-boss';
import type { Database } from '../../store/database.ts';
import { jsonText } from '../../store/storable.ts';
import { inside } from './queue-boss.ts';
import { QUEUE, QUEUE_CHANNEL, QUEUE_SCHEMA } from './queue-names.ts';

export interface Envelope<Data> {
  key: string;
  data: Data;
  /** ISO instant: a rate limit, which a newer request has to wait for as well. */
  heldUntil: string | null;
  /** Used up before the job was put back by RetryAt, which begins a new one. */
  earlierTries: number;
  /** How it failed so far: the name of the last failure's rule, how often in a row and in all. Absent: not yet. */
  failures?: { rule: string; inARow: number; most: number; total: number };
}

/** Where a job stands among those that wait. */
export interface Place {
  priority: number;
  group: string | null;
}

export interface WaitingJob<Data> {
  id: string;
  /** `retry`: it waits out a failure, or was handed back. */
  state: 'created' | 'retry';
  envelope: Envelope<Data>;
}

/** As jsonb takes it, see jsonText: for what pg-boss turns into JSON by itself. */
export const plain = <Value extends object>(value: Value): Value => JSON.parse(jsonText(value)) as Value;

/** Any number: it tells our locks from others'. */
const KEY_LOCKS = 1_836_281_203;

/**
 * Until the transaction ends, nobody else sends or settles a job of these keys. Always taken in the same order, so that
 * two transactions never wait for each other; keys share 256 locks, since a store has room for a limited number
 * (https://www.postgresql.org/docs/current/runtime-config-locks.html), the embedded one for a few hundred.
 */
export const lockKeys = async (transaction: Database, keys: readonly string[]): Promise<void> => {
  await transaction.query(
    `select pg_advisory_xact_lock($1::integer, stripe) from (
       select distinct (hashtextextended(key, 0) & 255)::integer as stripe from unnest($2::text[]) as key order by 1
     ) as stripes`,
    [KEY_LOCKS, keys],
  );
};

/** The job that waits for each key, by key, the rows locked so that nobody fetches them meanwhile. */
export async function findWaiting<Data>(
  transaction: Database,
  keys: readonly string[],
): Promise<Map<string, WaitingJob<Data>>> {
  const rows = await transaction.query<WaitingJob<Data> & { key: string }>(
    `select id, state, data as envelope, singleton_key as key from ${QUEUE_SCHEMA}.job
     where name = $1 and singleton_key = any($2::text[]) and state < 'active' and not blocked
       and policy = 'key_strict_fifo'
     order by singleton_key, state desc, created_on for update`,
    [QUEUE, keys],
  );
  const jobsByKey = new Map<string, WaitingJob<Data>>();
  for (const { key, ...job } of rows) if (!jobsByKey.has(key)) jobsByKey.set(key, job);
  return jobsByKey;
}

/** Enters jobs that wait: until an ISO instant, or for so many seconds. */
export const addWaiting = async <Data extends object>(
  boss: PgBoss,
  transaction: Database,
  jobs: { envelope: Envelope<Data>; place: Place; startAfter: string | number }[],
): Promise<void> => {
  if (jobs.length === 0) return;
  const entered = jobs.map(({ envelope, place: { priority, group }, startAfter }) => ({
    data: plain(envelope),
    singletonKey: envelope.key,
    priority,
    startAfter,
    ...(group === null ? {} : { group: { id: group } }),
  }));
  await boss.insert(QUEUE, entered, inside(transaction));
};

/** To a job that waits. `startAfter`: an ISO instant, `now`, or with null as it was. */
export interface Change<Data> {
  id: string;
  envelope: Envelope<Data>;
  place: Place;
  startAfter: string | null;
}

/** pg-boss changes one job a statement. */
export const changeWaiting = async <Data>(transaction: Database, changes: Change<Data>[]): Promise<void> => {
  if (changes.length === 0) return;
  const rows = changes.map(({ id, envelope, place, startAfter }) => ({ id, data: envelope, ...place, startAfter }));
  await transaction.query(
    `with change as (
       select * from jsonb_to_recordset($2::jsonb)
         as change (id uuid, data jsonb, priority integer, "group" text, "startAfter" timestamptz)
     ), changed as (
       update ${QUEUE_SCHEMA}.job set data = change.data, priority = change.priority, group_id = change."group",
         start_after = coalesce(change."startAfter", job.start_after),
         keep_until = coalesce(change."startAfter", job.start_after) + (job.keep_until - job.start_after)
       from change where job.name = $1 and job.id = change.id and job.state < 'active'
       returning job.start_after
     )
     select pg_notify(${QUEUE_CHANNEL}, $1) from changed where start_after <= now() limit 1`,
    [QUEUE, jsonText(rows)],
  );
};

export const removeWaiting = async (boss: PgBoss, transaction: Database, ids: string[]): Promise<void> => {
  if (ids.length > 0) await boss.deleteJob(QUEUE, ids, inside(transaction));
};
