/** Into the dead letters, of each key one. */
import type { PgBoss } from 'pg-boss';
import type { Database } from '../../store/database.ts';
import { inside } from './queue-boss.ts';
import { DEAD_QUEUE, QUEUE_SCHEMA } from './queue-names.ts';
import type { RequestRules } from './queue-requests.ts';
import { plain } from './queue-waiting.ts';

/** What is kept of a job that failed for good. */
export interface DeadLetter<Data> {
  key: string;
  data: Data;
  /** What the last try failed with. */
  error: string;
  tries: number;
  /** ISO instant. */
  failedAt: string;
}

const MAX_MESSAGE_LENGTH = 2_000;

/** Takes in the one that is there already for the key: its request is merged. The transaction holds the key's lock. */
export async function buryDead<Data>(
  boss: PgBoss,
  transaction: Database,
  { merge }: RequestRules<Data>,
  { key, data, error, tries }: Omit<DeadLetter<Data>, 'failedAt'>,
): Promise<void> {
  const earlier = await transaction.query<{ letter: DeadLetter<Data> }>(
    `with removed as (
       delete from ${QUEUE_SCHEMA}.job where name = $1 and state < 'active' and data ->> 'key' = $2
       returning data as letter, created_on
     )
     select letter from removed order by created_on desc`,
    [DEAD_QUEUE, key],
  );
  const dead: DeadLetter<Data> = {
    key,
    data: earlier.reduce((newer, { letter }) => merge(letter.data, newer), data),
    error: error.slice(0, MAX_MESSAGE_LENGTH),
    tries,
    failedAt: new Date().toISOString(),
  };
  await boss.send(DEAD_QUEUE, plain(dead), { singletonKey: key, ...inside(transaction) });
}
