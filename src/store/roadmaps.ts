import type { Database } from './database.ts';
import { jsonText } from './storable.ts';

/** One roadmap file as the last sync left it. */
export interface RoadmapRow {
  id: number;
  repositoryId: number;
  owner: string;
  name: string;
  path: string;
  installationId: number;
  /** Git's ids of the file, of the configuration and of the commit that were read; null where there was none. */
  blobOid: string | null;
  configurationOid: string | null;
  headOid: string | null;
  /** The Base, as the caller gave it; null when the file was never read. */
  reading: unknown;
  /** It comes from a backup: what happened on GitHub after that is not known here. */
  restored: boolean;
  syncedAt: Date;
}

const COLUMNS = `id, repository_id as "repositoryId", owner, name, path, installation_id as "installationId",
  blob_oid as "blobOid", configuration_oid as "configurationOid", head_oid as "headOid", reading, restored, synced_at as "syncedAt"`;

/** Enters what a sync read, over what was there for this repository and path. `syncedAt` is the store's now. */
export const saveRoadmap = async (
  database: Database,
  roadmap: Omit<RoadmapRow, 'id' | 'syncedAt' | 'restored'> & { restored?: boolean },
): Promise<void> => {
  await database.query(
    `insert into milepost.roadmaps
       (repository_id, owner, name, path, installation_id, blob_oid, configuration_oid, head_oid, reading, restored)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10)
     on conflict (repository_id, path) do update set owner = excluded.owner, name = excluded.name,
       installation_id = excluded.installation_id, blob_oid = excluded.blob_oid,
       configuration_oid = excluded.configuration_oid, head_oid = excluded.head_oid, reading = excluded.reading,
       restored = excluded.restored, synced_at = now()`,
    [
      roadmap.repositoryId,
      roadmap.owner,
      roadmap.name,
      roadmap.path,
      roadmap.installationId,
      roadmap.blobOid,
      roadmap.configurationOid,
      roadmap.headOid,
      roadmap.reading === null ? null : jsonText(roadmap.reading),
      roadmap.restored ?? false,
    ],
  );
};

/** The same reading once more: all of it stays as it is, so that a long one is not written again. */
export const touchRoadmap = async (
  database: Database,
  roadmap: Pick<RoadmapRow, 'repositoryId' | 'installationId' | 'owner' | 'name' | 'path' | 'headOid'>,
): Promise<void> => {
  const { repositoryId, installationId, owner, name, path, headOid } = roadmap;
  await database.query(
    `update milepost.roadmaps set installation_id = $3, owner = $4, name = $5, head_oid = $6, synced_at = now()
     where repository_id = $1 and path = $2`,
    [repositoryId, path, installationId, owner, name, headOid],
  );
};

/** By path. */
export const listRoadmapsOfRepository = (database: Database, repositoryId: number): Promise<RoadmapRow[]> =>
  database.query<RoadmapRow>(`select ${COLUMNS} from milepost.roadmaps where repository_id = $1 order by path`, [
    repositoryId,
  ]);

/** Those of these repositories in which a roadmap was read before. */
export async function findRepositoriesWithRoadmaps(
  database: Database,
  repositoryIds: readonly number[],
): Promise<Set<number>> {
  if (repositoryIds.length === 0) return new Set();
  const rows = await database.query<{ repositoryId: number }>(
    `select distinct repository_id as "repositoryId" from milepost.roadmaps where repository_id = any($1::bigint[])`,
    [repositoryIds],
  );
  return new Set(rows.map(({ repositoryId }) => repositoryId));
}

/** The repositories that an installation has roadmaps in, by id: one line each, whatever the number of its roadmaps. */
export const listRepositoriesOfInstallation = (
  database: Database,
  installationId: number,
): Promise<{ repositoryId: number; owner: string; name: string }[]> =>
  database.query(
    `select distinct on (repository_id) repository_id as "repositoryId", owner, name
     from milepost.roadmaps where installation_id = $1 order by repository_id, synced_at desc`,
    [installationId],
  );
