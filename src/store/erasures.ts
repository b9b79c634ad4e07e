/** Erasing what is kept of repositories and installations, and the record that it was done. */
import type { Database } from './database.ts';

/** Rows erased, by table; tables of which none were are left out. */
export type ErasedRows = Record<string, number>;

/**
 * The tables whose rows name a repository, or an installation, from the store's own catalogue: a table that comes later is
 * erased from without anybody remembering it. `repositories` is the last, so that what stands in the others can be found
 * until it is gone.
 */
async function tablesWith(database: Database, column: 'repository_id' | 'installation_id'): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select class.relname as name
     from pg_catalog.pg_attribute as attribute
     join pg_catalog.pg_class as class on class.oid = attribute.attrelid
     join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
     where namespace.nspname = 'milepost' and class.relkind = 'r' and attribute.attname = $1
       and not attribute.attisdropped
     order by class.relname = 'repositories', class.relname`,
    [column],
  );
  return rows.map(({ name }) => name);
}

const quoted = (table: string): string => `milepost."${table.replaceAll('"', '""')}"`;

/** What would be erased of these repositories. */
export const countRowsOfRepositories = (database: Database, repositoryIds: readonly number[]): Promise<ErasedRows> =>
  overTables(database, 'repository_id', repositoryIds, 'count');

/**
 * Erases every row of these repositories. Deliveries that are being worked stay, emptied: whether they come again must be
 * known. To be called inside a transaction.
 */
export const eraseRowsOfRepositories = (transaction: Database, repositoryIds: readonly number[]): Promise<ErasedRows> =>
  overTables(transaction, 'repository_id', repositoryIds, 'erase');

/** Erases every row that names the installation, as above. To be called inside a transaction. */
export const eraseRowsOfInstallation = (transaction: Database, installationId: number): Promise<ErasedRows> =>
  overTables(transaction, 'installation_id', [installationId], 'erase');

async function overTables(
  database: Database,
  column: 'repository_id' | 'installation_id',
  ids: readonly number[],
  what: 'count' | 'erase',
): Promise<ErasedRows> {
  const rows: ErasedRows = {};
  if (ids.length === 0) return rows;
  for (const table of await tablesWith(database, column)) {
    const isInbox = table === 'deliveries';
    const where = `${column} = any($1::bigint[])${isInbox ? ` and state <> 'working'` : ''}`;
    const statement =
      what === 'count'
        ? `select count(*)::integer as rows from ${quoted(table)} where ${where}`
        : `with gone as (delete from ${quoted(table)} where ${where} returning 1) select count(*)::integer as rows from gone`;
    const [counted] = await database.query<{ rows: number }>(statement, [ids]);
    if (counted !== undefined && counted.rows > 0) rows[table] = counted.rows;
    if (isInbox && what === 'erase') {
      await database.query(`update milepost.deliveries set payload = '{}'::jsonb where ${column} = any($1::bigint[])`, [
        ids,
      ]);
    }
  }
  return rows;
}

/** Enters that the installation was erased. Its id never comes back: whoever installs the app again gets another. */
export const recordErasure = async (database: Database, installationId: number): Promise<void> => {
  await database.query('insert into milepost.erasures (id) values ($1) on conflict do nothing', [installationId]);
};

/** Those of these installations that were erased. */
export async function erasedAmong(database: Database, installationIds: readonly number[]): Promise<Set<number>> {
  if (installationIds.length === 0) return new Set();
  const rows = await database.query<{ id: number }>('select id from milepost.erasures where id = any($1::bigint[])', [
    installationIds,
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** Erased installations for which something was entered all the same, by work that was under way. */
export async function listHalfErased(database: Database): Promise<number[]> {
  const rows = await database.query<{ id: number }>(
    `select id from milepost.erasures as erasure
     where exists (select 1 from milepost.repositories where installation_id = erasure.id)
       or exists (select 1 from milepost.roadmaps where installation_id = erasure.id)
     order by id`,
  );
  return rows.map(({ id }) => id);
}
