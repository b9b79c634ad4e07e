/** Which roadmaps point to what: see milepost.pointers. */
import type { Database } from './database.ts';

/** Longer ones are no name of anything on GitHub, and would not fit into the index. */
const MAX_POINTER_LENGTH = 500;

/** One roadmap, and which of the pointers asked for it has. */
export interface PointingRoadmap {
  installationId: number;
  repositoryId: number;
  owner: string;
  name: string;
  path: string;
  pointers: string[];
}

/** These and no others from now on, all at once. Rows that stay are not touched. */
export const replacePointers = (
  database: Database,
  { repositoryId, path }: { repositoryId: number; path: string },
  pointers: readonly string[],
): Promise<void> =>
  database.transaction(async (transaction) => {
    const kept = [...new Set(pointers)].filter(({ length }) => length <= MAX_POINTER_LENGTH);
    await transaction.query(
      `delete from milepost.pointers where repository_id = $1 and path = $2 and pointer <> all($3::text[])`,
      [repositoryId, path, kept],
    );
    await transaction.query(
      `insert into milepost.pointers (repository_id, path, pointer) select $1, $2, unnest($3::text[])
       on conflict do nothing`,
      [repositoryId, path, kept],
    );
  });

/** The roadmaps, of whatever installation, that have at least one of these pointers, by repository and path. */
export const findRoadmapsPointingTo = (database: Database, pointers: readonly string[]): Promise<PointingRoadmap[]> =>
  database.query<PointingRoadmap>(
    `select installation_id as "installationId", repository_id as "repositoryId", owner, name, path,
       array_agg(pointer order by pointer) as pointers
     from milepost.pointers join milepost.roadmaps using (repository_id, path)
     where pointer = any($1::text[])
     group by installation_id, repository_id, owner, name, path
     order by repository_id, path`,
    [pointers],
  );
