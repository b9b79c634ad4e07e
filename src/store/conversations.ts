/** What people told Milepost about a roadmap, one JSON value a roadmap file. */
import type { Database } from './database.ts';
import { jsonText } from './storable.ts';

/** null where nobody said anything yet. */
export async function findConversation(database: Database, repositoryId: number, path: string): Promise<unknown> {
  const [row] = await database.query<{ conversation: unknown }>(
    'select conversation from milepost.conversations where repository_id = $1 and path = $2',
    [repositoryId, path],
  );
  return row?.conversation ?? null;
}

/** Over what was there. */
export const saveConversation = async (
  database: Database,
  { repositoryId, path }: { repositoryId: number; path: string },
  conversation: object,
): Promise<void> => {
  await database.query(
    `insert into milepost.conversations (repository_id, path, conversation) values ($1, $2, $3::jsonb)
     on conflict (repository_id, path) do update set conversation = excluded.conversation, changed_at = now()`,
    [repositoryId, path, jsonText(conversation)],
  );
};
