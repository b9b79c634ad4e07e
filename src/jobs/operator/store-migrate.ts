import { z } from 'zod';
import { migrate } from '../../store/migrate.ts';
import { migrateQueue } from '../queue/queue-schema.ts';
import { operatorCommand } from './operator-command.ts';

/**
 * Brings the store to the version of whoever carries it out, the queue's tables too. `applied`: what was missing, in
 * order, the queue last; empty when nothing was.
 */
export const migrateStore = operatorCommand({
  input: z.strictObject({}),
  async carryOut({ database }): Promise<{ applied: string[] }> {
    const applied = await migrate(database);
    const queue = await migrateQueue(database);
    return { applied: queue === null ? applied : [...applied, queueLabel(queue)] };
  },
});

/** As the migrations of `milepost` have numbers, the queue's tables have one version. */
export const queueLabel = (version: number): string => `queue ${version}`;
