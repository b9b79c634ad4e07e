import { describe, expect, it } from '@jest/globals';
import { claimJobs, type ClaimOptions } from '../../../src/jobs/queue/queue-claim.ts';
import { RetryAt } from '../../../src/jobs/queue/queue.ts';
import type { Database } from '../../../src/store/database.ts';
import { storeKinds } from '../../store/stores.ts';
import { waitUntil } from '../wait-until.ts';
import { useQueues, type Numbers } from './use-queues.ts';

/** Of the group that its first number says; what has a 0 is urgent, what has a 9 patient. */
const rules = {
  groupOf: ({ numbers }: Numbers) => String(numbers[0]),
  priorityOf: ({ numbers }: Numbers) =>
    numbers.includes(0) ? ('urgent' as const) : numbers.includes(9) ? ('patient' as const) : ('normal' as const),
};

const requestsOf = (group: number, count: number): { key: string; data: Numbers }[] =>
  Array.from({ length: count }, (_, index) => ({ key: `${group} ${index}`, data: { numbers: [group] } }));

describe.each(storeKinds)('the queue of many groups on %s', (kind) => {
  const { store, start, runs } = useQueues(kind);

  it('works few of a noisy group at a time, and one of another among the first', async () => {
    const queue = await start(await store.fresh(), null, { ...rules, concurrency: 8 });
    await queue.sendAll(requestsOf(1, 500));
    await waitUntil(() => runs.length === 3);
    await queue.sendAll(requestsOf(2, 1));
    await waitUntil(() => runs.length === 4);
    expect(runs.map(({ numbers }) => numbers)).toEqual([[1], [1], [1], [2]]);
    runs[0]!.end();
    await waitUntil(() => runs.length === 5);
    expect(runs[4]!.numbers).toEqual([1]);
  });

  it('begins no other job of a group that has to wait, and keeps no place for it', async () => {
    const queue = await start(
      await store.fresh(),
      (run) =>
        run.numbers[0] === 1
          ? run.end(new RetryAt(new Date(Date.now() + 2_000), 'rate limit', { isOfGroup: true }))
          : undefined,
      { ...rules, concurrency: 5 },
    );
    await queue.sendAll(requestsOf(1, 50));
    await waitUntil(() => runs.length === 3);
    const heldMs = performance.now();
    await queue.sendAll([...requestsOf(2, 2), { key: 'asked', data: { numbers: [1, 0] } }]);
    await waitUntil(() => runs.length === 6);
    expect(runs.slice(3).map(({ numbers }) => numbers.join())).toEqual(expect.arrayContaining(['2', '2', '1,0']));
    await waitUntil(() => runs.length > 6);
    expect(runs[6]!.atMs - heldMs).toBeGreaterThan(1_000);
  });

  it('begins what is urgent first and what is patient last', async () => {
    const database = await store.fresh();
    const sender = await start(database, null, { ...rules, concurrency: 0 });
    await sender.send('patient', { numbers: [3, 9] });
    await sender.send('normal', { numbers: [4] });
    await sender.send('patient that somebody waits for', { numbers: [5, 9] });
    await sender.send('urgent', { numbers: [6, 0] });
    await sender.send('patient that somebody waits for', { numbers: [0] });
    await start(database, (run) => run.end(), { ...rules, concurrency: 1 });
    await waitUntil(() => runs.length === 4);
    expect(runs.map(({ key }) => key)).toEqual(['patient that somebody waits for', 'urgent', 'normal', 'patient']);
  });
});

const options: ClaimOptions = {
  wanted: 4,
  notUrgent: 4,
  groupLimit: 2,
  heldGroups: [],
  ownKeys: [],
  fromGroup: '',
};

/** `count` jobs that wait, of one group or each of its own. */
const fill = (database: Database, from: number, count: number, group: string | null): Promise<object[]> =>
  database.query(
    `insert into milepost_queue.job (name, data, singleton_key, group_id, policy, created_on)
     select 'sync', jsonb_build_object('key', 'key ' || number), 'key ' || number, coalesce($3, number::text),
       'key_strict_fifo', now() + number * interval '1 millisecond'
     from generate_series($1::integer, $1::integer + $2::integer - 1) as number`,
    [from, count, group],
  );

describe.each(storeKinds)('what is taken up on %s', (kind) => {
  const { store, start } = useQueues(kind);

  it('is found behind thousands of jobs that may not begin', async () => {
    const database = await store.fresh();
    await start(database, null, { concurrency: 0 });
    await fill(database, 1, 5_000, 'noisy');
    await fill(database, 10_001, 3, null);
    await fill(database, 20_001, 5, 'other');
    const { jobs } = await claimJobs(database, options);
    expect(jobs.map(({ group }) => group).toSorted((one, other) => one!.localeCompare(other!))).toEqual([
      '10001',
      '10002',
      'noisy',
      'noisy',
    ]);
    const next = await claimJobs(database, { ...options, wanted: 10, notUrgent: 10 });
    expect(next.jobs.map(({ group }) => group).toSorted((one, other) => one!.localeCompare(other!))).toEqual([
      '10003',
      'other',
      'other',
    ]);
    expect((await claimJobs(database, options)).jobs).toEqual([]);
  });

  it('is of every group in turn, however many have only what is not due', async () => {
    const database = await store.fresh();
    await start(database, null, { concurrency: 0 });
    await fill(database, 1, 300, 'aaa');
    await fill(database, 10_001, 1_200, null);
    await database.query(
      "update milepost_queue.job set start_after = now() + interval '1 hour' where group_id <> 'aaa'",
    );
    await fill(database, 90_001, 1, 'zzz');
    let { jobs, fromGroup } = await claimJobs(database, { ...options, heldGroups: ['aaa'] });
    for (let calls = 0; jobs.length === 0 && calls < 3; calls += 1) {
      expect(fromGroup).not.toBe('');
      ({ jobs, fromGroup } = await claimJobs(database, { ...options, heldGroups: ['aaa'], fromGroup }));
    }
    expect(jobs.map(({ group }) => group)).toEqual(['zzz']);
  });

  it('is nobody’s twice when many ask at once, and never more of a group than may be', async () => {
    const database = await store.fresh();
    await start(database, null, { concurrency: 0 });
    await fill(database, 1, 40, 'noisy');
    await fill(database, 10_001, 40, null);
    const claimed = await Promise.all(Array.from({ length: 8 }, () => claimJobs(database, options)));
    const jobs = claimed.flatMap((one) => one.jobs);
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(jobs.length);
    expect(jobs.length).toBeGreaterThan(16);
    expect(jobs.filter(({ group }) => group === 'noisy').length).toBeLessThanOrEqual(options.groupLimit);
  });
});
