import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createQueue } from '../../../src/jobs/queue/queue.ts';
import { STANDARD_RULE } from '../../../src/jobs/queue/retry-rule.ts';
import { LEFT_DAYS, MISSING_DAYS, periodsOf } from '../../../src/jobs/retention/periods.ts';
import { sweep } from '../../../src/jobs/retention/sweep.ts';
import { beginCheck, finishCheck } from '../../../src/store/checks.ts';
import type { Database } from '../../../src/store/database.ts';
import { leaveRepositories, missRepository, returnRepositories } from '../../../src/store/repositories.ts';
import { storeKinds, useStore } from '../../store/stores.ts';
import { waitUntil } from '../wait-until.ts';
import { addDelivery, countAll, fillRepository, type Place } from './rows.ts';

const finish = (database: Database, id: string): Promise<object[]> =>
  database.query("update milepost.deliveries set state = 'done', worked_at = now() where id = $1", [id]);

const GITHUB = { webHost: 'github.com' };
const lantern: Place = { repositoryId: 7, installationId: 1, owner: 'example-org', name: 'lantern' };
const kite: Place = { ...lantern, repositoryId: 8, name: 'kite' };

/** As if everything in these columns had happened so many days earlier. */
async function daysPass(database: Database, days: number): Promise<void> {
  for (const [table, columns] of Object.entries(TIMES)) {
    const set = columns.map((column) => `${column} = ${column} - make_interval(days => $1)`).join(', ');
    await database.query(`update ${table} set ${set}`, [days]);
  }
}

const TIMES = {
  'milepost.deliveries': ['received_at', 'worked_at'],
  'milepost.checks': ['written_at', 'begun_at'],
  'milepost.commands': ['begun_at', 'finished_at'],
  'milepost.command_uses': ['used_at'],
  'milepost.repositories': ['left_at', 'missing_since'],
  'milepost.erasures': ['erased_at'],
};

const statesOf = async (database: Database) =>
  Object.fromEntries(
    (
      await database.query<{ id: string; state: string; said: boolean }>(
        `select id, state, payload <> '{}'::jsonb as said from milepost.deliveries order by id`,
      )
    ).map(({ id, state, said }) => [id, [state, said]]),
  );

