/** What a store lacks of what this program expects, and what it has beyond that. */
import { laterMigrations, migrationLabel, missingMigrations } from '../../store/migrate.ts';
import { ownQueueVersion } from '../queue/queue-schema.ts';
import { queueLabel } from './store-migrate.ts';
import type { StoreVersion } from './store-version.ts';

export interface Pending {
  /** In order, the queue's last; empty: nothing is. */
  pending: string[];
  /** Of a later version that has migrated the store: it only added. */
  later: string[];
}

export function pendingOf({ migrations, queue }: StoreVersion): Pending {
  const own = ownQueueVersion();
  const isQueueOlder = queue === null || queue < own;
  return {
    pending: [...missingMigrations(migrations).map(migrationLabel), ...(isQueueOlder ? [queueLabel(own)] : [])],
    later: [
      ...laterMigrations(migrations).map(migrationLabel),
      ...(queue !== null && queue > own ? [queueLabel(queue)] : []),
    ],
  };
}
