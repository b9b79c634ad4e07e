/** What is kept of a job, and the one that waits for a key. All of it inside transactions that hold the key's lock. */
import type { PgBoss } from 'pg-boss';
import type { Database } from '../../store/database.ts';
import { jsonText } from '../../store/storable.ts';
import { inside, QUEUE, QUEUE_SCHEMA } from './queue-boss.ts';

export interface Envelope<Data> {
  key: string;
  data: Data;
  /** ISO instant: a rate limit, which a newer request has to wait for as well. */
  heldUntil: string | null;
  /** Used up before the job was put back by RetryAt, which begins a new one. */
  earlierTries: number;
  /** Goes before the others, and has a worker of its own. Absent: no, or queued by an earlier version. */
  isUrgent?: boolean;
}

/** Of an urgent job; the others have 0. */
export const URGENT = 1;

/** `waiting`, the older one, and `newer` in one: what either would have done. */
export type Merge<Data> = (waiting: Data, newer: Data) => Data;

export interface WaitingJob<Data> {
  id: string;
  state: 'created' | 'retry';
  envelope: Envelope<Data>;
}

/** As jsonb takes it, see jsonText: for what pg-boss turns into JSON by itself. */
export const plain = <Value extends object>(value: Value): Value => JSON.parse(jsonText(value)) as Value;

/** Until the transaction ends, nobody else sends or settles a job of this key. */
export const lockKey = async (transaction: Database, key: string): Promise<void> => {
  await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${QUEUE_SCHEMA}:${key}`]);
};

/** The job that waits for this key, its row locked so that nobody fetches it meanwhile; null when none does. */
export async function findWaiting<Data>(transaction: Database, key: string): Promise<WaitingJob<Data> | null> {
  const [row] = await transaction.query<WaitingJob<Data>>(
    `select id, state, data as envelope from ${QUEUE_SCHEMA}.job
     where name = $1 and singleton_key = $2 and state < 'active' and not blocked and policy = 'key_strict_fifo'
     order by state desc, created_on limit 1 for update`,
    [QUEUE, key],
  );
  return row ?? null;
}

/** Enters a job that waits until `heldUntil`, or with null for `delaySeconds`. */
export const addWaiting = async <Data extends object>(
  boss: PgBoss,
  transaction: Database,
  envelope: Envelope<Data>,
  delaySeconds = 0,
): Promise<void> => {
  await boss.send(QUEUE, plain(envelope), {
    singletonKey: envelope.key,
    ...(envelope.isUrgent === true ? { priority: URGENT } : {}),
    startAfter: envelope.heldUntil ?? delaySeconds,
    ...inside(transaction),
  });
};

const changeWaiting = async <Data extends object>(
  boss: PgBoss,
  transaction: Database,
  id: string,
  envelope: Envelope<Data>,
  startAfter: string | Date | null = envelope.heldUntil,
): Promise<void> => {
  await boss.update(QUEUE, plain(envelope), {
    id,
    ...(startAfter === null ? {} : { startAfter }),
    ...inside(transaction),
  });
};

/**
 * A newer request joins the job that waits. One that waits out a failure begins afresh, at once and with all its tries:
 * what made it fail may be what has changed. One that waits for a rate limit goes on waiting; one that was only delayed
 * does so no longer when the newer request is prompt.
 */
export async function joinWaiting<Data extends object>(
  boss: PgBoss,
  transaction: Database,
  waiting: WaitingJob<Data>,
  { data, isPrompt }: { data: Data; isPrompt: boolean },
): Promise<void> {
  const { envelope } = waiting;
  if (waiting.state === 'created') {
    const startAfter = envelope.heldUntil ?? (isPrompt ? new Date() : null);
    return changeWaiting(boss, transaction, waiting.id, { ...envelope, data }, startAfter);
  }
  await boss.deleteJob(QUEUE, waiting.id, inside(transaction));
  await addWaiting(boss, transaction, { ...envelope, data, heldUntil: null, earlierTries: 0 });
}

/** What ends without success leaves its request to the job that waits, which, with `heldUntil`, then waits until then. */
export const leaveToWaiting = <Data extends object>(
  boss: PgBoss,
  transaction: Database,
  waiting: WaitingJob<Data>,
  left: { data: Data; heldUntil: string | null },
): Promise<void> =>
  changeWaiting(boss, transaction, waiting.id, {
    ...waiting.envelope,
    data: left.data,
    heldUntil: left.heldUntil ?? waiting.envelope.heldUntil,
  });
