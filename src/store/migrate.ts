import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database.ts';
import type { Migration } from './migration.ts';
import { migrations } from './migrations/all.ts';

/** Any number; it only has to be the same in every process. */
const MIGRATION_LOCK = 684_530_771;

/**
 * So long a statement waits for a busy table: whoever comes after it waits behind it meanwhile. Then everything is rolled
 * back, others have their turn, and it is tried again.
 */
const LOCK_TIMEOUT_MS = 1_000;
const TRIES = 60;
const PAUSE_MS = 500;

/** lock_not_available, deadlock_detected: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const LOCK_CODES = new Set(['55P03', '40P01']);

export interface AppliedMigration {
  number: number;
  name: string;
}

/** `0001-first-tables`: how a migration is called in messages. */
export const migrationLabel = ({ number, name }: AppliedMigration): string =>
  `${String(number).padStart(4, '0')}-${name}`;

/** What was applied to the store, by whichever version, in order; nothing where there is no table of it. Writes nothing. */
export async function appliedMigrations(database: Database): Promise<AppliedMigration[]> {
  // Not to_regclass: inside a transaction it may go by what the connection remembers from before it waited for a lock.
  const [found] = await database.query<{ present: boolean }>(
    `select exists (
      select from pg_catalog.pg_tables where schemaname = 'milepost' and tablename = 'migrations'
    ) as present`,
  );
  if (found?.present !== true) return [];
  return database.query<AppliedMigration>('select number, name from milepost.migrations order by number');
}

/** Those that this program has beyond the applied ones, in order. */
export function missingMigrations(applied: readonly AppliedMigration[]): Migration[] {
  const numbers = new Set(applied.map(({ number }) => number));
  return migrations.filter(({ number }) => !numbers.has(number));
}

/** Applied, and not known to this program: the store was migrated by a later version. */
export function laterMigrations(applied: readonly AppliedMigration[]): AppliedMigration[] {
  const numbers = new Set(migrations.map(({ number }) => number));
  return applied.filter(({ number }) => !numbers.has(number));
}

/** Names of the migrations that `migrate` would apply, in order. Writes nothing. */
export const pendingMigrations = async (database: Database): Promise<string[]> =>
  missingMigrations(await appliedMigrations(database)).map(migrationLabel);

async function apply(transaction: Database, migration: Migration): Promise<void> {
  for (const statement of migration.statements) await transaction.query(statement);
  await transaction.query('insert into milepost.migrations (number, name) values ($1, $2)', [
    migration.number,
    migration.name,
  ]);
}

/** The transaction that applies the first that is missing; null when none is. */
const applyNext = (database: Database): Promise<Migration | null> =>
  database.transaction(async (transaction) => {
    // Whoever is behind another process waits for it here, as long as it takes: nothing of ours is held yet.
    await transaction.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const [next] = missingMigrations(await appliedMigrations(transaction));
    if (next === undefined) return null;
    await transaction.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await transaction.query('create schema if not exists milepost');
    await transaction.query(
      `create table if not exists milepost.migrations (
        number integer primary key,
        name text not null,
        applied_at timestamptz not null default now()
      )`,
    );
    try {
      await apply(transaction, next);
    } catch (cause) {
      throw new MigrationFailed(next, cause);
    }
    return next;
  });

/** Rolled back: the store is as it was before this one. */
class MigrationFailed extends Error {
  constructor(migration: Migration, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`Migration ${migrationLabel(migration)} failed and was rolled back: ${reason}`, { cause });
  }
}

const isAboutLocks = (error: unknown): boolean =>
  error instanceof MigrationFailed && LOCK_CODES.has(String((error.cause as { code?: unknown }).code));

async function applyNextPatiently(database: Database): Promise<Migration | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await applyNext(database);
    } catch (error) {
      if (!isAboutLocks(error) || attempt >= TRIES) throw error;
      await sleep(PAUSE_MS * (1 + Math.random()));
    }
  }
}

/**
 * Brings the schema `milepost` up to date, one migration after the other, each whole or not at all, and gives back the
 * names of what was applied now: none when nothing was missing. Safe when several processes start at once: the others
 * wait and find it done. Safe beside an older version at work: migrations only add, and one that meets a busy table lets
 * the others go first, for up to two minutes.
 */
export async function migrate(database: Database): Promise<string[]> {
  const applied: string[] = [];
  // Most starts find everything done, and are not to wait for a lock to see that.
  if ((await pendingMigrations(database)).length === 0) return applied;
  for (;;) {
    const migration = await applyNextPatiently(database);
    if (migration === null) return applied;
    applied.push(migrationLabel(migration));
  }
}
