import type { Database } from './database.ts';
import type { Migration } from './migration.ts';
import { migrations } from './migrations/all.ts';

/** Any number; it only has to be the same in every process. */
const MIGRATION_LOCK = 684_530_771;

const label = ({ number, name }: Migration): string => `${String(number).padStart(4, '0')}-${name}`;

async function unapplied(database: Database): Promise<Migration[]> {
  const applied = await database.query<{ number: number }>('select number from milepost.migrations');
  const numbers = new Set(applied.map(({ number }) => number));
  return migrations.filter(({ number }) => !numbers.has(number));
}

async function apply(database: Database, migration: Migration): Promise<void> {
  try {
    for (const statement of migration.statements) await database.query(statement);
    await database.query('insert into milepost.migrations (number, name) values ($1, $2)', [
      migration.number,
      migration.name,
    ]);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Migration ${label(migration)} failed and was rolled back: ${reason}`, { cause });
  }
}

/**
 * Brings the schema `milepost` up to date and gives back the names of what was applied now: none when nothing was
 * missing. All or nothing, and safe when several processes start at once: the others wait and find it done.
 */
export const migrate = (database: Database): Promise<string[]> =>
  database.transaction(async (transaction) => {
    await transaction.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await transaction.query('create schema if not exists milepost');
    await transaction.query(
      `create table if not exists milepost.migrations (
        number integer primary key,
        name text not null,
        applied_at timestamptz not null default now()
      )`,
    );
    const missing = await unapplied(transaction);
    for (const migration of missing) await apply(transaction, migration);
    return missing.map(label);
  });

/** Names of the migrations that `migrate` would apply, in order. Writes nothing. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const [found] = await database.query<{ present: boolean }>(
    "select to_regclass('milepost.migrations') is not null as present",
  );
  return (found?.present === true ? await unapplied(database) : migrations).map(label);
}
