import { setTimeout as sleep } from 'node:timers/promises';
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
    // Each migration by one of them, whichever comes first.
    const counts = applied.map((line) => Number(line.slice('applied '.length)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(migrations.length);
    expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0, 0, 0]);
  });

  it('come up beside an older version that holds a table: they let it go first, and try again', async () => {
    const address = await store.address();
    const database = await store.open(address);
    await migrate(database);
    // As before the migrations that change what is there.
    await database.query('delete from milepost.migrations where number = 6');
    for (const statement of [
      'drop table milepost.budgets',
      'drop table milepost.installation_limits',
      'alter table milepost.ledger drop column released_at',
    ])
      await database.query(statement);
    const other = await store.open(address);
    let release!: () => void;
    const released = new Promise<void>((resolve) => (release = resolve));
    const holding = other.transaction(async (transaction) => {
      await transaction.query('select * from milepost.ledger');
      await released;
    });
    const migrating = migrate(database);
    // Longer than it waits for the table at a time.
    await sleep(2_500);
    const waiting = "select 1 from pg_locks where not granted and relation = 'milepost.ledger'::regclass";
    let isFree = false;
    for (let look = 0; look < 100 && !isFree; look += 1) {
      isFree = (await other.query(waiting)).length === 0;
      await sleep(20);
    }
    expect(isFree).toBe(true);
    release();
    await holding;
    expect(await migrating).toEqual(['0006-budgets']);
  });
});
