import { describe, expect, it } from '@jest/globals';
import { migrate, pendingMigrations } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/all.ts';
import { startChild } from './child.ts';
import { storeKinds, useStore } from './stores.ts';

const script = new URL('./migrate-script.ts', import.meta.url);

describe('the list of migrations', () => {
  it('is in the order of its numbers, each of which is there once', () => {
    const numbers = migrations.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other));
  });
});

describe.each(storeKinds)('migrations on %s', (kind) => {
  const store = useStore(kind);

  it('are all pending at first, applied once, and then none is pending', async () => {
    const database = await store.open(await store.address());
    const pending = await pendingMigrations(database);
    expect(pending[0]).toBe('0001-first-tables');
    expect(await migrate(database)).toEqual(pending);
    expect(await migrate(database)).toEqual([]);
    expect(await pendingMigrations(database)).toEqual([]);
    expect(await database.query('select count(*) from milepost.migrations')).toEqual([{ count: pending.length }]);
  });

  it('leave nothing behind when one fails', async () => {
    const database = await store.open(await store.address());
    await database.query('create schema milepost');
    await database.query('create table milepost.checks (in_the_way text)');
    await expect(migrate(database)).rejects.toThrow(/0001-first-tables.*rolled back.*"checks" already exists/s);
    expect(await pendingMigrations(database)).toContain('0001-first-tables');
    expect(await database.query("select to_regclass('milepost.ledger') as found")).toEqual([{ found: null }]);
  });
});

describe('processes that share one PostgreSQL', () => {
  const store = useStore('postgres');

  it('all come up when they start at once on an empty one', async () => {
    const address = await store.address();
    const children = [1, 2, 3, 4].map(() => startChild(script, [JSON.stringify(address)]));
    const applied = await Promise.all(children.map((child) => child.line('applied ')));
    expect(applied.toSorted()).toEqual(['applied 0', 'applied 0', 'applied 0', `applied ${migrations.length}`]);
    expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0, 0, 0]);
  });
});