describe.each(storeKinds)('the sweep, on %s,', (kind) => {
  const store = useStore(kind);

  it('empties a finished webhook after a day, and forgets its id when GitHub can no longer deliver it again', async () => {
    const database = await store.fresh();
    for (const id of ['done', 'failed', 'waiting']) await addDelivery(database, id, lantern);
    await finish(database, 'done');
    await database.query(`update milepost.deliveries set state = 'failed' where id = 'failed'`);
    expect(await sweep(database, GITHUB)).toEqual({});
    await daysPass(database, 2);
    expect(await sweep(database, GITHUB)).toEqual({ 'what a finished webhook said': 1 });
    expect(await statesOf(database)).toEqual({
      done: ['done', false],
      failed: ['failed', true],
      waiting: ['received', true],
    });
    await daysPass(database, 3);
    await sweep(database, { webHost: 'github.example.com' });
    expect(Object.keys(await statesOf(database))).toContain('done');
    await sweep(database, GITHUB);
    expect(await statesOf(database)).toEqual({ failed: ['failed', false], waiting: ['received', true] });
    await daysPass(database, 30);
    await sweep(database, GITHUB);
    expect(await statesOf(database)).toEqual({ waiting: ['received', true] });
  });

  it('keeps the newest check run of the pushes, however old it is, and what was begun lately', async () => {
    const database = await store.fresh();
    const write = async (headOid: string, daysAgo: number): Promise<void> => {
      await finishCheck(database, { repositoryId: 7, headOid, digest: 'd', checkRunId: 1 });
      await database.query(
        `update milepost.checks set written_at = now() - make_interval(days => $2), begun_at = now() - make_interval(days => $2)
         where head_oid = $1`,
        [headOid, daysAgo],
      );
    };
    await write('older', 300);
    await write('newest', 200);
    await write('pull:3:old', 100);
    await write('pull:4:young', 80);
    await beginCheck(database, { repositoryId: 7, headOid: 'begun', digest: 'd' });
    expect(await sweep(database, GITHUB)).toEqual({ 'check runs': 2 });
    const left = await database.query<{ name: string }>('select head_oid as name from milepost.checks order by 1');
    expect(left.map(({ name }) => name)).toEqual(['begun', 'newest', 'pull:4:young']);
  });

  it('goes on batch by batch, and stops between two when it is told to', async () => {
    const database = await store.fresh();
    for (let count = 1; count <= 7; count += 1) {
      await addDelivery(database, `d${count}`, lantern);
      await finish(database, `d${count}`);
    }
    await daysPass(database, 10);
    const stopped = AbortSignal.abort();
    expect(await sweep(database, { ...GITHUB, batch: 2, signal: stopped })).toEqual({});
    expect(await sweep(database, { ...GITHUB, batch: 2 })).toEqual({
      'what a finished webhook said': 7,
      'finished webhooks': 7,
    });
  });

  it('erases a repository some weeks after it left, unless it came back, and nothing of its neighbour', async () => {
    const database = await store.fresh();
    for (const place of [lantern, kite]) await fillRepository(database, place);
    const full = await countAll(database);
    await leaveRepositories(database, 1, [7, 8]);
    await leaveRepositories(database, 2, [8]);
    await returnRepositories(database, 1, [8]);
    await daysPass(database, LEFT_DAYS - 1);
    expect(await sweep(database, GITHUB)).not.toHaveProperty('repositories that left');
    expect((await countAll(database))['ledger']).toBe(2);
    await daysPass(database, 2);
    expect(await sweep(database, GITHUB)).toMatchObject({ 'repositories that left': 1 });
    const left = await countAll(database);
    expect([full['roadmaps'], full['ledger'], full['pointers'], full['dashboards']]).toEqual([2, 2, 2, 2]);
    expect(left).toMatchObject({
      repositories: 1,
      roadmaps: 1,
      ledger: 1,
      pages: 1,
      pointers: 1,
      dashboards: 1,
      conversations: 1,
    });
    const [ledger] = await database.query<{ id: number }>('select repository_id as id from milepost.ledger');
    expect(ledger).toEqual({ id: 8 });
  });

  it('forgets limits that are over, and webhooks that nobody can have any more', async () => {
    const database = await store.fresh();
    const now = Math.floor(Date.now() / 10_000);
    await database.query(
      `insert into milepost.budgets (installation_id, resource, slot, points, ends_at)
       values (1, 'core', $1, '{1}', null), (2, 'core', $2, '{1}', null), (3, 'core', $2, '{1}', now() + interval '1 hour')`,
      [now, now - 20_000],
    );
    await database.query(
      `insert into milepost.installation_limits (installation_id, held_until, created_at)
       values (1, '-infinity', '{}'), (2, '-infinity', array[now()]), (3, now(), '{}')`,
    );
    await database.query(
      `insert into milepost.missed_deliveries (guid, delivery_id, event, delivered_at, found_at)
       values ('old', '1', 'push', now(), now() - interval '5 days'), ('young', '2', 'push', now(), now())`,
    );
    expect(await sweep(database, GITHUB)).toEqual({
      'missed webhooks': 1,
      'what is left of GitHub’s limits': 1,
      'pauses that GitHub asked for': 1,
    });
  });

  it('takes a repository for one that left when GitHub has not known it for two weeks', async () => {
    const database = await store.fresh();
    await fillRepository(database, lantern);
    await missRepository(database, lantern);
    await daysPass(database, MISSING_DAYS - 1);
    await sweep(database, GITHUB);
    const leftAt = async () =>
      (await database.query<{ left: boolean }>('select left_at is not null as left from milepost.repositories'))[0];
    expect(await leftAt()).toEqual({ left: false });
    await daysPass(database, 2);
    await sweep(database, GITHUB);
    expect(await leftAt()).toEqual({ left: true });
    expect((await countAll(database))['ledger']).toBe(1);
  });

  it('ends finished and dead tasks, of which those that succeeded are gone at once', async () => {
    const database = await store.fresh();
    const queue = await createQueue<{ fails: boolean }>({
      database,
      merge: (_, newer) => newer,
      concurrency: 1,
      ruleOf: () => ({ ...STANDARD_RULE, tries: 1 }),
      report: () => {},
      work: ({ data }) => (data.fails ? Promise.reject(new Error('no')) : Promise.resolve()),
    });
    const states = async (): Promise<string[]> =>
      (
        await database.query<{ state: string }>(
          `select name || ' ' || state as state from milepost_queue.job where name like 'sync%' order by 1`,
        )
      ).map(({ state }) => state);
    try {
      await queue.send('1', { fails: false });
      await queue.send('2', { fails: true });
      await waitUntil(async () => (await states()).join() === 'sync completed,sync-dead created');
      const daysOn = (days: number) =>
        database.query(
          `update milepost_queue.job set created_on = created_on - make_interval(days => $1),
             completed_on = completed_on - make_interval(days => $1) where name like 'sync%'`,
          [days],
        );
      expect(await sweep(database, GITHUB)).toEqual({});
      await daysOn(2);
      expect(await sweep(database, GITHUB)).toEqual({ 'finished tasks': 1 });
      expect(await states()).toEqual(['sync-dead created']);
      await daysOn(30);
      expect(await sweep(database, GITHUB)).toEqual({ 'dead tasks': 1 });
    } finally {
      await queue.stop({ timeoutMs: 1_000 });
    }
  });
});

describe('docs/retention.md', () => {
  const page = readFileSync(new URL('../../../docs/retention.md', import.meta.url), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it('names each kind of data with its days, and no other', () => {
    const stated = rows
      .filter((cells) => cells.length === 7 && cells[4] !== 'days')
      .map(([, kind, , , days]) => [kind, days]);
    const enterprise = new Map(periodsOf('github.example.com').map(({ kind, days }) => [kind, days]));
    const enforced = periodsOf('github.com').map(({ kind, days }) => {
      const other = enterprise.get(kind);
      return [kind, other === days ? String(days) : `${days}; ${other} with GitHub Enterprise Server`];
    });
    expect(stated).toEqual(enforced);
  });

  it('says how long a repository that left, or is missing, is kept', () => {
    expect(page).toContain(`stays for ${LEFT_DAYS} days`);
    expect(page).toContain(`at every look for ${MISSING_DAYS} days`);
  });
});

describe('docs/retention.md and the store', () => {
  const store = useStore('pglite');

  it('know the same tables', async () => {
    const page = readFileSync(new URL('../../../docs/retention.md', import.meta.url), 'utf8');
    const tables = Object.keys(await countAll(await store.fresh()));
    expect(tables.filter((table) => !page.includes(`\`${table}\``))).toEqual([]);
  });
});
