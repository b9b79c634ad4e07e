import type { Database } from './database.ts';

/**
 * A roadmap file was moved within its repository: its reading, its Ledger and what people said of it go with it. The Ledger's keys name the path,
 * so they are written anew (`KIND:REPOSITORY ID:PATH:…`). Nothing happens when `to` has a reading of its own.
 */
export const renameRoadmap = (database: Database, repositoryId: number, from: string, to: string): Promise<void> =>
  database.transaction(async (transaction) => {
    const moved = await transaction.query(
      `update milepost.roadmaps set path = $3
       where repository_id = $1 and path = $2
         and not exists (select 1 from milepost.roadmaps where repository_id = $1 and path = $3)
       returning id`,
      [repositoryId, from, to],
    );
    if (moved.length === 0) return;
    for (const table of ['conversations', 'pointers']) {
      await transaction.query(`update milepost.${table} set path = $3 where repository_id = $1 and path = $2`, [
        repositoryId,
        from,
        to,
      ]);
    }
    await transaction.query(
      `update milepost.ledger set path = $3, key = replace(key, $4, $5) where repository_id = $1 and path = $2`,
      [repositoryId, from, to, `:${repositoryId}:${from}:`, `:${repositoryId}:${to}:`],
    );
  });
