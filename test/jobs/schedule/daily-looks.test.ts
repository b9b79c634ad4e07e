import { beforeEach, describe, expect, it } from '@jest/globals';
import { createAdoption, createDailyLooks } from '../../../src/jobs/schedule/daily-looks.ts';
import type { Task } from '../../../src/jobs/queue/task.ts';
import type { Database } from '../../../src/store/database.ts';
import {
  bringLooksForward,
  countLooksUnderWay,
  endLook,
  enterLook,
  nextLookInMs,
  reviveLook,
  type LookedPlace,
} from '../../../src/store/looks.ts';
import { saveRoadmap } from '../../../src/store/roadmaps.ts';
import { storeKinds } from '../../store/stores.ts';
import { useOneStore } from './one-store.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const never = new AbortController().signal;

const placeOf = (repositoryId: number, installationId = 1): LookedPlace => ({
  repositoryId,
  installationId,
  owner: 'example-org',
  name: `repository-${repositoryId}`,
});

const saveReading = (database: Database, place: LookedPlace, path = 'ROADMAP.md', blobOid = 'b') =>
  saveRoadmap(database, { ...place, path, blobOid, configurationOid: '', headOid: 'h', reading: {} });

/** As if it had been due since so long. */
const makeDue = (database: Database, repositoryId: number, sinceMs = 1_000) =>
  database.query(
    `update milepost.looks set due_at = now() - $2 * interval '1 millisecond', asked_at = null where repository_id = $1`,
    [repositoryId, sinceMs],
  );

interface Row {
  dueInMs: number;
  misses: number;
  isUnderWay: boolean;
  installationId: number;
  name: string;
}

async function rowOf(database: Database, repositoryId: number): Promise<Row | undefined> {
  const [row] = await database.query<Row>(
    `select extract(epoch from due_at - now())::float8 * 1000 as "dueInMs", misses, asked_at is not null as "isUnderWay",
       installation_id as "installationId", name
     from milepost.looks where repository_id = $1`,
    [repositoryId],
  );
  return row;
}

/** Until the end of this day of UTC, and that of tomorrow. */
const untilTomorrow = (): { from: number; to: number } => {
  const from = DAY_MS - (Date.now() % DAY_MS);
  return { from, to: from + DAY_MS };
};

