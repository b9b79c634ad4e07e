/** What a webhook hides is hidden once it is stored, long before it is worked. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { trimDelivery } from '../../../src/jobs/inbox/delivery.ts';
import { hiddenBy } from '../../../src/jobs/inbox/hidden-by.ts';
import { createInbox, type Inbox } from '../../../src/jobs/inbox/inbox.ts';
import { isHandled } from '../../../src/index.ts';
import type { Database } from '../../../src/store/database.ts';
import { confirmPages, findPages, listPublicPages, pageMark, savePage } from '../../../src/store/pages.ts';
import { enterRepository } from '../../../src/store/repositories.ts';
import { saveRoadmap } from '../../../src/store/roadmaps.ts';
import { storeKinds, useStore } from '../../store/stores.ts';

const place = (repositoryId: number, name: string) => ({ repositoryId, installationId: 1, owner: 'quill', name });
const INK = place(7, 'ink');
const PEN = place(8, 'pen');

async function addPage(database: Database, at: typeof INK): Promise<void> {
  const about = { ...at, path: 'ROADMAP.md' };
  await enterRepository(database, at);
  await saveRoadmap(database, { ...about, blobOid: 'b', configurationOid: '', headOid: 'h', reading: {} });
  await savePage(database, { ...(await seen(database, at)), path: 'ROADMAP.md', view: {}, title: null, counts: {} });
}

const seen = async (database: Database, at: typeof INK) => ({
  ...at,
  visibility: 'public' as const,
  mark: (await pageMark(database, at.repositoryId)) ?? '',
});

const repository = { id: 7, name: 'ink', full_name: 'quill/ink', private: false };
const delivery = (key: string, payload: object, id = key) => {
  const [event = '', action] = key.split('.');
  return trimDelivery(id, event, { action, installation: { id: 1 }, ...payload });
};

/** Each with what becomes of the page of ink. */
const HIDING: [string, object, 'hidden' | 'withdrawn'][] = [
  ['repository.privatized', { repository: { ...repository, private: true } }, 'hidden'],
  // However GitHub words that it became internal.
  ['repository.edited', { repository: { ...repository, private: true, visibility: 'internal' } }, 'hidden'],
  ['repository.renamed', { repository: { ...repository, full_name: 'quill/nib' } }, 'withdrawn'],
  ['repository.transferred', { repository: { id: 7, name: 'ink' }, installation: { id: 2 } }, 'withdrawn'],
  ['repository.deleted', { repository }, 'withdrawn'],
  ['installation_repositories.removed', { repositories_removed: [repository] }, 'withdrawn'],
  ['installation.suspend', {}, 'withdrawn'],
  ['installation.deleted', {}, 'withdrawn'],
];

describe('a webhook', () => {
  it.each(HIDING.map(([key]) => key))('%s is stored, so that it can hide', (key) => {
    expect(isHandled(...(key.split('.') as [string, string]))).toBe(true);
  });

  it.each([
    ['repository.publicized', { repository }],
    ['repository.archived', { repository }],
    ['issues.opened', { repository: { ...repository, private: true } }],
    ['installation.unsuspend', {}],
    ['installation_repositories.added', { repositories_added: [repository], repositories_removed: [] }],
    ['repository.privatized', {}],
  ])('%s of the usual kind hides nothing', (key, payload) => {
    expect(hiddenBy(delivery(key, payload))).toBeNull();
  });
});

describe.each(storeKinds)('the inbox on %s', (kind) => {
  let inbox: Inbox;
  afterEach(() => inbox.stop());
  const store = useStore(kind);

  it('hides the pages that a webhook tells of, together with storing it, and those alone', async () => {
    const database = await store.fresh();
    inbox = createInbox(database);
    await addPage(database, INK);
    await addPage(database, PEN);
    const shown = async () => (await findPages(database, INK)).map(({ visibility }) => visibility);
    for (const [key, payload, how] of HIDING) {
      const began = await seen(database, INK);
      expect(await inbox.store(delivery(key, payload))).toBe('new');
      expect([key, await shown()]).toEqual([key, how === 'hidden' ? [null] : []]);
      const { pages } = await listPublicPages(database, { text: '', offset: 0, limit: 9 });
      const isAll = key.startsWith('installation.');
      expect(pages.map(({ name }) => name)).toEqual(isAll ? [] : ['pen']);
      // A sync that had begun before, and saw the repository as it was.
      await confirmPages(database, began);
      expect([key, await shown()]).toEqual([key, how === 'hidden' ? [null] : []]);
      // The next one.
      for (const one of [INK, PEN]) await confirmPages(database, await seen(database, one));
      expect(await shown()).toEqual(['public']);
      // The same webhook once more is no news.
      expect(await inbox.store(delivery(key, payload))).toBe('seen');
      expect(await shown()).toEqual(['public']);
    }
  });

  it('stores what comes beside it all the same', async () => {
    const database = await store.fresh();
    inbox = createInbox(database);
    await addPage(database, INK);
    const [key, payload] = HIDING[0]!;
    const both = [
      delivery('issues.opened', { repository }, 'one'),
      delivery(key, payload, 'two'),
      delivery(key, payload, 'two'),
    ];
    const outcomes = await Promise.all(both.map((one) => inbox.store(one)));
    expect(outcomes).toEqual(['new', 'new', 'seen']);
    expect(await findPages(database, INK)).toMatchObject([{ visibility: null }]);
    expect((await inbox.claim(9)).map(({ id }) => id)).toEqual(['one', 'two']);
  });
});
