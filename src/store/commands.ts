/** Comments with commands: which were worked, and how often a person used those that anybody may use. */
import type { Database } from './database.ts';
import { jsonText } from './storable.ts';

export type CommandState = 'new' | 'begun' | 'done';

/** Enters that a comment is being worked; gives what was known of it before. */
export async function beginCommands(
  database: Database,
  { repositoryId, commentId }: { repositoryId: number; commentId: number },
): Promise<CommandState> {
  const [entered] = await database.query(
    `insert into milepost.commands (comment_id, repository_id, state) values ($1, $2, 'begun')
     on conflict (comment_id) do nothing returning comment_id`,
    [commentId, repositoryId],
  );
  if (entered !== undefined) return 'new';
  const [row] = await database.query<{ state: 'begun' | 'done' }>(
    'select state from milepost.commands where comment_id = $1',
    [commentId],
  );
  return row?.state ?? 'begun';
}

/** Enters that everything was answered; `result` is for whoever looks into the store. */
export const finishCommands = async (database: Database, commentId: number, result: object): Promise<void> => {
  await database.query(
    `update milepost.commands set state = 'done', result = $2::jsonb, finished_at = now() where comment_id = $1`,
    [commentId, jsonText(result)],
  );
};

/**
 * Counts one use by a person in a repository, unless there were `most` in the last `seconds`: then false. Older uses are
 * forgotten.
 */
export async function useCommand(
  database: Database,
  { repositoryId, login, most, seconds }: { repositoryId: number; login: string; most: number; seconds: number },
): Promise<boolean> {
  const person = login.toLowerCase();
  await database.query(`delete from milepost.command_uses where used_at < now() - make_interval(secs => $1)`, [
    seconds,
  ]);
  const counted = await database.query(
    `insert into milepost.command_uses (repository_id, login)
     select $1::bigint, $2::text
     where (select count(*) from milepost.command_uses where repository_id = $1::bigint and login = $2::text) < $3::integer
     returning login`,
    [repositoryId, person, most],
  );
  return counted.length > 0;
}
