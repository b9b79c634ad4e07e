import { describe, expect, it } from '@jest/globals';
import {
  holdInstallation,
  noteBudget,
  readBudget,
  readBudgetLeft,
  takeContentSlot,
  type LimitRow,
} from '../../src/store/budgets.ts';
import type { Database } from '../../src/store/database.ts';
import { storeKinds, useStore } from './stores.ts';

const HOUR_MS = 3_600_000;

const limit = (remaining: number, more: Partial<LimitRow> = {}): LimitRow => ({
  most: 5000,
  remaining,
  endsInMs: 600_000,
  ...more,
});

const note = (database: Database, row: LimitRow | null, points = 0) =>
  noteBudget(database, 7, [{ resource: 'core', limit: row, points }]);

const known = async (database: Database) =>
  (await readBudget(database, 7)).resources.find(({ resource }) => resource === 'core');

const choose = (ages: readonly number[]): number | null => (ages.length < 3 ? 100 * ages.length : null);

describe.each(storeKinds)('what is left of the limits, on %s', (kind) => {
  const store = useStore(kind);

  it('is unknown at first, for both resources', async () => {
    const database = await store.fresh();
    expect(await readBudget(database, 7)).toEqual({
      heldForMs: 0,
      resources: ['core', 'graphql'].map((resource) => ({ resource, limit: null, points: [] })),
    });
    expect(await readBudgetLeft(database)).toEqual([]);
  });

  it('is the lowest that any process was told of a window, whoever says it last', async () => {
    const database = await store.fresh();
    await note(database, limit(4000));
    await note(database, limit(3000, { endsInMs: 500_000 }));
    await note(database, limit(3500));
    await note(database, null);
    const { limit: found } = (await known(database))!;
    expect(found).toMatchObject({ most: 5000, remaining: 3000 });
    expect(found!.endsInMs).toBeGreaterThan(490_000);
    expect(found!.endsInMs).toBeLessThanOrEqual(500_000);
  });

  it('begins anew with the next hour, which a note of the one before does not end', async () => {
    const database = await store.fresh();
    await note(database, limit(10));
    await database.query("update milepost.budgets set ends_at = now() - interval '1 second'");
    await note(database, limit(4999, { most: 6000 }));
    await note(database, limit(3, { endsInMs: -500 }));
    expect((await known(database))!.limit).toMatchObject({ most: 6000, remaining: 4999 });
  });

  it('counts for nothing after its reset', async () => {
    const database = await store.fresh();
    await note(database, limit(0, { endsInMs: -1 }));
    expect((await known(database))!.limit).toBeNull();
    expect(await readBudgetLeft(database)).toEqual([]);
    await note(database, limit(4000));
    expect((await known(database))!.limit).toMatchObject({ remaining: 4000 });
  });

  it('adds up the points of all processes, and forgets those of the minute before the last', async () => {
    const database = await store.fresh();
    await note(database, null, 30);
    const [added] = await note(database, limit(4000), 12);
    expect(added!.points.slice(0, 2).reduce((sum, each) => sum + each, 0)).toBe(42);
    await database.query('update milepost.budgets set slot = slot - 2');
    expect((await known(database))!.points.slice(2, 4).reduce((sum, each) => sum + each, 0)).toBe(42);
    const [later] = await note(database, null, 5);
    expect(later!.points.reduce((sum, each) => sum + each, 0)).toBe(47);
    expect(later!.points).toHaveLength(7);
    await database.query('update milepost.budgets set slot = slot - 700');
    expect((await known(database))!.points).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect((await note(database, null, 1))[0]!.points).toEqual([1, 0, 0, 0, 0, 0, 0]);
  });

  it('is told in shares over the installations', async () => {
    const database = await store.fresh();
    for (const [installation, remaining] of [5000, 2500, 500].entries()) {
      await noteBudget(database, installation, [{ resource: 'graphql', limit: limit(remaining), points: 1 }]);
    }
    expect(await readBudgetLeft(database)).toEqual([
      { resource: 'graphql', installations: 3, lowest: 0.1, tenth: 0.1, median: 0.5 },
    ]);
  });

  it('is nothing as long as GitHub wants to hear nothing: for the time it names', async () => {
    const database = await store.fresh();
    expect(await holdInstallation(database, 7, 5_000)).toBeGreaterThan(4_900);
    // Never shortened.
    expect(await holdInstallation(database, 7, 1_000)).toBeGreaterThan(4_000);
    const { heldForMs } = await readBudget(database, 7);
    expect(heldForMs).toBeGreaterThan(4_000);
    expect(heldForMs).toBeLessThanOrEqual(5_000);
    expect((await readBudget(database, 8)).heldForMs).toBe(0);
  });

  it('or for a minute, and with each further refusal twice as long, up to an hour', async () => {
    const database = await store.fresh();
    const over = (ago: string) =>
      database.query(`update milepost.installation_limits set held_until = now() - interval '${ago}'`);
    const minutes = async () => Math.round((await holdInstallation(database, 7, null)) / 60_000);
    expect(await minutes()).toBe(1);
    // What was under way when the first refusal came is no second one.
    expect(await minutes()).toBe(1);
    const waits: number[] = [];
    for (let refusal = 0; refusal < 12; refusal += 1) {
      await over('1 second');
      waits.push(await minutes());
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60, 60]);
    await over('20 minutes');
    expect(await minutes()).toBe(1);
  });

  it('content is entered by one after the other: of ten that ask at once, three get the three slots', async () => {
    const database = await store.fresh();
    const given = await Promise.all(Array.from({ length: 10 }, () => takeContentSlot(database, 7, choose)));
    expect(given.filter((slot) => slot !== null).toSorted((one, other) => one - other)).toEqual([0, 100, 200]);
    expect(await takeContentSlot(database, 8, choose)).toBe(0);
  });

  it('content of more than an hour ago is forgotten, and what is to come is known', async () => {
    const database = await store.fresh();
    await takeContentSlot(database, 7, () => 2_000);
    await database.query(
      `update milepost.installation_limits set created_at = array[now() - interval '61 minutes', now() - interval '59 minutes'] || created_at`,
    );
    let seen: readonly number[] = [];
    await takeContentSlot(database, 7, (ages) => {
      seen = ages;
      return 0;
    });
    expect(seen).toHaveLength(2);
    expect(seen[0]).toBeLessThan(0);
    expect(seen[1]).toBeLessThan(HOUR_MS);
    const [row] = await database.query<{ count: number }>(
      'select cardinality(created_at) as count from milepost.installation_limits',
    );
    expect(row!.count).toBe(3);
  });
});
