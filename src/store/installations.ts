import type { Database } from './database.ts';

export interface InstallationRow {
  id: number;
  accountLogin: string;
  accountId: number;
  suspendedAt: Date | null;
  removedAt: Date | null;
  updatedAt: Date;
}

const COLUMNS = `id, account_login as "accountLogin", account_id as "accountId", suspended_at as "suspendedAt",
  removed_at as "removedAt", updated_at as "updatedAt"`;

/** Enters an installation, or its new login and suspension. One that was removed stays so: GitHub never reuses an id. */
export const saveInstallation = async (
  database: Database,
  installation: { id: number; accountLogin: string; accountId: number; suspendedAt: Date | null },
): Promise<void> => {
  await database.query(
    `insert into milepost.installations (id, account_login, account_id, suspended_at)
     values ($1, $2, $3, $4::timestamptz)
     on conflict (id) do update set account_login = excluded.account_login, account_id = excluded.account_id,
       suspended_at = excluded.suspended_at, updated_at = now()`,
    [installation.id, installation.accountLogin, installation.accountId, installation.suspendedAt],
  );
};

/** Nothing happens when it is not known. */
export const markInstallationRemoved = async (database: Database, id: number): Promise<void> => {
  await database.query(
    'update milepost.installations set removed_at = coalesce(removed_at, now()), updated_at = now() where id = $1',
    [id],
  );
};

/** null when it is not known. */
export async function findInstallation(database: Database, id: number): Promise<InstallationRow | null> {
  const [row] = await database.query<InstallationRow>(`select ${COLUMNS} from milepost.installations where id = $1`, [
    id,
  ]);
  return row ?? null;
}

/** Those that are neither removed nor suspended, by id. */
export const listActiveInstallations = (database: Database): Promise<InstallationRow[]> =>
  database.query<InstallationRow>(
    `select ${COLUMNS} from milepost.installations where removed_at is null and suspended_at is null order by id`,
  );
