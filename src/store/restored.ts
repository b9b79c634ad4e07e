/** A store that was brought back from a backup does not know what happened after it. */
import type { Database } from './database.ts';

/**
 * Marks every reading as one of an earlier time, until the repository's next sync has looked what there is on GitHub, at
 * everything: what was observed before is forgotten, and who may read the repository is not known. Gives how many roadmaps
 * that are.
 */
export const markRestored = (database: Database): Promise<number> =>
  database.transaction(async (transaction) => {
    await transaction.query('delete from milepost.observations');
    await transaction.query('update milepost.pages set visibility = null');
    return (await transaction.query('update milepost.roadmaps set restored = true returning id')).length;
  });

/** Whether a reading of the repository is of an earlier time: then GitHub knows more than the store. */
export async function isRestored(database: Database, repositoryId: number): Promise<boolean> {
  const rows = await database.query('select 1 from milepost.roadmaps where repository_id = $1 and restored limit 1', [
    repositoryId,
  ]);
  return rows.length > 0;
}
