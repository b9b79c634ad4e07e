/** The dead letters, for an operator: of any process that has the store open, and without working anything. */
import type { PgBoss } from 'pg-boss';
import type { Database } from '../../store/database.ts';
import type { OpenedDatabase } from '../../store/open-database.ts';
import type { DeadLetter } from './bury-dead.ts';
import { startBoss } from './queue-boss.ts';
import { DEAD_QUEUE, QUEUE_SCHEMA } from './queue-names.ts';
import { enterRequests, type RequestRules } from './queue-requests.ts';
import { lockKeys } from './queue-waiting.ts';
import { taskRules, type Task } from './task.ts';

/** A job that failed for good. Of each key there is at most one; a later one takes in the earlier. */
export interface DeadJob<Data = Task> extends DeadLetter<Data> {
  id: string;
}

/** Ids as `list` has them; unknown ones are passed over. */
export type WhichDead = readonly string[] | 'all';

export interface DeadJobs<Data = Task> {
  /** The oldest first. */
  list(): Promise<DeadJob<Data>[]>;
  /**
   * Puts them back into the queue as new requests, which begin with all their tries, or join the one that waits for the
   * key. Each in a transaction of its own: wherever it ends, one is either still dead or in the queue. Gives how many.
   */
  retry(which: WhichDead): Promise<number>;
  /** Throws them away. Gives how many. */
  drop(which: WhichDead): Promise<number>;
}

/** The dead letters of the app. */
export const createDeadJobs = (database: OpenedDatabase): DeadJobs => deadJobsOf(database, taskRules);

export function deadJobsOf<Data extends object>(database: OpenedDatabase, rules: RequestRules<Data>): DeadJobs<Data> {
  const list = async (which: WhichDead = 'all'): Promise<DeadJob<Data>[]> => {
    if (!(await haveQueue(database))) return [];
    const rows = await database.query<{ id: string; letter: DeadLetter<Data> }>(
      `select id, data as letter from ${QUEUE_SCHEMA}.job
       where name = $1 and state < 'active' and ($2::text[] is null or id::text = any($2::text[]))
       order by created_on, id`,
      [DEAD_QUEUE, which === 'all' ? null : which],
    );
    return rows.map(({ id, letter }) => ({ id, ...letter }));
  };
  return {
    list: () => list(),
    async retry(which) {
      const jobs = await list(which);
      if (jobs.length === 0) return 0;
      // What its calls fail with they reject with; of its connections nothing else is told.
      const boss = await startBoss(database, () => undefined, { supervise: false });
      try {
        let count = 0;
        for (const job of jobs) if (await retryOne(boss, database, rules, job)) count += 1;
        return count;
      } finally {
        await boss.stop({ graceful: false });
      }
    },
    async drop(which) {
      let count = 0;
      for (const { id, key } of await list(which)) {
        await database.transaction(async (transaction) => {
          await lockKeys(transaction, [key]);
          if (await remove(transaction, id)) count += 1;
        });
      }
      return count;
    },
  };
}

/** Nothing can be dead in a store on which no queue was ever started. */
async function haveQueue(database: OpenedDatabase): Promise<boolean> {
  const sql = 'select to_regclass($1) is not null as present';
  const [row] = await database.query<{ present: boolean }>(sql, [`${QUEUE_SCHEMA}.job`]);
  return row?.present === true;
}

/** False when somebody else was faster. */
const retryOne = <Data extends object>(
  boss: PgBoss,
  database: OpenedDatabase,
  rules: RequestRules<Data>,
  { id, key, data }: DeadJob<Data>,
): Promise<boolean> =>
  database.transaction(async (transaction) => {
    await lockKeys(transaction, [key]);
    if (!(await remove(transaction, id))) return false;
    await enterRequests(boss, transaction, rules, [{ key, data }]);
    return true;
  });

/** Whether it was there. */
async function remove(transaction: Database, id: string): Promise<boolean> {
  const rows = await transaction.query(
    `delete from ${QUEUE_SCHEMA}.job where name = $1 and id = $2::uuid and state < 'active' returning id`,
    [DEAD_QUEUE, id],
  );
  return rows.length > 0;
}
