/** pg-boss, set up for our one queue on either store. */
import { fromPglite, PgBoss, type Db, type QueueOptions } from 'pg-boss';
import type { Database } from '../../store/database.ts';
import type { OpenedDatabase } from '../../store/open-database.ts';
import { addClaimFunction } from './claim-function.ts';
import { DEAD_QUEUE, QUEUE, QUEUE_SCHEMA } from './queue-names.ts';

/** The least that pg-boss takes. */
export const HEARTBEAT_SECONDS = 10;

/** After it a job that is in work has failed. */
export const EXPIRE_SECONDS = 15 * 60;

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * `key_strict_fifo` and not `stately`: a stately queue whose oldest waiting job belongs to a busy key gives out nothing
 * at all, to nobody, until that key is free. This one leaves out busy keys, in the statement that fetches.
 * That a failed job would block its key does not matter: ours never end as failed, see queue-settle.ts.
 */
const POLICY = 'key_strict_fifo';

const OPTIONS = {
  heartbeatSeconds: HEARTBEAT_SECONDS,
  expireInSeconds: EXPIRE_SECONDS,
  // Delays and tries are for queue-settle.ts to say; pg-boss is never to give up.
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  retryLimit: 1_000_000,
  retentionSeconds: YEAR_SECONDS,
  deleteAfterSeconds: 24 * 60 * 60,
  notify: true,
} satisfies QueueOptions & { notify: boolean };

/** Connections that end jobs and keep heartbeats, beside the one that listens. */
const CONNECTIONS = 4;

/** Started, its queues made. Its errors and warnings go to `report`. `supervise`: it also cleans up, from time to time. */
export async function startBoss(
  database: OpenedDatabase,
  report: (error: unknown) => void,
  { supervise = true }: { supervise?: boolean } = {},
): Promise<PgBoss> {
  const common = { schema: QUEUE_SCHEMA, schedule: false, supervise };
  const boss = new PgBoss(
    database.kind === 'pglite'
      ? { ...common, db: fromPglite(database.pglite), backend: 'pglite' }
      : {
          ...common,
          connectionString: database.connectionString,
          max: CONNECTIONS,
          application_name: 'milepost-queue',
        },
  );
  boss.on('error', report);
  boss.on('warning', ({ message }) => report(new Error(`Queue: ${message}`)));
  try {
    await boss.start();
    await boss.createQueue(DEAD_QUEUE, { retentionSeconds: YEAR_SECONDS });
    await boss.createQueue(QUEUE, { ...OPTIONS, policy: POLICY });
    // The queue may have been made by an earlier version with other options.
    await boss.updateQueue(QUEUE, OPTIONS);
    await addClaimFunction(database);
    // Asks for nothing: it makes pg-boss remember both queues, which it could not look up from inside a transaction of the
    // embedded store.
    for (const name of [QUEUE, DEAD_QUEUE]) await boss.findJobs(name, { key: '' });
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
}

/** pg-boss's calls as part of our transaction: the `db` option of each. */
export const inside = (transaction: Database): { db: Db } => ({
  db: { executeSql: async (sql, values) => ({ rows: await transaction.query(sql, values) }) },
});
