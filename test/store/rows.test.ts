import { describe, expect, it } from '@jest/globals';
import { beginCheck, findCheck, finishCheck, latestCheckDigest } from '../../src/store/checks.ts';
import { listRepositoriesOfInstallation, listRoadmapsOfRepository, saveRoadmap } from '../../src/store/roadmaps.ts';
import { storeKinds, useStore } from './stores.ts';

const HEAD = 'a'.repeat(40);

describe.each(storeKinds)('the rows on %s', (kind) => {
  const store = useStore(kind);

  it('of a roadmap are one for each repository and path, the newest', async () => {
    const database = await store.fresh();
    const roadmap = {
      repositoryId: 7,
      owner: 'quill',
      name: 'press',
      path: 'ROADMAP.md',
      installationId: 1,
      blobOid: 'b1',
      configurationOid: null,
      headOid: HEAD,
      reading: { items: [{ id: 'one', title: 'A \0 title' }] },
    };
    await saveRoadmap(database, roadmap);
    await saveRoadmap(database, { ...roadmap, path: 'docs/ROADMAP.md', reading: null, blobOid: null });
    await saveRoadmap(database, { ...roadmap, name: 'renamed', blobOid: 'b2' });

    const find = async (repositoryId: number, path: string) =>
      (await listRoadmapsOfRepository(database, repositoryId)).find((row) => row.path === path);
    expect(await find(7, 'ROADMAP.md')).toMatchObject({
      name: 'renamed',
      blobOid: 'b2',
      reading: { items: [{ id: 'one', title: 'A \uFFFD title' }] },
      syncedAt: expect.any(Date),
    });
    expect(await find(7, 'docs/ROADMAP.md')).toMatchObject({ reading: null, blobOid: null });
    expect(await find(8, 'ROADMAP.md')).toBeUndefined();
    expect((await listRoadmapsOfRepository(database, 7)).map(({ path }) => path)).toEqual([
      'ROADMAP.md',
      'docs/ROADMAP.md',
    ]);
    expect(await listRepositoriesOfInstallation(database, 1)).toEqual([
      { repositoryId: 7, owner: 'quill', name: 'renamed' },
    ]);
  });

  it('of a check run are known from before the call on', async () => {
    const database = await store.fresh();
    const check = { repositoryId: 7, headOid: HEAD };
    expect(await findCheck(database, 7, HEAD)).toBeNull();
    await beginCheck(database, { ...check, digest: 'd1' });
    expect(await findCheck(database, 7, HEAD)).toMatchObject({ digest: 'd1', state: 'begun', checkRunId: null });
    await finishCheck(database, { ...check, digest: 'd1', checkRunId: 5_000_000_002 });
    expect(await findCheck(database, 7, HEAD)).toMatchObject({ state: 'written', checkRunId: 5_000_000_002 });
    await finishCheck(database, { ...check, headOid: `pull:3:${HEAD}`, digest: 'd3', checkRunId: 5 });
    expect(await latestCheckDigest(database, 7)).toBe('d1');
    expect(await latestCheckDigest(database, 8)).toBeNull();
    await beginCheck(database, { ...check, digest: 'd2' });
    expect(await findCheck(database, 7, HEAD)).toMatchObject({
      digest: 'd2',
      state: 'begun',
      checkRunId: 5_000_000_002,
    });
  });
});
