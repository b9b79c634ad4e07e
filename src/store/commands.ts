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

export interface CommandUse {
  repositoryId: number;
  login: string;
  commentId: number;
  /** Which of the comment's commands, from 0. */
  line: number;
}

/**
 * Counts one use by a person in a repository, unless there were `most` in the last `seconds`: then false. A line that was
 * counted already is not counted again: its work may be repeated. Older uses are forgotten.
 */
export async function useCommand(
  database: Database,
  { repositoryId, login, commentId, line }: CommandUse,
  { most, seconds }: { most: number; seconds: number },
): Promise<boolean> {
  await database.query(`delete from milepost.command_uses where used_at < now() - make_interval(secs => $1)`, [
    seconds,
  ]);
  const counted = await database.query(
    `with known as (
       select comment_id from milepost.command_uses where comment_id = $3::bigint and line = $4::integer),
     counted as (
       insert into milepost.command_uses (repository_id, login, comment_id, line)
       select $1::bigint, $2::text, $3::bigint, $4::integer
       where not exists (select from known)
         and (select count(*) from milepost.command_uses where repository_id = $1::bigint and login = $2::text)
           < $5::integer
       returning comment_id)
     select comment_id from known union all select comment_id from counted`,
    [repositoryId, login.toLowerCase(), commentId, line, most],
  );
  return counted.length > 0;
}
