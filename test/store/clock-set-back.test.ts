import { describe, expect, it } from '@jest/globals';
import { mendClock } from '../../src/store/clock-set-back.ts';
import { migrate } from '../../src/store/migrate.ts';
import { storeKinds, useStore } from './stores.ts';

describe.each(storeKinds)('a clock that was set back, on %s', (kind) => {
  const store = useStore(kind);

  it('keeps nothing waiting that was due by the clock of then; what truly waits goes on waiting', async () => {
    const database = await store.fresh();
    await migrate(database);
    await database.query(
      `insert into milepost.installation_limits (installation_id, created_at)
       values (1, array[now() - interval '1 minute', now() + interval '1 hour']), (2, array[now() - interval '1 minute'])`,
    );
    await database.query(
      `insert into milepost.deliveries (id, event, payload, received_at, next_at)
       values ('then', 'push', '{}', now() + interval '1 hour', now() + interval '1 hour'),
              ('waits', 'push', '{}', now() - interval '1 minute', now() + interval '1 minute')`,
    );
    await mendClock(database);
    await mendClock(database);
    const limits = await database.query<{ ahead: boolean; count: number }>(
      `select now() < any (created_at) as ahead, cardinality(created_at) as count
       from milepost.installation_limits order by installation_id`,
    );
    expect(limits).toEqual([
      { ahead: false, count: 2 },
      { ahead: false, count: 1 },
    ]);
    const due = await database.query<{ id: string; due: boolean }>(
      'select id, next_at <= now() as due from milepost.deliveries order by id',
    );
    expect(due).toEqual([
      { id: 'then', due: true },
      { id: 'waits', due: false },
    ]);
  });
});
