/** The version of the queue's tables, which are pg-boss's own and migrated by it. */
import { createRequire } from 'node:module';
import type { Database } from '../../store/database.ts';
import type { OpenedDatabase } from '../../store/open-database.ts';
import { startBoss } from './queue-boss.ts';
import { QUEUE_SCHEMA } from './queue-names.ts';

/** The version that this program's pg-boss makes. It tells it nowhere else than in its package. */
export function ownQueueVersion(): number {
  const require = createRequire(import.meta.url);
  return (require('pg-boss/package.json') as { pgboss: { schema: number } }).pgboss.schema;
}

/** null where there are no tables of the queue yet. */
export async function readQueueVersion(database: Database): Promise<number | null> {
  const [found] = await database.query<{ present: boolean }>('select to_regclass($1) is not null as present', [
    `${QUEUE_SCHEMA}.version`,
  ]);
  if (found?.present !== true) return null;
  const [row] = await database.query<{ version: number }>(`select version from ${QUEUE_SCHEMA}.version`);
  return row?.version ?? null;
}

/**
 * Brings the queue's tables to this program's version, and gives it; null where nothing had to be done: newer ones stay as
 * they are. Safe when several processes do it at once.
 */
export async function migrateQueue(database: OpenedDatabase): Promise<number | null> {
  const version = ownQueueVersion();
  const found = await readQueueVersion(database);
  if (found !== null && found >= version) return null;
  const errors: unknown[] = [];
  const boss = await startBoss(database, (error) => errors.push(error), { supervise: false });
  await boss.stop({ graceful: false });
  if (errors.length > 0) throw new Error('The tables of the queue could not be made.', { cause: errors[0] });
  return version;
}
