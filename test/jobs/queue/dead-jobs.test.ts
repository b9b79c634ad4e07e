import { describe, expect, it } from '@jest/globals';
import { createDeadJobs, deadJobsOf } from '../../../src/jobs/queue/dead-jobs.ts';
import { Hopeless } from '../../../src/jobs/queue/queue.ts';
import type { RetryRule } from '../../../src/jobs/queue/retry-rule.ts';
import { keyOf, taskRules, type Task } from '../../../src/jobs/queue/task.ts';
import { createQueue } from '../../../src/jobs/queue/queue.ts';
import type { Database } from '../../../src/store/database.ts';
import { storeKinds } from '../../store/stores.ts';
import { waitUntil } from '../wait-until.ts';
import { merge, openJobs, runsOf, useQueues, type Numbers } from './use-queues.ts';

const ruleOf = (): RetryRule => ({ name: 'twice', tries: 2, firstSeconds: 0.1, longestSeconds: 0.1 });

describe.each(storeKinds)('dead letters on %s', (kind) => {
  const { store, start, runs, reported } = useQueues(kind);

  it('are what failed for good, the oldest first, and of each key one', async () => {
    const database = await store.fresh();
    const fallen: string[] = [];
    const fell = async (data: Numbers, why: string, transaction: Database): Promise<void> => {
      await transaction.query('create table if not exists fallen (why text)');
      await transaction.query('insert into fallen values ($1)', [why]);
      fallen.push(data.numbers.join('+'));
    };
    const queue = await start(database, (run) => run.end(new Error(`never ${run.numbers.join()} \0\ud83d`)), {
      ruleOf,
      fell,
      concurrency: 1,
    });
    const dead = deadJobsOf<Numbers>(database, { merge });
    await queue.send('a', { numbers: [1] });
    await waitUntil(async () => (await dead.list()).length === 1);
    await queue.send('b', { numbers: [2] });
    await waitUntil(async () => (await dead.list()).length === 2);
    await queue.send('a', { numbers: [3] });
    await waitUntil(async () => (await dead.list())[1]?.key === 'a');
    expect(await dead.list()).toMatchObject([
      { key: 'b', data: { numbers: [2] }, error: 'never 2 \uFFFD\uFFFD', tries: 2 },
      { key: 'a', data: { numbers: [1, 3] }, error: 'never 3 \uFFFD\uFFFD', tries: 2 },
    ]);
    expect(runs).toHaveLength(6);
    // Of the jobs alone: settling them raised no error of its own.
    expect(new Set(reported.map(({ key }) => key))).toEqual(new Set(['a', 'b']));
    expect(fallen).toEqual(['1', '2', '3']);
    expect(await database.query('select why from fallen')).toHaveLength(3);
  });

  it('go back into the queue as new requests, or are thrown away', async () => {
    const database = await store.fresh();
    let isAway = true;
    const queue = await start(database, (run) => run.end(isAway ? new Error('away') : undefined), { ruleOf });
    const dead = deadJobsOf<Numbers>(database, { merge });
    await queue.sendAll(['a', 'b', 'c', 'd'].map((key, index) => ({ key, data: { numbers: [index] } })));
    await waitUntil(async () => (await dead.list()).length === 4);
    const listed = await dead.list();
    const idOf = (wanted: string): string => listed.find(({ key }) => key === wanted)!.id;
    expect(await dead.drop([idOf('d'), 'no such id'])).toBe(1);
    isAway = false;
    runs.splice(0);
    expect(await dead.retry([idOf('a'), idOf('d')])).toBe(1);
    await waitUntil(() => runs.length === 1);
    expect(runsOf(runs)).toEqual(['a 0']);
    expect(await dead.retry('all')).toBe(2);
    await waitUntil(() => runs.length === 3);
    await waitUntil(async () => (await openJobs(database)) === 0);
    expect(
      runsOf(runs)
        .slice(1)
        .toSorted((one, other) => one.localeCompare(other)),
    ).toEqual(['b 1', 'c 2']);
    expect(await dead.list()).toEqual([]);
    expect(await dead.drop('all')).toBe(0);
  });

  it('join the request that waits for their key', async () => {
    const database = await store.fresh();
    const queue = await start(database, (run, count) => (count <= 2 ? run.end(new Error('away')) : undefined), {
      ruleOf,
    });
    const dead = deadJobsOf<Numbers>(database, { merge });
    await queue.send('a', { numbers: [1] });
    await waitUntil(async () => (await dead.list()).length === 1);
    await queue.send('a', { numbers: [2] });
    await waitUntil(() => runs.length === 3);
    await queue.send('a', { numbers: [3] });
    expect(await dead.retry('all')).toBe(1);
    runs[2]!.end();
    await waitUntil(() => runs.length === 4);
    expect(runsOf(runs)[3]).toBe('a 3+1');
  });

  it('are neither lost nor twice when several retry at once', async () => {
    const database = await store.fresh();
    let isAway = true;
    const queue = await start(database, (run) => run.end(isAway ? new Error('away') : undefined), {
      ruleOf: () => ({ ...ruleOf(), tries: 1 }),
    });
    const dead = deadJobsOf<Numbers>(database, { merge });
    const keys = Array.from({ length: 20 }, (_, index) => `key ${index}`);
    await queue.sendAll(keys.map((key, index) => ({ key, data: { numbers: [index] } })));
    await waitUntil(async () => (await dead.list()).length === keys.length);
    isAway = false;
    runs.splice(0);
    const counts = await Promise.all([dead.retry('all'), dead.retry('all'), dead.retry('all')]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(keys.length);
    await waitUntil(async () => (await openJobs(database)) === 0);
    expect(runs.flatMap(({ numbers }) => numbers).toSorted((one, other) => one - other)).toEqual(
      keys.map((_, index) => index),
    );
    expect(await dead.list()).toEqual([]);
  });

  it('do not hold what was dropped for a reason', async () => {
    const database = await store.fresh();
    const fallen: [number[], string][] = [];
    const queue = await start(database, (run) => run.end(new Hopeless('the repository is gone')), {
      fell: ({ numbers }, why) => {
        fallen.push([numbers, why]);
        return Promise.resolve();
      },
    });
    await queue.send('a', { numbers: [1] });
    await waitUntil(async () => fallen.length === 1 && (await openJobs(database)) === 0);
    expect(fallen).toEqual([[[1], 'the repository is gone']]);
    expect(runs).toHaveLength(1);
    expect(await deadJobsOf<Numbers>(database, { merge }).list()).toEqual([]);
    expect(reported).toEqual([]);
  });

  it('are none where no queue was ever started', async () => {
    const dead = createDeadJobs(await store.fresh());
    expect(await dead.list()).toEqual([]);
    expect(await dead.retry('all')).toBe(0);
    expect(await dead.drop('all')).toBe(0);
  });

  it('of the app are merged as its tasks are', async () => {
    const database = await store.fresh();
    const place = { installationId: 1, repositoryId: 7, owner: 'example-org', name: 'lantern' };
    const sync = (deliveries: string[]): Task => ({
      kind: 'sync',
      ...place,
      occasion: 'push',
      sender: null,
      firstLook: false,
      picked: false,
      before: null,
      after: null,
      deliveries,
    });
    const queue = await createQueue<Task>({
      database,
      ...taskRules,
      concurrency: 2,
      ruleOf: () => ({ ...ruleOf(), tries: 1 }),
      report: () => undefined,
      work: () => Promise.reject(new Error('away')),
    });
    const dead = createDeadJobs(database);
    for (const id of ['one', 'two']) {
      await queue.send(keyOf(sync([id])), sync([id]));
      await waitUntil(async () => (await dead.list()).some(({ data }) => data.deliveries?.includes(id) === true));
    }
    expect((await dead.list()).map(({ data }) => data.deliveries)).toEqual([['one', 'two']]);
    await queue.stop({ timeoutMs: 1_000 });
  });
});
