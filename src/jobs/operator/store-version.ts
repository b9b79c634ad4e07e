import { z } from 'zod';
import { appliedMigrations, type AppliedMigration } from '../../store/migrate.ts';
import { readQueueVersion } from '../queue/queue-schema.ts';
import { operatorCommand } from './operator-command.ts';

export interface StoreVersion {
  /** In order; empty where nothing was ever applied. */
  migrations: AppliedMigration[];
  /** Of the queue's tables; null where there are none. */
  queue: number | null;
}

/** What a store has: the question of `milepost migrate`, which compares it with what its own version expects. */
export const readStoreVersion = operatorCommand({
  input: z.strictObject({}),
  carryOut: async ({ database }): Promise<StoreVersion> => ({
    migrations: await appliedMigrations(database),
    queue: await readQueueVersion(database),
  }),
});
