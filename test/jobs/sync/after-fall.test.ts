import { describe, expect, it } from '@jest/globals';
import { afterFall } from '../../../src/jobs/sync/after-fall.ts';
import { lookAt } from '../../../src/jobs/sync/sync-request.ts';
import type { Database } from '../../../src/store/database.ts';
import { findObservation, saveObservation } from '../../../src/store/observations.ts';
import { saveRoadmap } from '../../../src/store/roadmaps.ts';
import { storeKinds, useStore } from '../../store/stores.ts';

const place = { installationId: 1, repositoryId: 7, owner: 'quill', name: 'ink' };

const CHECK = { number: 1, headOid: 'h', baseOid: null, wanted: 'check', sender: null } as const;

const see = async (database: Database, repositoryId: number, path: string): Promise<void> => {
  const read = { blobOid: 'b', configurationOid: '', headOid: 'h', reading: {} };
  await saveRoadmap(database, { ...place, ...read, repositoryId, path });
  await saveObservation(database, { repositoryId, path }, [{ now: 'then' }], true);
};
const isKept = async (database: Database, repositoryId: number, path: string): Promise<boolean> =>
  (await findObservation(database, { repositoryId, path }, 60)).length > 0;

describe.each(storeKinds)('a task that came to nothing, on %s', (kind) => {
  const store = useStore(kind);

  it('leaves what was touched to a look at everything, of all roadmaps of its repository', async () => {
    const database = await store.fresh();
    await see(database, 7, 'ROADMAP.md');
    await see(database, 7, 'docs/ROADMAP.md');
    await see(database, 8, 'ROADMAP.md');
    await afterFall({ kind: 'check', ...place, ...CHECK }, 'refused', database);
    await afterFall(lookAt(place), 'refused', database);
    expect(await isKept(database, 7, 'ROADMAP.md')).toBe(true);
    await afterFall({ ...lookAt(place), touched: ['quill/ink#1'] }, 'refused', database);
    expect(await isKept(database, 7, 'ROADMAP.md')).toBe(false);
    expect(await isKept(database, 7, 'docs/ROADMAP.md')).toBe(false);
    expect(await isKept(database, 8, 'ROADMAP.md')).toBe(true);
  });
});
