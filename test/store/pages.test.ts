import { describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/store/database.ts';
import {
  confirmPages,
  findPageHeads,
  findPages,
  hidePages,
  keepPagesOf,
  listPublicPages,
  pageMark,
  savePage,
  withdrawPages,
  type NewPage,
} from '../../src/store/pages.ts';
import { renameRoadmap } from '../../src/store/rename-roadmap.ts';
import { confirmRepository, enterRepository, leaveRepositories, missRepository } from '../../src/store/repositories.ts';
import { markRestored } from '../../src/store/restored.ts';
import { saveRoadmap } from '../../src/store/roadmaps.ts';
import { storeKinds, useStore } from './stores.ts';

const INK = { repositoryId: 7, installationId: 1, owner: 'Quill', name: 'Ink' };
const VIEW = { version: 1, title: 'Ink', items: ['a'] };

type Place = typeof INK;

async function addRoadmap(database: Database, place: Place = INK, path = 'ROADMAP.md'): Promise<void> {
  await enterRepository(database, place);
  const reading = { ...place, path, blobOid: 'b', configurationOid: '', headOid: 'h', reading: { items: [] } };
  await saveRoadmap(database, reading);
}

async function pageOf(database: Database, rest: Partial<NewPage> = {}): Promise<NewPage> {
  const page = {
    ...INK,
    path: 'ROADMAP.md',
    visibility: 'public',
    view: VIEW,
    title: 'Ink',
    counts: { done: 1 },
  } as const;
  const mark = (await pageMark(database, rest.repositoryId ?? INK.repositoryId)) ?? 'none';
  return { ...page, mark, ...rest };
}

async function added(database: Database, place: Place = INK, rest: Partial<NewPage> = {}): Promise<void> {
  await addRoadmap(database, place, rest.path);
  expect(await savePage(database, await pageOf(database, { ...place, ...rest }))).toBe('saved');
}

const ink = (database: Database) => findPages(database, { owner: 'quill', name: 'INK' });
const listed = async (database: Database, text = '') => {
  const { total, pages } = await listPublicPages(database, { text, offset: 0, limit: 100 });
  expect(pages).toHaveLength(total);
  return pages.map(({ owner, name, path }) => `${owner}/${name} ${path}`);
};
const later = (database: Database, interval: string): Promise<unknown[]> =>
  database.query('update milepost.pages set seen_at = now() - $1::interval, confirmed_at = now() - $1::interval', [
    interval,
  ]);

describe.each(storeKinds)('the pages on %s', (kind) => {
  const store = useStore(kind);

  it('are found by name in any case, and come back as they were', async () => {
    const database = await store.fresh();
    await added(database);
    const [page] = await ink(database);
    expect(page).toEqual({
      ...INK,
      path: 'ROADMAP.md',
      visibility: 'public',
      view: VIEW,
      digest: expect.stringMatching(/^[0-9a-f]{32}$/),
      seenAt: expect.any(Date),
    });
    const { view: _, ...head } = page!;
    expect(await findPageHeads(database, INK)).toEqual([head]);
    expect(await findPages(database, { owner: 'quill', name: 'in_' })).toEqual([]);
  });

  it('are written again only where they changed', async () => {
    const database = await store.fresh();
    await added(database);
    await later(database, '2 days');
    const [before] = await ink(database);
    expect(await savePage(database, await pageOf(database))).toBe('touched');
    const [after] = await ink(database);
    expect(after).toEqual({ ...before, seenAt: expect.any(Date) });
    expect(after!.seenAt.getTime()).toBeGreaterThan(before!.seenAt.getTime());
    const view = { ...VIEW, title: 'Ink \0' };
    expect(await savePage(database, await pageOf(database, { view, title: 'New \0' }))).toBe('saved');
    expect(await ink(database)).toMatchObject([{ view: { title: 'Ink \uFFFD' } }]);
    expect((await listPublicPages(database, { text: '', offset: 0, limit: 1 })).pages).toMatchObject([
      { title: 'New \uFFFD', counts: { done: 1 }, seenAt: expect.any(Date) },
    ]);
  });

  it('are kept of no roadmap that is not stored', async () => {
    const database = await store.fresh();
    await enterRepository(database, INK);
    expect(await savePage(database, await pageOf(database))).toBe('hidden');
    await addRoadmap(database);
    expect(await savePage(database, await pageOf(database, { mark: 'another' }))).toBe('hidden');
    expect(await ink(database)).toEqual([]);
  });

  it('go with their roadmap, wherever that goes', async () => {
    const database = await store.fresh();
    await added(database);
    await renameRoadmap(database, 7, 'ROADMAP.md', 'PLAN.md');
    expect(await ink(database)).toMatchObject([{ path: 'PLAN.md' }]);
    await added(database, INK, { path: 'B.md' });
    expect((await ink(database)).map(({ path }) => path)).toEqual(['B.md', 'PLAN.md']);
    await keepPagesOf(database, 7, ['PLAN.md', 'C.md']);
    expect(await ink(database)).toMatchObject([{ path: 'PLAN.md' }]);
    await database.query('delete from milepost.roadmaps where repository_id = 7');
    expect(await database.query('select path from milepost.pages')).toEqual([]);
  });

  it('are listed where they are public, in order, by any part of their name or title', async () => {
    const database = await store.fresh();
    await added(database);
    await added(database, { ...INK, repositoryId: 8, name: 'alpha' }, { title: '100% of_it\\' });
    await added(database, { ...INK, repositoryId: 8, name: 'alpha' }, { path: 'B.md', title: null });
    await added(database, { ...INK, repositoryId: 9, owner: 'acme', name: 'zeta' }, { title: 'Plans' });
    await added(database, { ...INK, repositoryId: 10, name: 'hidden' }, { visibility: 'private' });
    await added(database, { ...INK, repositoryId: 11, name: 'inside' }, { visibility: 'internal' });
    const all = ['acme/zeta ROADMAP.md', 'Quill/alpha B.md', 'Quill/alpha ROADMAP.md', 'Quill/Ink ROADMAP.md'];
    expect(await listed(database)).toEqual(all);
    expect(await listed(database, 'LL/i')).toEqual(['Quill/Ink ROADMAP.md']);
    expect(await listed(database, 'pLAN')).toEqual(['acme/zeta ROADMAP.md']);
    for (const text of ['%', '_', '\\', '0% of_it\\']) {
      expect(await listed(database, text)).toEqual(['Quill/alpha ROADMAP.md']);
    }
    expect(await listed(database, '___')).toEqual([]);
    expect(await listed(database, 'hidden')).toEqual([]);
    const second = await listPublicPages(database, { text: '', offset: 3, limit: 1_000 });
    expect(second).toMatchObject({ total: 4, pages: [{ name: 'Ink' }] });
    expect(await listPublicPages(database, { text: '', offset: 9, limit: 2 })).toEqual({ total: 4, pages: [] });
  });

  it('are public no more from the moment in which they are hidden, until a sync that begins afterwards', async () => {
    const database = await store.fresh();
    await added(database);
    const before = await pageOf(database);
    await hidePages(database, [7]);
    expect(await ink(database)).toMatchObject([{ visibility: null }]);
    expect(await listed(database)).toEqual([]);
    // What a sync saw that had begun before does not show them again.
    expect(await savePage(database, before)).toBe('hidden');
    expect(await savePage(database, { ...before, view: {} })).toBe('hidden');
    await confirmPages(database, before);
    expect(await ink(database)).toMatchObject([{ visibility: null, view: VIEW }]);
    await confirmPages(database, await pageOf(database));
    expect(await ink(database)).toMatchObject([{ visibility: 'public' }]);
    await confirmPages(database, await pageOf(database, { visibility: 'internal' }));
    expect(await ink(database)).toMatchObject([{ visibility: 'internal' }]);
    expect(await listed(database)).toEqual([]);
  });

  it("are nobody's to see while their repository may be elsewhere", async () => {
    const database = await store.fresh();
    await added(database);
    await withdrawPages(database, { repositoryIds: [7], installationIds: [] });
    expect(await ink(database)).toEqual([]);
    await confirmPages(database, await pageOf(database));
    expect(await ink(database)).toHaveLength(1);
    await withdrawPages(database, { repositoryIds: [], installationIds: [1] });
    expect(await ink(database)).toEqual([]);
    expect(await listed(database)).toEqual([]);
    expect(await savePage(database, await pageOf(database))).toBe('touched');
    expect(await ink(database)).toHaveLength(1);
  });

  it('are not those of another repository that had the name before', async () => {
    const database = await store.fresh();
    await added(database);
    await added(database, { ...INK, repositoryId: 8, name: 'INK' }, { view: { of: 'another' } });
    expect(await ink(database)).toMatchObject([{ repositoryId: 8, view: { of: 'another' } }]);
    expect(await listed(database)).toEqual(['Quill/INK ROADMAP.md']);
    // The first one turns up under its new name.
    await confirmPages(database, await pageOf(database, { name: 'pen' }));
    expect(await findPages(database, { owner: 'quill', name: 'pen' })).toMatchObject([{ repositoryId: 7, view: VIEW }]);
    expect(await ink(database)).toMatchObject([{ repositoryId: 8 }]);
  });

  it('are not shown of a repository that has left, or is missing', async () => {
    const database = await store.fresh();
    await added(database);
    await leaveRepositories(database, 1, [7]);
    expect([await ink(database), await listed(database)]).toEqual([[], []]);
    await confirmRepository(database, { ...INK, installationId: 2 });
    expect(await ink(database)).toHaveLength(1);
    await missRepository(database, { ...INK, installationId: 2 });
    expect([await ink(database), await listed(database)]).toEqual([[], []]);
  });

  it('are not public where nobody has confirmed it for three days', async () => {
    const database = await store.fresh();
    await added(database);
    await later(database, '71 hours');
    expect(await ink(database)).toMatchObject([{ visibility: 'public' }]);
    await later(database, '73 hours');
    expect(await ink(database)).toMatchObject([{ visibility: null }]);
    expect(await listed(database)).toEqual([]);
    const { seenAt } = (await ink(database))[0]!;
    await confirmPages(database, await pageOf(database));
    // That it is still there says nothing of when its roadmap was looked at.
    expect(await ink(database)).toMatchObject([{ visibility: 'public', seenAt }]);
    // What was public when a backup was made may be so no more.
    await markRestored(database);
    expect(await ink(database)).toMatchObject([{ visibility: null }]);
  });
});
