/** The dashboard of a repository: which issue it is. Leases run by the database's clock. */
import type { Database } from './database.ts';
import { jsonText } from './storable.ts';

/** null while there is none. */
export async function findDashboard(database: Database, repositoryId: number): Promise<unknown> {
  const [row] = await database.query<{ dashboard: unknown }>(
    'select dashboard from milepost.dashboards where repository_id = $1',
    [repositoryId],
  );
  return row?.dashboard ?? null;
}

/**
 * Before it is opened: true when it is for `holder` to do, now and for `leaseMs`. Of any number that ask at once exactly
 * one is told so; asking again renews. False once there is a dashboard.
 */
export async function claimDashboard(
  database: Database,
  { repositoryId, holder, leaseMs }: { repositoryId: number; holder: string; leaseMs: number },
): Promise<boolean> {
  const rows = await database.query(
    `insert into milepost.dashboards as known (repository_id, holder, held_until)
     values ($1, $2, now() + $3 * interval '1 millisecond')
     on conflict (repository_id) do update set holder = excluded.holder, held_until = excluded.held_until
       where known.dashboard is null
         and (known.holder is null or known.holder = excluded.holder or known.held_until <= now())
     returning repository_id`,
    [repositoryId, holder, leaseMs],
  );
  return rows.length > 0;
}

/** Over what was there; whoever was about to open one no longer is. */
export const saveDashboard = async (database: Database, repositoryId: number, dashboard: object): Promise<void> => {
  await database.query(
    `insert into milepost.dashboards (repository_id, dashboard) values ($1, $2::jsonb)
     on conflict (repository_id) do update set dashboard = excluded.dashboard, holder = null, held_until = null,
       changed_at = now()`,
    [repositoryId, jsonText(dashboard)],
  );
};
