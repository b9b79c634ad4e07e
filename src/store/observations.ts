/** What GitHub said last about what a roadmap refers to, in parts: see milepost.observations. */
import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import { jsonText } from './storable.ts';

interface Place {
  repositoryId: number;
  path: string;
}

/** All parts in order, the first being part 0; none where everything was looked at longer ago than `maxAgeSeconds`, or never. */
export async function findObservation(
  database: Database,
  { repositoryId, path }: Place,
  maxAgeSeconds: number,
): Promise<unknown[]> {
  const rows = await database.query<{ body: unknown }>(
    `select body from milepost.observations
     where repository_id = $1 and path = $2 and exists (
       select 1 from milepost.observations whole
       where whole.repository_id = $1 and whole.path = $2 and whole.part = 0
         and whole.observed_at > now() - $3 * interval '1 second')
     order by part`,
    [repositoryId, path, maxAgeSeconds],
  );
  return rows.map(({ body }) => body);
}

/**
 * These parts and no others from now on, all at once; what stayed the same is not written. `isWhole`: everything was looked at
 * just now. The roadmap must be there; nothing is kept of one that is not.
 */
export const saveObservation = (
  database: Database,
  { repositoryId, path }: Place,
  bodies: readonly unknown[],
  isWhole: boolean,
): Promise<void> =>
  database.transaction(async (transaction) => {
    const known = await transaction.query<{ part: number; digest: string }>(
      `select part, digest from milepost.observations where repository_id = $1 and path = $2`,
      [repositoryId, path],
    );
    const digests = new Map(known.map(({ part, digest }) => [part, digest]));
    const changed = bodies.map(entryOf).filter(({ part, digest }) => digests.get(part) !== digest);
    await transaction.query(`delete from milepost.observations where repository_id = $1 and path = $2 and part >= $3`, [
      repositoryId,
      path,
      bodies.length,
    ]);
    await transaction.query(
      `insert into milepost.observations as known (repository_id, path, part, digest, body)
       select repository_id, path, part, digest, body::json
       from milepost.roadmaps, unnest($3::int[], $4::text[], $5::text[]) as changed (part, digest, body)
       where repository_id = $1 and path = $2
       on conflict (repository_id, path, part) do update set digest = excluded.digest, body = excluded.body,
         observed_at = case when known.part = 0 then known.observed_at else now() end`,
      [
        repositoryId,
        path,
        changed.map(({ part }) => part),
        changed.map(({ digest }) => digest),
        changed.map(({ text }) => text),
      ],
    );
    if (!isWhole) return;
    await transaction.query(
      `update milepost.observations set observed_at = now() where repository_id = $1 and path = $2 and part = 0`,
      [repositoryId, path],
    );
  });

function entryOf(body: unknown, part: number): { part: number; digest: string; text: string } {
  const text = jsonText(body);
  return { part, text, digest: createHash('sha256').update(text).digest('hex').slice(0, 32) };
}

/** Nothing is known of it any more: the next look is at everything. */
export const forgetObservation = async (database: Database, { repositoryId, path }: Place): Promise<void> => {
  await database.query('delete from milepost.observations where repository_id = $1 and path = $2', [
    repositoryId,
    path,
  ]);
};

/** The same for all roadmaps of a repository. */
export const forgetObservationsOf = async (database: Database, repositoryId: number): Promise<void> => {
  await database.query('delete from milepost.observations where repository_id = $1', [repositoryId]);
};
