import { describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { deadJobsOf } from '../../../src/jobs/queue/dead-jobs.ts';
import { RetryAt } from '../../../src/jobs/queue/queue.ts';
import type { RetryRule } from '../../../src/jobs/queue/retry-rule.ts';
import type { OpenedDatabase } from '../../../src/store/open-database.ts';
import { storeKinds } from '../../store/stores.ts';
import { waitUntil } from '../wait-until.ts';
import { delaySecondsOf, merge, openJobs, priorityOf, runsOf, useQueues, type Numbers } from './use-queues.ts';

const passesHold = (_waiting: Numbers, newer: Numbers): boolean => newer.numbers.includes(9);

const muchLater = (): RetryAt => new RetryAt(new Date(Date.now() + 600_000), 'rate limit');

const ruleOf = (): RetryRule => ({ name: 'twice', tries: 2, firstSeconds: 0.1, longestSeconds: 0.1 });

describe.each(storeKinds)('the queue on %s', (kind) => {
  const { store, start, runs, reported } = useQueues(kind);

  it('starts a job at once', async () => {
    const queue = await start(await store.fresh());
    await sleep(200);
    const times: number[] = [];
    for (let number = 1; number <= 5; number += 1) {
      await queue.send(`key ${number}`, { numbers: [number] });
      times.push(await waitUntil(() => runs.length === number));
      await sleep(50);
    }
    // The middle one: a busy machine may be late once.
    expect(times.toSorted((one, other) => one - other)[2]).toBeLessThan(100);
    expect(reported).toEqual([]);
  });

  it('works one job of a key at a time, and makes one of those that wait', async () => {
    const database = await store.fresh();
    const queue = await start(database, null);
    await queue.send('a', { numbers: [1] });
    await waitUntil(() => runs.length === 1);
    const numbers = Array.from({ length: 20 }, (_, index) => index + 2);
    await Promise.all(numbers.map((number) => queue.send('a', { numbers: [number] })));
    await sleep(600);
    expect(runsOf(runs)).toEqual(['a 1']);
    expect(await openJobs(database)).toBe(2);
    runs[0]!.end();
    expect(await waitUntil(() => runs.length === 2)).toBeLessThan(500);
    runs[1]!.end();
    await waitUntil(async () => (await openJobs(database)) === 0);
    expect(runs).toHaveLength(2);
    expect(runs[1]!.numbers.toSorted((one, other) => one - other)).toEqual(numbers);
  });

  it('loses none of many requests that come at once', async () => {
    const queue = await start(await store.fresh());
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    await Promise.all(numbers.map((number) => queue.send(`key ${number % 3}`, { numbers: [number] })));
    await waitUntil(() => runs.flatMap((run) => run.numbers).length >= numbers.length);
    const worked = runs.flatMap((run) => run.numbers);
    expect(worked.toSorted((one, other) => one - other)).toEqual(numbers);
  });

  it('does not hold up other keys behind a busy one', async () => {
    const queue = await start(await store.fresh(), (run) => (run.key === 'busy' ? undefined : run.end()));
    await queue.send('busy', { numbers: [1] });
    await waitUntil(() => runs.length === 1);
    await queue.send('busy', { numbers: [2] });
    for (const key of ['b', 'c', 'd']) await queue.send(key, { numbers: [1] });
    expect(await waitUntil(() => runs.length === 4)).toBeLessThan(1_000);
    expect(runsOf(runs).toSorted(byText)).toEqual(['b 1', 'busy 1', 'c 1', 'd 1']);
  });

  it('tries a failed job again after one to two seconds', async () => {
    const queue = await start(await store.fresh(), (run, count) =>
      run.end(count === 1 ? new Error('GitHub is away') : undefined),
    );
    await queue.send('a', { numbers: [1] });
    await waitUntil(() => runs.length === 2);
    const delayMs = runs[1]!.atMs - runs[0]!.atMs;
    expect(delayMs).toBeGreaterThan(950);
    // Up to two, and up to one more until somebody looks.
    expect(delayMs).toBeLessThan(3_500);
    expect(reported).toEqual([{ message: 'GitHub is away', key: 'a', numbers: [1] }]);
  });

  it("tries again by the store's clock, whatever its own says", async () => {
    const database = await store.fresh();
    const { now } = Date;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 3_600_000);
    try {
      const queue = await start(database, (run, count) => run.end(count === 1 ? new Error('502') : undefined));
      await queue.send('a', { numbers: [1] });
      await waitUntil(() => runs.length === 2);
    } finally {
      clock.mockRestore();
    }
  });

  it('puts a job back until the time that it asks for, at no cost', async () => {
    const database = await store.fresh();
    const queue = await start(
      database,
      (run, count) =>
        run.end(
          count <= 2 ? new RetryAt(new Date(Date.now() + (count === 1 ? 1_200 : -60_000)), 'rate limit') : undefined,
        ),
      { ruleOf: () => ({ ...ruleOf(), tries: 1 }) },
    );
    await queue.send('a', { numbers: [1] });
    await waitUntil(() => runs.length === 3);
    expect(runs[1]!.atMs - runs[0]!.atMs).toBeGreaterThan(1_150);
    // A time in the past, by a clock that is wrong, is not a reason to spin.
    expect(runs[2]!.atMs - runs[1]!.atMs).toBeGreaterThan(950);
    expect(runsOf(runs)).toEqual(['a 1', 'a 1', 'a 1']);
    expect(await deadJobsOf<Numbers>(database, { merge }).list()).toEqual([]);
  });

  it('lets a newer request wait for the rate limit too', async () => {
    const queue = await start(await store.fresh(), (run, count) =>
      run.end(count === 1 ? new RetryAt(new Date(Date.now() + 1_500), 'rate limit') : undefined),
    );
    await queue.send('a', { numbers: [1] });
    await waitUntil(() => reported.length === 1);
    await sleep(100);
    await queue.send('a', { numbers: [2] });
    await waitUntil(() => runs.length === 2);
    expect(runs[1]!.atMs - runs[0]!.atMs).toBeGreaterThan(1_400);
    expect(runsOf(runs)).toEqual(['a 1', 'a 1+2']);
  });

  it('lets a newer request that passes a rate limit begin at once, whether it comes before or after the limit', async () => {
    const queue = await start(await store.fresh(), null, { passesHold });
    await queue.send('a', { numbers: [1] });
    await waitUntil(() => runs.length === 1);
    await queue.send('a', { numbers: [9] });
    runs[0]!.end(muchLater());
    await waitUntil(() => runs.length === 2);
    runs[1]!.end(muchLater());
    await waitUntil(() => reported.length === 2);
    await sleep(100);
    await queue.send('a', { numbers: [2] });
    await queue.send('a', { numbers: [9] });
    await waitUntil(() => runs.length === 3);
    runs[2]!.end();
    expect(runsOf(runs)).toEqual(['a 1', 'a 1+9', 'a 1+9+2+9']);
  });

  it('puts a request that waits back as well when the active one meets a rate limit', async () => {
    const queue = await start(await store.fresh(), null);
    await queue.send('a', { numbers: [1] });
    await waitUntil(() => runs.length === 1);
    await queue.send('a', { numbers: [2] });
    runs[0]!.end(new RetryAt(new Date(Date.now() + 1_200), 'rate limit'));
    const endedMs = performance.now();
    await waitUntil(() => runs.length === 2);
    expect(runs[1]!.atMs - endedMs).toBeGreaterThan(1_100);
    expect(runsOf(runs)).toEqual(['a 1', 'a 1+2']);
  });

  it('begins at once with a newer request, though the one before waits out a failure', async () => {
    const database = await store.fresh();
    const queue = await start(database, (run, count) => run.end(count === 1 ? new Error('GitHub is away') : undefined));
    await queue.send('a', { numbers: [1] });
    await waitUntil(() => reported.length === 1);
    await sleep(100);
    await queue.send('a', { numbers: [2] });
    expect(await waitUntil(() => runs.length === 2)).toBeLessThan(500);
    await waitUntil(async () => (await openJobs(database)) === 0);
    expect(runsOf(runs)).toEqual(['a 1', 'a 1+2']);
  });

  it('leaves a failed request to the newer one that waits', async () => {
    const database = await store.fresh();
    const queue = await start(database, null);
    await queue.send('a', { numbers: [1] });
    await waitUntil(() => runs.length === 1);
    await queue.send('a', { numbers: [2] });
    runs[0]!.end(new Error('GitHub is away'));
    expect(await waitUntil(() => runs.length === 2)).toBeLessThan(1_000);
    runs[1]!.end();
    await waitUntil(async () => (await openJobs(database)) === 0);
    expect(runsOf(runs)).toEqual(['a 1', 'a 1+2']);
  });

  /** Has a job in work whose process is lost for another time: its heartbeat has stopped, and nobody else knows of it. */
  const losing = async (database: OpenedDatabase, losses: number) => {
    const queue = await start(database, null);
    await queue.send('a', { numbers: [1] });
    await waitUntil(() => runs.length === 1);
    await database.query(
      `update milepost_queue.job set heartbeat_on = now() - interval '1 hour',
         data = jsonb_set(data, '{earlierTries}', $1::text::jsonb) where state = 'active'`,
      [losses],
    );
    return queue;
  };

  it.each([
    // As after the first: until what was sent to GitHub has taken effect.
    [3, 3, 11],
    [4, 8, 20],
    [5, 18, 40],
    [18, 28, 60],
  ])('after %i earlier losses takes a job up again in %i to %i seconds', async (losses, least, most) => {
    const database = await store.fresh();
    const queue = await losing(database, losses);
    await queue.send('a', { numbers: [2] });
    await start(database, null);
    const left = async () =>
      database.query<{ seconds: number; tries: number; numbers: number[] }>(
        `select extract(epoch from start_after - now())::float8 as seconds, (data->>'earlierTries')::integer as tries,
           data->'data'->'numbers' as numbers
         from milepost_queue.job where state = 'created' and start_after > now()`,
      );
    await waitUntil(async () => (await left()).length === 1);
    const [job] = await left();
    expect(job).toMatchObject({ tries: losses + 1, numbers: [1, 2] });
    expect(job!.seconds).toBeGreaterThan(least);
    expect(job!.seconds).toBeLessThanOrEqual(most);
  });

  it('gives up a job whose processes ended twenty times', async () => {
    const database = await store.fresh();
    await losing(database, 19);
    await start(database, null);
    const isPutBack = `state = 'created' and (data->>'earlierTries')::integer = 20`;
    await waitUntil(async () => {
      // Whoever waits for a minute in life need not do so here.
      const put = await database.query(
        `update milepost_queue.job set start_after = now(), data = data || '{"heldUntil": null}' where ${isPutBack}
         returning id`,
      );
      return put.length === 1;
    });
    const dead = deadJobsOf<Numbers>(database, { merge });
    await waitUntil(async () => (await dead.list()).length === 1);
    expect(runs).toHaveLength(1);
    expect(await openJobs(database)).toBe(0);
    expect((await dead.list())[0]).toMatchObject({ tries: 21, error: expect.stringContaining('its process ended') });
  });

  it('keeps a worker free for what is urgent, and lets it go first', async () => {
    const queue = await start(await store.fresh(), null, { priorityOf });
    await queue.send('slow', { numbers: [1] });
    await waitUntil(() => runs.length === 1);
    await queue.send('next', { numbers: [2] });
    await queue.send('urgent', { numbers: [0] });
    await waitUntil(() => runs.length === 2);
    await queue.send('urgent too', { numbers: [0] });
    await sleep(1_500);
    expect(runsOf(runs)).toEqual(['slow 1', 'urgent 0']);
    runs[0]!.end();
    await waitUntil(() => runs.length === 3);
    expect(runsOf(runs)).toEqual(['slow 1', 'urgent 0', 'urgent too 0']);
    runs[1]!.end();
    runs[2]!.end();
    await waitUntil(() => runs.length === 4);
    expect(runsOf(runs)[3]).toBe('next 2');
  });

  it('puts what is urgent back as urgent', async () => {
    const queue = await start(await store.fresh(), null, { priorityOf });
    await queue.send('slow', { numbers: [1] });
    await waitUntil(() => runs.length === 1);
    await queue.send('urgent', { numbers: [0] });
    await waitUntil(() => runs.length === 2);
    runs[1]!.end(new RetryAt(new Date(), 'rate limit'));
    await waitUntil(() => runs.length === 3);
    expect(runsOf(runs)[2]).toBe('urgent 0');
  });

  it('lets a delayed request wait for others, until one comes that is not', async () => {
    const queue = await start(await store.fresh(), (run) => run.end(), { delaySecondsOf });
    await Promise.all([10, 11, 12].map((number) => queue.send('a', { numbers: [number] })));
    await queue.send('b', { numbers: [1] });
    await waitUntil(() => runs.length === 2);
    expect(runs.map(({ key }) => key)).toEqual(['b', 'a']);
    expect(runs[1]!.numbers.toSorted((one, other) => one - other)).toEqual([10, 11, 12]);
    const patient = await start(await store.fresh(), (run) => run.end(), {
      delaySecondsOf: ({ numbers }) => numbers[0]!,
    });
    await patient.send('c', { numbers: [600] });
    await patient.send('c', { numbers: [0] });
    await waitUntil(() => runs.length === 3);
    expect(runsOf(runs)[2]).toBe('c 600+0');
  });

  it('takes many requests at once, of each key as one', async () => {
    const database = await store.fresh();
    const queue = await start(database, null, { concurrency: 3, delaySecondsOf });
    await queue.sendAll([]);
    await queue.send('busy', { numbers: [1] });
    await waitUntil(() => runs.length === 1);
    // One waits already, one waits out a time, one is new and there twice.
    await queue.send('busy', { numbers: [2] });
    await queue.send('late', { numbers: [600] });
    const requests = ['busy', 'late', 'new', 'new'].map((key, index) => ({ key, data: { numbers: [3 + index] } }));
    const failing = database.transaction(async (transaction) => {
      await queue.sendAll(requests, transaction);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await queue.sendAll(requests);
    await waitUntil(() => runs.length === 3);
    for (const run of runs) run.end();
    await waitUntil(() => runs.length === 4);
    expect(runsOf(runs).toSorted(byText)).toEqual(['busy 1', 'busy 2+3', 'late 600+4', 'new 5+6']);
  });

  it('takes more keys at once than a store has locks', async () => {
    const database = await store.fresh();
    const queue = await start(database, null, { concurrency: 0 });
    const requests = Array.from({ length: 3_000 }, (_, index) => ({ key: `key ${index}`, data: { numbers: [index] } }));
    await queue.sendAll(requests);
    await queue.sendAll(requests);
    expect(await openJobs(database)).toBe(3_000);
  });

  it('takes part in a transaction of the caller', async () => {
    const database = await store.fresh();
    const queue = await start(database);
    const failing = database.transaction(async (transaction) => {
      await queue.send('a', { numbers: [1] }, transaction);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await database.transaction((transaction) => queue.send('b', { numbers: [2] }, transaction));
    expect(await waitUntil(() => runs.length === 1)).toBeLessThan(500);
    expect(runsOf(runs)).toEqual(['b 2']);
  });

  it('on stop waits for the job in work and takes up no other', async () => {
    const database = await store.fresh();
    const queue = await start(database, null, { concurrency: 1 });
    await queue.send('a', { numbers: [1] });
    await waitUntil(() => runs.length === 1);
    await queue.send('b', { numbers: [2] });
    const stopped = queue.stop({ timeoutMs: 10_000 });
    await sleep(200);
    expect(runs[0]!.signal.aborted).toBe(false);
    runs[0]!.end();
    await stopped;
    expect(runsOf(runs)).toEqual(['a 1']);
    await start(database);
    await waitUntil(() => runs.length === 2);
    await sleep(500);
    expect(runsOf(runs)).toEqual(['a 1', 'b 2']);
  });

  it('on a stop that cannot wait aborts the job in work and hands it back', async () => {
    const database = await store.fresh();
    const queue = await start(database, null);
    await queue.send('a', { numbers: [1] });
    await waitUntil(() => runs.length === 1);
    await queue.stop({ timeoutMs: 100 });
    expect(runs[0]!.signal.aborted).toBe(true);
    runs[0]!.end(new Error('aborted'));
    await start(database);
    expect(await waitUntil(() => runs.length === 2)).toBeLessThan(1_500);
    expect(runsOf(runs)).toEqual(['a 1', 'a 1']);
  });
});

function byText(one: string, other: string): number {
  return one.localeCompare(other);
}
