import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBoss } from '../../../src/jobs/queue/queue-boss.ts';
import { settleFailure } from '../../../src/jobs/queue/queue-settle.ts';
import { createQueue, RetryAt, type Queue, type QueueOptions } from '../../../src/jobs/queue/queue.ts';
import type { OpenedDatabase } from '../../../src/store/open-database.ts';
import { storeKinds, useStore, type StoreKind } from '../../store/stores.ts';
import { waitUntil } from '../wait-until.ts';

/** Merged requests hold the numbers of both, so that a lost one is seen. */
interface Numbers {
  numbers: number[];
}

const merge = (waiting: Numbers, newer: Numbers): Numbers => ({ numbers: [...waiting.numbers, ...newer.numbers] });

const isUrgent = ({ numbers }: Numbers): boolean => numbers.includes(0);
const delaySecondsOf = ({ numbers }: Numbers): number => (numbers[0]! >= 10 ? 1 : 0);

interface Run {
  key: string;
  numbers: number[];
  atMs: number;
  signal: AbortSignal;
  end: (error?: Error) => void;
}

/** A queue whose jobs end when the test says so, unless `answer` ends them by itself. */
function useQueues(kind: StoreKind) {
  const queues: Queue<Numbers>[] = [];
  const runs: Run[] = [];
  const reported: { message: string; key: string | null }[] = [];
  // Before useStore: Jest runs these hooks in the order of their registration, and a queue ends before its store.
  afterEach(async () => {
    for (const run of runs.splice(0)) run.end();
    for (const queue of queues.splice(0)) await queue.stop({ timeoutMs: 1_000 });
    reported.splice(0);
  });
  const store = useStore(kind);
  const start = async (
    database: OpenedDatabase,
    answer: ((run: Run, count: number) => void) | null = (run) => run.end(),
    options: Partial<QueueOptions<Numbers>> = {},
  ): Promise<Queue<Numbers>> => {
    const queue = await createQueue<Numbers>({
      database,
      merge,
      concurrency: 2,
      report: (error, key) => reported.push({ message: (error as Error).message, key }),
      work: ({ key, data, signal }) =>
        new Promise<void>((resolve, reject) => {
          const end = (error?: Error): void => (error === undefined ? resolve() : reject(error));
          const run = { key, numbers: data.numbers, atMs: performance.now(), signal, end };
          runs.push(run);
          answer?.(run, runs.length);
        }),
      ...options,
    });
    queues.push(queue);
    return queue;
  };
  return { store, start, queues, runs, reported };
}

const runsOf = (runs: Run[]): string[] => runs.map(({ key, numbers }) => `${key} ${numbers.join('+')}`);

describe.each(storeKinds)('the queue on %s', (kind) => {
  const { store, start, queues, runs, reported } = useQueues(kind);

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
    expect(reported).toEqual([{ message: 'GitHub is away', key: 'a' }]);
  });

  it('waits longer and longer between the tries, never more than a minute', async () => {
    const database = await store.fresh();
    await start(database);
    const delays: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      await database.query(
        `insert into milepost_queue.job (name, data, singleton_key, state, retry_count, started_on, retry_limit,
           retry_delay, retry_backoff, retry_delay_max, policy, heartbeat_seconds, heartbeat_on, keep_until)
         select name, '{"key":"x","data":{"numbers":[]},"heldUntil":null,"earlierTries":0}', $1, 'active', $2, now(),
           retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, heartbeat_seconds,
           now() + interval '1 hour', now() + interval '1 day'
         from milepost_queue.queue where name = 'sync'`,
        [`try ${tries}`, tries],
      );
      const [row] = await database.query<{ id: string }>(
        "select id from milepost_queue.job where singleton_key = $1 and state = 'active'",
        [`try ${tries}`],
      );
      await failAs(database, row!.id, tries);
      const [waiting] = await database.query<{ delay: number }>(
        'select extract(epoch from start_after - now())::float8 as delay from milepost_queue.job where id = $1::uuid',
        [row!.id],
      );
      delays.push(waiting!.delay);
    }
    delays.forEach((delay, tries) => {
      expect(delay).toBeGreaterThan(Math.min(60, 2 ** tries) - 1);
      expect(delay).toBeLessThanOrEqual(Math.min(60, 2 ** (tries + 1)));
    });
  });

  it('lists a job as dead after its last try', async () => {
    const queue = await start(await store.fresh(), (run) => run.end(new Error('never \0\ud83d')), { tries: 2 });
    await queue.send('a', { numbers: [1] });
    await waitUntil(async () => (await queue.listDead()).length === 1);
    expect(runs).toHaveLength(2);
    expect(await queue.listDead()).toMatchObject([
      { key: 'a', data: { numbers: [1] }, error: 'never \uFFFD\uFFFD', tries: 2 },
    ]);
    // Of the job alone: settling it raised no error of its own.
    expect(new Set(reported.map(({ key }) => key))).toEqual(new Set(['a']));
    await queue.send('a', { numbers: [2] });
    expect(await waitUntil(() => runs.length === 3)).toBeLessThan(1_000);
  });

  it('puts a job back until the time that it asks for, at no cost', async () => {
    const queue = await start(
      await store.fresh(),
      (run, count) =>
        run.end(
          count <= 2 ? new RetryAt(new Date(Date.now() + (count === 1 ? 1_200 : -60_000)), 'rate limit') : undefined,
        ),
      { tries: 1 },
    );
    await queue.send('a', { numbers: [1] });
    await waitUntil(() => runs.length === 3);
    expect(runs[1]!.atMs - runs[0]!.atMs).toBeGreaterThan(1_150);
    // A time in the past, by a clock that is wrong, is not a reason to spin.
    expect(runs[2]!.atMs - runs[1]!.atMs).toBeGreaterThan(950);
    expect(runsOf(runs)).toEqual(['a 1', 'a 1', 'a 1']);
    expect(await queue.listDead()).toEqual([]);
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

  it('gives up a job that never comes to an end', async () => {
    const database = await store.fresh();
    const first = await start(database, null, { tries: 2 });
    await first.send('a', { numbers: [1] });
    for (let stops = 1; stops <= 2; stops += 1) {
      await waitUntil(() => runs.length === stops);
      await queues[queues.length - 1]!.stop({ timeoutMs: 1 });
      await start(database, null, { tries: 2 });
    }
    await waitUntil(async () => (await queues[queues.length - 1]!.listDead()).length === 1);
    expect(runs).toHaveLength(2);
    expect(await openJobs(database)).toBe(0);
  });

  it('keeps a worker free for what is urgent, and lets it go first', async () => {
    const queue = await start(await store.fresh(), null, { isUrgent });
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
    const queue = await start(await store.fresh(), null, { isUrgent });
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

/** Those of any key that are active or wait. */
async function openJobs(database: OpenedDatabase): Promise<number> {
  const sql = "select count(*) from milepost_queue.job where name = 'sync' and state < 'completed'";
  return (await database.query<{ count: number }>(sql))[0]!.count;
}

/** As a worker does with a job that failed for the `tries + 1`st time. */
async function failAs(database: OpenedDatabase, id: string, tries: number): Promise<void> {
  const boss = await startBoss(database, () => undefined);
  const job = { id, retryCount: tries, data: { key: `try ${tries}`, data: {}, heldUntil: null, earlierTries: 0 } };
  await settleFailure({ boss, database, merge: (waiting) => waiting, tries: 100 }, job, new Error('no'));
  await boss.stop({ graceful: false });
}

function byText(one: string, other: string): number {
  return one.localeCompare(other);
}
