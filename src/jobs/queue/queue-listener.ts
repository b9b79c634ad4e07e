import type { PgBoss } from 'pg-boss';
import { QUEUE_CHANNEL } from './queue-names.ts';

export interface Listener {
  close(): Promise<void>;
}

/**
 * Calls `wake` when a job may have become due, and each time the connection was made anew. null where the store has
 * nothing to listen with.
 */
export async function listen(boss: PgBoss, wake: () => void): Promise<Listener | null> {
  const db = boss.getDb();
  if (db.listen === undefined) return null;
  const { rows }: { rows: { channel: string }[] } = await db.executeSql(`select ${QUEUE_CHANNEL} as channel`);
  return db.listen(rows[0]!.channel, wake, wake);
}
