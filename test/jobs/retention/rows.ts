/** Rows of every kind, as the work would leave them. */
import { beginCommands, finishCommands, useCommand } from '../../../src/store/commands.ts';
import { beginCheck, finishCheck } from '../../../src/store/checks.ts';
import { saveConversation } from '../../../src/store/conversations.ts';
import { saveDashboard } from '../../../src/store/dashboards.ts';
import type { Database } from '../../../src/store/database.ts';
import { deliveryText, storeDeliveries } from '../../../src/store/deliveries.ts';
import { beginEntry, finishEntry } from '../../../src/store/ledger-entries.ts';
import { pageMark, savePage } from '../../../src/store/pages.ts';
import { replacePointers } from '../../../src/store/pointers.ts';
import { enterRepository } from '../../../src/store/repositories.ts';
import { saveRoadmap } from '../../../src/store/roadmaps.ts';

export interface Place {
  repositoryId: number;
  installationId: number;
  owner: string;
  name: string;
}

export const HEAD = 'a'.repeat(40);

/** One row of a repository in each table that has any. */
export async function fillRepository(database: Database, place: Place): Promise<void> {
  const { repositoryId, owner, name } = place;
  const path = 'ROADMAP.md';
  await enterRepository(database, place);
  await saveRoadmap(database, { ...place, path, blobOid: 'b', configurationOid: null, headOid: HEAD, reading: {} });
  const key = `open-issue:${repositoryId}:${path}:one`;
  const operation = { kind: 'open-issue', hold: null };
  await beginEntry(database, { key, repositoryId, path, kind: 'open-issue', operation, holder: 'me', leaseMs: 1 });
  await finishEntry(database, key, { number: 1 });
  await saveConversation(database, { repositoryId, path }, { approved: [] });
  await replacePointers(database, { repositoryId, path }, [`${owner}/${name}#1`]);
  const mark = (await pageMark(database, repositoryId)) ?? '';
  await savePage(database, { ...place, path, mark, visibility: 'public', title: null, counts: {}, view: {} });
  await saveDashboard(database, repositoryId, { number: 2 });
  await beginCheck(database, { repositoryId, headOid: HEAD, digest: 'd' });
  await finishCheck(database, { repositoryId, headOid: HEAD, digest: 'd', checkRunId: 3 });
  await beginCommands(database, { repositoryId, commentId: repositoryId * 10 });
  await finishCommands(database, repositoryId * 10, {});
  await useCommand(
    database,
    { repositoryId, login: 'alice', commentId: repositoryId * 10, line: 0 },
    { most: 10, seconds: 600 },
  );
  await addDelivery(database, `delivery-${repositoryId}`, place);
}

export async function addDelivery(
  database: Database,
  id: string,
  { installationId, repositoryId, owner, name }: Place,
): Promise<void> {
  const repository = { id: repositoryId, full_name: `${owner}/${name}` };
  const payload = { repository, installation: { id: installationId } };
  const text = deliveryText({ id, event: 'push', action: null, installationId, repositoryId, payload });
  await storeDeliveries(database, [text], { announce: false });
}

/** Every table of the schema `milepost`, with the number of its rows. */
export async function countAll(database: Database): Promise<Record<string, number>> {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'milepost' order by table_name`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await database.query<{ rows: number }>(`select count(*)::integer as rows from milepost.${name}`);
    counts[name] = row?.rows ?? 0;
  }
  return counts;
}
