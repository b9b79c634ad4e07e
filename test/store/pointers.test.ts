import { describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/store/database.ts';
import { findRoadmapsPointingTo, replacePointers } from '../../src/store/pointers.ts';
import { renameRoadmap } from '../../src/store/rename-roadmap.ts';
import { saveRoadmap } from '../../src/store/roadmaps.ts';
import { storeKinds, useStore } from './stores.ts';

async function addRoadmap(database: Database, repositoryId: number, path: string, installationId = 1): Promise<void> {
  const row = { repositoryId, path, installationId, owner: 'quill', name: `r${repositoryId}` };
  await saveRoadmap(database, { ...row, blobOid: null, configurationOid: null, headOid: null, reading: null });
}

describe.each(storeKinds)('the pointers on %s', (kind) => {
  const store = useStore(kind);

  it('lead to the roadmaps that have one of them, of whatever installation, and to no others', async () => {
    const database = await store.fresh();
    await addRoadmap(database, 7, 'ROADMAP.md');
    await addRoadmap(database, 7, 'docs/ROADMAP.md');
    await addRoadmap(database, 8, 'ROADMAP.md', 2);
    await replacePointers(database, { repositoryId: 7, path: 'ROADMAP.md' }, ['quill/r7#1', 'node:I_1', 'node:PVT_1']);
    await replacePointers(database, { repositoryId: 7, path: 'docs/ROADMAP.md' }, ['quill/r7#2']);
    await replacePointers(database, { repositoryId: 8, path: 'ROADMAP.md' }, ['quill/r7#1']);
    expect(await findRoadmapsPointingTo(database, ['quill/r7#1', 'node:I_1', 'nobody/has#1'])).toEqual([
      {
        installationId: 1,
        repositoryId: 7,
        owner: 'quill',
        name: 'r7',
        path: 'ROADMAP.md',
        pointers: ['node:I_1', 'quill/r7#1'],
      },
      { installationId: 2, repositoryId: 8, owner: 'quill', name: 'r8', path: 'ROADMAP.md', pointers: ['quill/r7#1'] },
    ]);
    expect(await findRoadmapsPointingTo(database, [])).toEqual([]);
  });

  it('are replaced as a whole, and go with a roadmap that is moved', async () => {
    const database = await store.fresh();
    const place = { repositoryId: 7, path: 'ROADMAP.md' };
    await addRoadmap(database, 7, place.path);
    await replacePointers(database, place, ['quill/r7#1', 'quill/r7#2', 'quill/r7#2']);
    await replacePointers(database, place, ['quill/r7#2', 'quill/r7#3']);
    expect(await findRoadmapsPointingTo(database, ['quill/r7#1'])).toEqual([]);
    await renameRoadmap(database, 7, place.path, 'PLAN.md');
    const [roadmap] = await findRoadmapsPointingTo(database, ['quill/r7#1', 'quill/r7#2', 'quill/r7#3']);
    expect(roadmap).toMatchObject({ path: 'PLAN.md', pointers: ['quill/r7#2', 'quill/r7#3'] });
    await replacePointers(database, { repositoryId: 7, path: 'PLAN.md' }, []);
    expect(await findRoadmapsPointingTo(database, ['quill/r7#2'])).toEqual([]);
  });

  it('that no index would hold are left out, and the rest kept', async () => {
    const database = await store.fresh();
    await addRoadmap(database, 7, 'ROADMAP.md');
    const many = Array.from({ length: 5_000 }, (_, index) => `quill/r7#${index}`);
    await replacePointers(database, { repositoryId: 7, path: 'ROADMAP.md' }, ['x'.repeat(10_000), ...many]);
    const [roadmap] = await findRoadmapsPointingTo(database, many.slice(0, 100));
    expect(roadmap?.pointers).toHaveLength(100);
  });

  it('are looked up by their index, however many others there are', async () => {
    const database = await store.fresh();
    await database.query(
      `insert into milepost.roadmaps (repository_id, owner, name, path, installation_id)
       select n, 'quill', 'r' || n, 'ROADMAP.md', 1 from generate_series(1, 2000) as n`,
    );
    await database.query(
      `insert into milepost.pointers (repository_id, path, pointer)
       select n, 'ROADMAP.md', 'quill/r' || n || '#' || reference
       from generate_series(1, 2000) as n, generate_series(1, 20) as reference`,
    );
    await database.query('analyze');
    let asked = '';
    const spy: Database = {
      kind,
      query: (sql, parameters) => {
        asked = sql;
        return database.query(sql, parameters);
      },
      transaction: (work) => database.transaction(work),
      close: () => database.close(),
    };
    await findRoadmapsPointingTo(spy, ['quill/r7#1', 'node:I_7']);
    const plan = await database.query<{ 'QUERY PLAN': string }>(`explain ${asked}`, [['quill/r7#1', 'node:I_7']]);
    const lines = plan.map((row) => row['QUERY PLAN']).filter((line) => / on (?:pointers|roadmaps)/.test(line));
    expect(lines).not.toEqual([]);
    for (const line of lines) expect(line).toMatch(/Index|Bitmap Heap Scan/);
  });
});
