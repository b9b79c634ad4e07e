/** Which repository an id stands for, whose it is, and whether it has left: milepost.repositories. */
import type { Database } from './database.ts';

export interface RepositoryPlace {
  repositoryId: number;
  installationId: number;
  owner: string;
  name: string;
}

export interface RepositoryRow extends RepositoryPlace {
  since: Date;
  /** null while it belongs to its installation, as far as is known. */
  leftAt: Date | null;
  /** Since when GitHub has answered that there is no such repository; null where it did not, the last time. */
  missingSince: Date | null;
}

const COLUMNS = `repository_id as "repositoryId", installation_id as "installationId", owner, name, since,
  left_at as "leftAt", missing_since as "missingSince"`;

/** What is known of a repository before a task begins. */
export interface RepositoryEntry {
  /** For `isEntered`. */
  mark: string;
  /** It was taken from the installation, as an event said. */
  hasLeft: boolean;
}

/**
 * Before anything is written about a repository: enters it where it is not known, so that whatever is written can be found
 * by its name. What is known stays: the place may be one that it has left since.
 */
export async function enterRepository(database: Database, place: RepositoryPlace): Promise<RepositoryEntry> {
  const parameters = [place.repositoryId, place.installationId, place.owner, place.name];
  // Twice only when another process enters it, or erases it, in the same moment.
  for (;;) {
    const [row] = await database.query<RepositoryEntry>(
      `with entered as (
         insert into milepost.repositories (repository_id, installation_id, owner, name)
         select $1::bigint, $2::bigint, $3::text, $4::text
         where not exists (select 1 from milepost.repositories where repository_id = $1::bigint)
         on conflict do nothing returning since
       )
       select since::text as mark, false as "hasLeft" from entered
       union all
       select since::text, installation_id = $2::bigint and left_at is not null and missing_since is null
       from milepost.repositories where repository_id = $1::bigint`,
      parameters,
    );
    if (row !== undefined) return row;
  }
}

/** Whether the entry is still the one with that mark: not, where it was erased meanwhile. */
export async function isEntered(database: Database, repositoryId: number, mark: string): Promise<boolean> {
  const rows = await database.query(
    'select 1 from milepost.repositories where repository_id = $1 and since::text = $2',
    [repositoryId, mark],
  );
  return rows.length > 0;
}

/** A repository as GitHub has just shown it to an installation. */
export interface SeenRepository {
  repositoryId: number;
  installationId: number;
  /** null: by whatever name it is known. */
  owner: string | null;
  name: string | null;
}

/**
 * GitHub has just shown it: it is not missing, and its roadmaps go along to another name or installation. One that was taken
 * from its installation stays so: GitHub shows public ones to everybody. Writes only what changed.
 */
export async function confirmRepository(database: Database, seen: SeenRepository): Promise<void> {
  const { repositoryId, installationId, owner, name } = seen;
  const [changed] = await database.query<{ owner: string; name: string }>(
    `update milepost.repositories set installation_id = $2::bigint, owner = coalesce($3::text, owner),
       name = coalesce($4::text, name), missing_since = null,
       left_at = case when installation_id = $2::bigint and missing_since is null then left_at end
     where repository_id = $1 and (installation_id <> $2::bigint or owner <> coalesce($3::text, owner)
       or name <> coalesce($4::text, name) or missing_since is not null)
     returning owner, name`,
    [repositoryId, installationId, owner, name],
  );
  if (changed === undefined) return;
  await database.query(
    `update milepost.roadmaps set installation_id = $2, owner = $3, name = $4
     where repository_id = $1 and (installation_id <> $2 or owner <> $3 or name <> $4)`,
    [repositoryId, installationId, changed.owner, changed.name],
  );
}

/** GitHub says that there is no such repository, or not for this installation. */
export const missRepository = async (
  database: Database,
  { repositoryId, installationId }: Pick<RepositoryPlace, 'repositoryId' | 'installationId'>,
): Promise<void> => {
  await database.query(
    `update milepost.repositories set missing_since = now()
     where repository_id = $1 and installation_id = $2 and missing_since is null`,
    [repositoryId, installationId],
  );
};

/** They were taken from the installation. One that belongs to another by now stays there. */
export const leaveRepositories = async (
  database: Database,
  installationId: number,
  repositoryIds: readonly number[],
): Promise<void> => {
  await database.query(
    `update milepost.repositories set left_at = coalesce(left_at, now()), missing_since = null
     where installation_id = $1 and repository_id = any($2::bigint[])
       and (left_at is null or missing_since is not null)`,
    [installationId, repositoryIds],
  );
};

/** The installation is gone, as GitHub says: all its repositories have left. */
export const leaveInstallation = async (database: Database, installationId: number): Promise<void> =>
  leaveRepositories(database, installationId, await repositoryIdsOfInstallation(database, installationId));

/** They were given to the installation, for the first time or again. */
export const returnRepositories = async (
  database: Database,
  installationId: number,
  repositoryIds: readonly number[],
): Promise<void> => {
  await database.query(
    `update milepost.repositories set installation_id = $1, left_at = null, missing_since = null
     where repository_id = any($2::bigint[])
       and (installation_id <> $1 or left_at is not null or missing_since is not null)`,
    [installationId, repositoryIds],
  );
};

/** Those that GitHub has not known for so many days have left. Gives back how many that were. */
export async function leaveMissingRepositories(database: Database, days: number): Promise<number> {
  const rows = await database.query(
    `update milepost.repositories set left_at = now()
     where left_at is null and missing_since < now() - make_interval(days => $1) returning repository_id`,
    [days],
  );
  return rows.length;
}

/** At most `limit` that left so many days ago, the longest gone first. */
export const listLongGone = (database: Database, days: number, limit: number): Promise<RepositoryRow[]> =>
  database.query<RepositoryRow>(
    `select ${COLUMNS} from milepost.repositories where left_at < now() - make_interval(days => $1)
     order by left_at, repository_id limit $2`,
    [days, limit],
  );

/** By the last names that are known, in any case; with `name` null all of the owner. By name. */
export const findRepositories = (database: Database, owner: string, name: string | null): Promise<RepositoryRow[]> =>
  database.query<RepositoryRow>(
    `select ${COLUMNS} from milepost.repositories
     where lower(owner) = lower($1) and ($2::text is null or lower(name) = lower($2::text))
     order by lower(owner), lower(name), repository_id`,
    [owner, name],
  );

/** The ids of an installation's repositories, those that have left it included. */
export async function repositoryIdsOfInstallation(database: Database, installationId: number): Promise<number[]> {
  const rows = await database.query<{ id: number }>(
    'select repository_id as id from milepost.repositories where installation_id = $1 order by repository_id',
    [installationId],
  );
  return rows.map(({ id }) => id);
}