describe.each(storeKinds)('daily looks on %s', (kind) => {
  const store = useOneStore(kind);
  let database: Database;
  let sent: Task[];
  let gone: number[];
  beforeEach(async () => {
    database = store();
    sent = [];
    gone = [];
  });

  const run = (signal = never) =>
    createDailyLooks({
      database,
      send: async (tasks) => void sent.push(...tasks),
      doesInstallationExist: async (id) => !gone.includes(id),
      log: { info: () => undefined },
    }).run(signal);
  const repositories = (): number[] => sent.map(({ repositoryId }) => repositoryId);

  it('come at a time of their own, spread over the day that follows the last look', async () => {
    for (let id = 1; id <= 200; id += 1) await enterLook(database, placeOf(id));
    const { from, to } = untilTomorrow();
    const due = await Promise.all(Array.from({ length: 200 }, (_, index) => rowOf(database, index + 1)));
    const hours = new Set<number>();
    for (const { dueInMs } of due.filter((row) => row !== undefined)) {
      expect(dueInMs).toBeGreaterThan(from - 60_000);
      expect(dueInMs).toBeLessThan(to + 60_000);
      hours.add(Math.floor((dueInMs - from) / HOUR_MS));
    }
    expect(hours.size).toBeGreaterThan(20);
    await run();
    expect(sent).toEqual([]);
    // Always the same time: another look on the same day changes nothing.
    await enterLook(database, placeOf(7));
    expect(Math.abs((await rowOf(database, 7))!.dueInMs - due[6]!.dueInMs)).toBeLessThan(60_000);
  });

  it('are asked for once, those that wait longest first, by syncs that look at everything and for which nobody waits', async () => {
    for (const id of [1, 2, 3]) {
      await enterLook(database, placeOf(id));
      await saveReading(database, placeOf(id));
    }
    for (const [id, sinceMs] of [
      [2, 7 * DAY_MS],
      [3, DAY_MS],
      [1, 1_000],
    ] as const)
      await makeDue(database, id, sinceMs);
    expect(await run()).toEqual({ againInMs: 60_000 });
    await run();
    expect(repositories()).toEqual([2, 3, 1]);
    expect(sent[0]).toEqual({
      kind: 'sync',
      ...placeOf(2),
      occasion: 'manual',
      sender: null,
      firstLook: false,
      picked: false,
      before: null,
      after: null,
      patient: true,
    });
    expect(await countLooksUnderWay(database)).toEqual([{ installationId: 1, count: 3 }]);
    await endLook(database, 2);
    expect(await rowOf(database, 2)).toMatchObject({ isUnderWay: false, misses: 1 });
  });

  it('are not asked for when their tasks could not be queued', async () => {
    await enterLook(database, placeOf(1));
    await makeDue(database, 1);
    const failing = createDailyLooks({
      database,
      send: () => Promise.reject(new Error('no queue')),
      doesInstallationExist: async () => true,
      log: { info: () => undefined },
    });
    await expect(failing.run(never)).rejects.toThrow('no queue');
    await run();
    expect(repositories()).toEqual([1]);
  });

  it('owe a first look where nothing could be read yet', async () => {
    await enterLook(database, placeOf(1));
    await makeDue(database, 1);
    await run();
    expect(sent).toMatchObject([{ firstLook: true, occasion: 'manual' }]);
  });

  it('wait for those under way, of one installation and of all, and for nobody else', async () => {
    await database.query(
      `insert into milepost.looks (repository_id, installation_id, owner, name, due_at)
       select id, case when id <= 1000 then 1 else id end, 'example-org', 'repository-' || id,
         now() - interval '1 day' + id * interval '1 second'
       from generate_series(1, 1700) as id`,
    );
    await run();
    expect(sent).toHaveLength(500);
    // The installation that was due first, and would have had all, got its share.
    expect(repositories().filter((id) => id <= 1000)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect((await rowOf(database, 51))!.dueInMs).toBeGreaterThan(0);
    expect((await rowOf(database, 51))!.dueInMs).toBeLessThan(HOUR_MS + 61_000);
    await run();
    expect(sent).toHaveLength(500);
    for (const id of repositories().slice(0, 60)) await endLook(database, id);
    await run();
    expect(sent).toHaveLength(560);
    await database.query(`update milepost.looks set asked_at = asked_at - interval '2 hours'`);
    await run();
    expect(sent).toHaveLength(750);
    expect(new Set(repositories()).size).toBe(sent.length);
  });

  it('come more rarely where they come to nothing, until something happens there', async () => {
    await enterLook(database, placeOf(1));
    await saveReading(database, placeOf(1));
    const days: number[] = [];
    for (let times = 0; times < 8; times += 1) {
      await makeDue(database, 1);
      await run();
      days.push(Math.floor(((await rowOf(database, 1))!.dueInMs - untilTomorrow().from + 60_000) / DAY_MS));
      await endLook(database, 1);
    }
    expect(days).toEqual([0, 0, 1, 3, 7, 15, 30, 30]);
    await reviveLook(database, { ...placeOf(1, 2), name: 'renamed' });
    const row = (await rowOf(database, 1))!;
    expect(row).toMatchObject({ misses: 0, installationId: 2, name: 'renamed' });
    expect(row.dueInMs).toBeLessThan(untilTomorrow().to + 60_000);
    // What an installation that is no more still had in the queue.
    await reviveLook(database, placeOf(1, 1));
    expect(await rowOf(database, 1)).toMatchObject({ installationId: 2, name: 'renamed' });
  });

  it('end where the installation is gone, or where there never was more than a wrong configuration', async () => {
    gone = [1];
    for (const id of [1, 2]) {
      await enterLook(database, placeOf(id, id));
      await saveReading(database, placeOf(id, id));
    }
    await enterLook(database, placeOf(3, 3));
    for (let times = 0; times < 5; times += 1) {
      for (const id of [1, 2, 3]) await makeDue(database, id);
      await run();
    }
    expect(await rowOf(database, 1)).toBeUndefined();
    expect(await rowOf(database, 2)).toBeDefined();
    expect(await rowOf(database, 3)).toBeUndefined();
    expect(repositories().filter((id) => id === 1)).toHaveLength(4);
  });

  it('take in roadmaps that were stored before, and are let alone by it where they are known', async () => {
    for (let id = 1; id <= 30; id += 1) {
      await saveReading(database, placeOf(id));
      await saveReading(database, placeOf(id), 'docs/ROADMAP.md');
    }
    await saveReading(database, placeOf(31), 'ROADMAP.md', '');
    await enterLook(database, placeOf(7));
    await makeDue(database, 7);
    await createAdoption(database).run(never);
    const rows = await Promise.all(Array.from({ length: 31 }, (_, index) => rowOf(database, index + 1)));
    expect(rows.filter((row) => row !== undefined)).toHaveLength(30);
    for (const [index, row] of rows.entries()) {
      if (row === undefined || index === 6) continue;
      expect(row.dueInMs).toBeGreaterThan(-60_000);
      expect(row.dueInMs).toBeLessThan(DAY_MS);
    }
    await run();
    expect(repositories()).toEqual([7]);
  });

  it('are brought forward all together, spread over the time there is', async () => {
    for (let id = 1; id <= 40; id += 1) await enterLook(database, placeOf(id));
    await makeDue(database, 3);
    let after: number | null = 0;
    while (after !== null)
      after = await bringLooksForward(database, { afterId: after, limit: 15, withinMs: 10 * 60_000 });
    const rows = await Promise.all(Array.from({ length: 40 }, (_, index) => rowOf(database, index + 1)));
    const dueInMs = rows.map((row) => row!.dueInMs);
    expect(Math.max(...dueInMs)).toBeLessThan(10 * 60_000);
    expect(dueInMs.filter((ms) => ms > 60_000).length).toBeGreaterThan(20);
    expect(dueInMs[2]).toBeLessThan(0);
    expect(await nextLookInMs(database)).toBe(0);
  });

  it('are found by an index, however many there are', async () => {
    await database.query(
      `insert into milepost.looks (repository_id, installation_id, owner, name, due_at)
       select id, id, 'example-org', 'repository-' || id, now() + id * interval '1 second' - interval '1 minute'
       from generate_series(1, 20000) as id`,
    );
    await database.query('analyze milepost.looks');
    const plan = await database.query<{ 'QUERY PLAN': string }>(
      `explain select repository_id from milepost.looks where due_at <= now() order by due_at, repository_id limit 500`,
    );
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('looks_due');
    expect(text).not.toContain('Seq Scan');
    await run();
    expect(sent.length).toBeGreaterThanOrEqual(59);
    expect(sent.length).toBeLessThan(100);
  });
});
