import { describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/store/database.ts';
import { findObservation, forgetObservation, saveObservation } from '../../src/store/observations.ts';
import { renameRoadmap } from '../../src/store/rename-roadmap.ts';
import { saveRoadmap, touchRoadmap } from '../../src/store/roadmaps.ts';
import { storeKinds, useStore } from './stores.ts';

const place = { repositoryId: 7, path: 'ROADMAP.md' };
const DAY = 24 * 60 * 60;
const row = { ...place, installationId: 1, owner: 'quill', name: 'ink', blobOid: 'b', configurationOid: '' };

const addRoadmap = (database: Database): Promise<void> =>
  saveRoadmap(database, { ...row, headOid: 'h', reading: { items: [] } });

const backDate = (database: Database): Promise<unknown[]> =>
  database.query(`update milepost.observations set observed_at = now() - interval '2 days'`);

/** The parts that were written since `backDate`. */
const written = async (database: Database): Promise<number[]> => {
  const rows = await database.query<{ part: number }>(
    `select part from milepost.observations where observed_at > now() - interval '1 day' order by part`,
  );
  return rows.map(({ part }) => part);
};

describe.each(storeKinds)('what GitHub said last, on %s', (kind) => {
  const store = useStore(kind);

  it('comes back as it was, part by part, and as the same text', async () => {
    const database = await store.fresh();
    await addRoadmap(database);
    expect(await findObservation(database, place, DAY)).toEqual([]);
    const bodies = [{ now: 'then' }, { 'a/b#2': { title: 'Two \u0000', open: true }, 'a/b#1': null }];
    await saveObservation(database, place, bodies, true);
    const [whole, part] = await findObservation(database, place, DAY);
    expect(whole).toEqual({ now: 'then' });
    expect(JSON.stringify(part)).toBe('{"a/b#2":{"title":"Two \uFFFD","open":true},"a/b#1":null}');
  });

  it('is written where it changed, and nowhere else', async () => {
    const database = await store.fresh();
    await addRoadmap(database);
    await saveObservation(database, place, [{ now: 1 }, { a: 1 }, { b: 1 }, { c: 1 }], true);
    await backDate(database);
    await saveObservation(database, place, [{ now: 1 }, { a: 1 }, { b: 2 }, { c: 1 }], false);
    expect(await written(database)).toEqual([2]);
    // What was not looked at whole since is too old to be used.
    expect(await findObservation(database, place, DAY)).toEqual([]);
    expect(await findObservation(database, place, 3 * DAY)).toEqual([{ now: 1 }, { a: 1 }, { b: 2 }, { c: 1 }]);
    await saveObservation(database, place, [{ now: 1 }, { a: 1 }], true);
    expect(await written(database)).toEqual([0]);
    expect(await findObservation(database, place, DAY)).toEqual([{ now: 1 }, { a: 1 }]);
  });

  it('goes with its roadmap, wherever that goes', async () => {
    const database = await store.fresh();
    // Of a roadmap that is not there nothing is kept.
    await saveObservation(database, place, [{ now: 1 }], true);
    expect(await findObservation(database, place, DAY)).toEqual([]);
    await addRoadmap(database);
    await saveObservation(database, place, [{ now: 1 }], true);
    await renameRoadmap(database, 7, 'ROADMAP.md', 'PLAN.md');
    expect(await findObservation(database, place, DAY)).toEqual([]);
    const moved = { ...place, path: 'PLAN.md' };
    expect(await findObservation(database, moved, DAY)).toEqual([{ now: 1 }]);
    await database.query('delete from milepost.roadmaps where repository_id = 7');
    expect(await database.query('select * from milepost.observations')).toEqual([]);
  });

  it('can be forgotten', async () => {
    const database = await store.fresh();
    await addRoadmap(database);
    await saveObservation(database, place, [{ now: 1 }], true);
    await forgetObservation(database, place);
    expect(await findObservation(database, place, DAY)).toEqual([]);
  });

  it('leaves a reading that says the same as it is', async () => {
    const database = await store.fresh();
    await addRoadmap(database);
    const before = await database.query<{ synced: Date }>('select synced_at as synced from milepost.roadmaps');
    await touchRoadmap(database, { ...row, name: 'pen', headOid: 'h2' });
    const after = await database.query<{ synced: Date; name: string; head_oid: string; reading: unknown }>(
      'select synced_at as synced, name, head_oid, reading from milepost.roadmaps',
    );
    expect(after).toMatchObject([{ name: 'pen', head_oid: 'h2', reading: { items: [] } }]);
    expect(after[0]!.synced.getTime()).toBeGreaterThan(before[0]!.synced.getTime());
  });
});
