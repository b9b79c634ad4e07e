/** Whether one process of the app can do its part, as `/readyz` says it. */
import { withinTime } from '../github/within-time.ts';
import { readQueueVersion } from '../jobs/queue/queue-schema.ts';
import type { Database } from '../store/database.ts';
import { pendingMigrations } from '../store/migrate.ts';
import type { Role } from './role.ts';

/** Whoever asks waits no longer: a store that accepts connections and says nothing is out of reach as well. */
const STORE_TIMEOUT_MS = 5_000;

export interface ReadinessParts {
  role: Role;
  database: Database;
  /** False until everything that the role has is at work. */
  isStarted: () => boolean;
  log: { info: (message: string) => void; warn: (details: object, message: string) => void };
  timeoutMs?: number;
}

/** Whoever may see the answer is not to learn where the store is: what lies behind it is in the log. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

const dependencies = (role: Role): string =>
  role === 'web' ? 'the store is reachable and migrated' : 'the store is reachable and migrated, the queue is running';

/**
 * Gives what this process depends on, in words, all of it there; rejects with NotReady otherwise. Looks once at a time,
 * however many ask, and tells the log when it changes.
 */
export function createReadiness(parts: ReadinessParts): () => Promise<string> {
  const { role, log, isStarted, timeoutMs = STORE_TIMEOUT_MS } = parts;
  let looking: Promise<void> | null = null;
  let wasReady = true;
  const lookOnce = (): Promise<void> => {
    looking ??= look(parts).finally(() => {
      looking = null;
    });
    return looking;
  };
  return async () => {
    if (!isStarted()) throw new NotReady('it is starting');
    try {
      await withinTime(timeoutMs, lookOnce);
    } catch (error) {
      const notReady =
        error instanceof NotReady
          ? error
          : new NotReady(`the store did not answer within ${timeoutMs / 1_000} seconds`, { cause: error });
      if (wasReady) log.warn({ err: notReady.cause ?? notReady }, `Not ready: ${notReady.message}`);
      wasReady = false;
      throw notReady;
    }
    if (!wasReady) log.info('Ready again');
    wasReady = true;
    return `role ${role}; ${dependencies(role)}`;
  };
}

async function look({ role, database }: ReadinessParts): Promise<void> {
  const { pending, queue } = await ask(database, role).catch((cause: unknown) => {
    throw new NotReady('the store cannot be reached', { cause });
  });
  if (pending.length > 0) throw new NotReady(`the store lacks ${pending.join(', ')}`);
  if (queue === null) throw new NotReady('the store has no queue');
}

async function ask(
  database: Database,
  role: Role,
): Promise<{ pending: string[]; queue: number | null | 'not needed' }> {
  const pending = await pendingMigrations(database);
  return { pending, queue: role === 'web' ? 'not needed' : await readQueueVersion(database) };
}
