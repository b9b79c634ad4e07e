import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Chore } from '../../../src/jobs/schedule/chore.ts';
import { startSchedule, type Schedule } from '../../../src/jobs/schedule/schedule.ts';
import {
  claimChores,
  endChore,
  enterChores,
  findChore,
  hastenChore,
  saveChoreState,
} from '../../../src/store/chores.ts';
import type { Database } from '../../../src/store/database.ts';
import { storeKinds } from '../../store/stores.ts';
import { useOneStore } from './one-store.ts';
import { waitUntil } from '../wait-until.ts';

const DAY_MS = 24 * 60 * 60_000;

const chore = (name: string, run: Chore['run']): Chore => ({ name, everyMs: DAY_MS, afterStartMs: 0, run });

const claim = (holder: string, leaseMs = 60_000) => ({ holder, names: ['sweep'], leaseMs });

describe.each(storeKinds)('the schedule on %s', (kind) => {
  const store = useOneStore(kind);
  const schedules: Schedule[] = [];
  const errors: [string | null, string][] = [];
  afterEach(async () => {
    for (const schedule of schedules.splice(0)) await schedule.stop();
    errors.length = 0;
  });

  const start = (database: Database, ...chores: Chore[]): Schedule => {
    const schedule = startSchedule({
      database,
      chores,
      report: (error, name) => errors.push([name, (error as Error).message]),
    });
    schedules.push(schedule);
    return schedule;
  };

  it('does each chore once, whatever the number of processes, and again when it is due', async () => {
    const database = store();
    const runs: string[] = [];
    const chores = ['sweep', 'look'].map((name): Chore => ({
      name,
      everyMs: DAY_MS,
      run: async () => void runs.push(name),
    }));
    await enterChores(database, ['sweep', 'look'], 200);
    for (let process = 0; process < 4; process += 1) start(database, ...chores);
    await waitUntil(() => runs.length >= 2);
    await sleep(300);
    expect(runs.toSorted()).toEqual(['look', 'sweep']);
    expect((await findChore(database, 'sweep'))?.succeededAt).toBeInstanceOf(Date);
    await hastenChore(database, 'sweep', 0);
    await waitUntil(() => runs.length === 3);
  });

  it('goes on with the others when one fails, and tries that one again', async () => {
    const database = store();
    let worked = 0;
    start(
      database,
      chore('bad', () => Promise.reject(new Error('no luck'))),
      chore('good', async () => {
        worked += 1;
        return { againInMs: 50 };
      }),
    );
    await waitUntil(() => worked > 2);
    expect(errors).toEqual([['bad', 'no luck']]);
    expect(await findChore(database, 'bad')).toMatchObject({ failures: 1, succeededAt: null });
    await hastenChore(database, 'bad', 0);
    await waitUntil(() => errors.length === 2);
  });

  it('does not wait for a slow one, and cuts it short when it stops; the next process goes on at once', async () => {
    const database = store();
    let isCut = false;
    let quick = 0;
    const slow = (signal: AbortSignal): Promise<void> =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          isCut = true;
          reject(new Error('cut'));
        });
      });
    const first = start(
      database,
      chore('slow', slow),
      chore('quick', async () => {
        quick += 1;
        return { againInMs: 50 };
      }),
    );
    await waitUntil(() => quick > 1);
    await first.stop();
    expect(isCut).toBe(true);
    expect(errors).toEqual([]);
    let isTaken = false;
    start(database, { name: 'slow', everyMs: DAY_MS, run: async () => void (isTaken = true) });
    await waitUntil(() => isTaken);
  });

  it('does not wait long for one that does not heed a stop', async () => {
    const database = store();
    let isRunning = false;
    const first = start(
      database,
      chore('deaf', () => {
        isRunning = true;
        return new Promise(() => {});
      }),
    );
    await waitUntil(() => isRunning);
    await first.stop();
    expect(errors).toEqual([]);
    expect(await claimChores(database, { holder: 'next', names: ['deaf'], leaseMs: 60_000 })).toHaveLength(1);
  });

  it('leaves the time of the last success where a run did not come to its end', async () => {
    const database = store();
    let runs = 0;
    start(
      database,
      chore('parts', async () => {
        runs += 1;
        return runs < 3 ? { againInMs: 10, isUnfinished: true } : {};
      }),
    );
    await waitUntil(() => runs === 2);
    await waitUntil(async () => (await findChore(database, 'parts'))?.succeededAt != null);
    expect(runs).toBe(3);
  });
});

describe.each(storeKinds)('a chore in the store on %s', (kind) => {
  const store = useOneStore(kind);

  it('is for exactly one of many that are due it, and for the next once the lease is over', async () => {
    const database = store();
    await enterChores(database, ['sweep'], 0);
    await enterChores(database, ['sweep'], 10_000);
    const claims = await Promise.all(['a', 'b', 'c'].map((holder) => claimChores(database, claim(holder, 200))));
    expect(claims.flat()).toHaveLength(1);
    expect(await claimChores(database, claim('d'))).toEqual([]);
    await sleep(250);
    expect(await claimChores(database, claim('d'))).toHaveLength(1);
    // Whoever held it before has no say any more.
    await endChore(database, { name: 'sweep', holder: 'a', againInMs: 0, outcome: 'done' });
    expect(await claimChores(database, claim('e'))).toEqual([]);
  });

  it('that is hastened while somebody is at it, is due again when that has ended', async () => {
    const database = store();
    await enterChores(database, ['sweep'], 0);
    await claimChores(database, claim('a'));
    await hastenChore(database, 'sweep', 0);
    expect(await claimChores(database, claim('b'))).toEqual([]);
    await endChore(database, { name: 'sweep', holder: 'a', againInMs: DAY_MS, outcome: 'done' });
    expect(await claimChores(database, claim('b'))).toMatchObject([{ name: 'sweep', failures: 0 }]);
  });

  it('keeps what it was told to keep', async () => {
    const database = store();
    await enterChores(database, ['sweep'], 0);
    await saveChoreState(database, 'sweep', { cursor: 'v1_7' });
    expect(await claimChores(database, claim('a'))).toMatchObject([{ state: { cursor: 'v1_7' } }]);
    await saveChoreState(database, 'sweep', null);
    expect((await findChore(database, 'sweep'))?.state).toBeNull();
    expect(await findChore(database, 'other')).toBeNull();
  });
});
