import { describe, expect, it } from '@jest/globals';
import { GitHubError, RateLimited, type FailureKind } from '../../../src/github/github-error.ts';
import { ruleOf } from '../../../src/jobs/queue/fault-rules.ts';
import { deadJobsOf } from '../../../src/jobs/queue/dead-jobs.ts';
import { Hopeless } from '../../../src/jobs/queue/queue.ts';
import { settlingFailures } from '../../../src/jobs/queue/settle-failure.ts';
import { storeKinds } from '../../store/stores.ts';
import { waitUntil } from '../wait-until.ts';
import { merge, openJobs, useQueues, type Numbers } from './use-queues.ts';

const gitHubError = (kind: FailureKind, status: number | null): GitHubError =>
  new GitHubError({ kind, status, about: 'reading', said: 'no' });

const coded = (code: string): Error => Object.assign(new Error('the store'), { code });

/** A failure, its rule, and the least and most seconds until the second try. */
const faults: [string, Error, string, number, number][] = [
  ['a 502', gitHubError('unavailable', 502), 'unavailable', 1, 2],
  ['a dropped connection', gitHubError('unavailable', null), 'unavailable', 1, 2],
  ['a store that shuts down', coded('57P01'), 'unavailable', 1, 2],
  ['a store that refuses connections', coded('ECONNREFUSED'), 'unavailable', 1, 2],
  ['a store that is gone', new Error('Connection terminated unexpectedly'), 'unavailable', 1, 2],
  ['a token that is not known', gitHubError('forbidden', 401), 'stale-token', 1, 2],
  ['a 422', gitHubError('invalid', 422), 'invalid', 900, 1_800],
  ['a 409', gitHubError('invalid', 409), 'invalid', 900, 1_800],
  ['a fault of ours', new TypeError('undefined is not a function'), 'own', 1, 2],
  ['a statement that is wrong', coded('42601'), 'own', 1, 2],
];

describe.each(storeKinds)('a task that failed on %s', (kind) => {
  const { store, start, runs } = useQueues(kind);

  it('is tried again when the kind of its fault says', async () => {
    const database = await store.fresh();
    const queue = await start(database, (run) => run.end(faults[run.numbers[0]!]![1]), { ruleOf, concurrency: 1 });
    for (const [index, [name, , rule, least, most]] of faults.entries()) {
      await queue.send(name, { numbers: [index] });
      const find = (): Promise<{ rule: string; seconds: number }[]> =>
        database.query(
          `select data -> 'failures' ->> 'rule' as rule, extract(epoch from start_after - now())::float8 as seconds
           from milepost_queue.job where singleton_key = $1 and state = 'retry' and data ? 'failures'`,
          [name],
        );
      await waitUntil(async () => (await find()).length === 1);
      const [waiting] = await find();
      expect({ name, rule: waiting!.rule }).toEqual({ name, rule });
      // So much may have passed on a busy machine.
      expect(waiting!.seconds).toBeGreaterThan(least - 0.9);
      expect(waiting!.seconds).toBeLessThanOrEqual(most + 0.1);
      await database.query("delete from milepost_queue.job where state = 'retry'");
    }
  });

  it('is dead after few tries where it is a fault of ours, and told so', async () => {
    const database = await store.fresh();
    const lastTries: boolean[] = [];
    const queue = await start(database, null, {
      ruleOf: (error) => ({ ...ruleOf(error), firstSeconds: 0.1, longestSeconds: 0.1 }),
      work: ({ isLastTry }) => {
        lastTries.push(isLastTry);
        return Promise.reject(new TypeError('undefined is not a function'));
      },
    });
    await queue.send('a', { numbers: [1] });
    const dead = deadJobsOf<Numbers>(database, { merge });
    await waitUntil(async () => (await dead.list()).length === 1);
    expect(lastTries).toEqual([false, false, true]);
    expect(await dead.list()).toMatchObject([{ tries: 3, error: 'undefined is not a function' }]);
  });

  it('counts failures of another kind afresh', async () => {
    const database = await store.fresh();
    const queue = await start(
      database,
      (run, count) => run.end(count % 2 === 1 ? new TypeError('ours') : gitHubError('unavailable', 502)),
      { ruleOf: (error) => ({ ...ruleOf(error), firstSeconds: 0.1, longestSeconds: 0.1 }) },
    );
    await queue.send('a', { numbers: [1] });
    await waitUntil(() => runs.length === 7);
    expect(await deadJobsOf<Numbers>(database, { merge }).list()).toEqual([]);
    await database.query("delete from milepost_queue.job where state = 'retry'");
  });

  it('waits for the time that a rate limit names, at no cost, and so does its installation', async () => {
    const database = await store.fresh();
    const queue = await start(database, null, {
      ruleOf,
      groupOf: () => 'installation',
      work: ({ data }) => {
        const limited = new RateLimited('reading', new Date(Date.now() + 3_600_000), { limit: 'secondary' });
        const run = { key: '', numbers: data.numbers, atMs: 0, signal: AbortSignal.timeout(1), end: () => undefined };
        runs.push(run);
        return settlingFailures(
          () => Promise.reject(limited),
          () => undefined,
        );
      },
      concurrency: 1,
    });
    await queue.send('a', { numbers: [1] });
    await queue.send('b', { numbers: [2] });
    const find = (): Promise<{ key: string; seconds: number; tries: number }[]> =>
      database.query(
        `select singleton_key as key, extract(epoch from start_after - now())::float8 as seconds,
           (data ->> 'earlierTries')::integer as tries
         from milepost_queue.job where name = 'sync' and state = 'created' order by singleton_key`,
      );
    await waitUntil(async () => (await find()).some(({ seconds }) => seconds > 60));
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const [held, next] = await find();
    expect(held).toMatchObject({ key: 'a', tries: 0 });
    expect(held!.seconds).toBeGreaterThan(3_500);
    expect(held!.seconds).toBeLessThan(3_606);
    // Not even begun.
    expect(next).toMatchObject({ key: 'b' });
    expect(runs).toHaveLength(1);
  });

  it('is dropped for a reason where no repeating helps', async () => {
    const database = await store.fresh();
    const fallen: string[] = [];
    const kinds: [FailureKind, number][] = [
      ['forbidden', 403],
      ['not-found', 404],
      ['gone', 410],
      ['gone', 451],
      ['suspended', 403],
    ];
    const queue = await start(database, null, {
      ruleOf,
      fell: (_, why) => {
        fallen.push(why);
        return Promise.resolve();
      },
      work: ({ data }) => {
        const [failure, status] = kinds[data.numbers[0]!]!;
        return settlingFailures<void>(
          () => Promise.reject(gitHubError(failure, status)),
          (why) => {
            throw new Hopeless(why);
          },
        );
      },
    });
    await queue.sendAll(kinds.map((_, index) => ({ key: `key ${index}`, data: { numbers: [index] } })));
    await waitUntil(async () => fallen.length === kinds.length && (await openJobs(database)) === 0);
    const reasons = fallen.map((why) => why.slice(0, why.indexOf(' (')));
    expect(new Set(reasons)).toEqual(
      new Set([
        'GitHub refuses: a permission is missing, see app.yml',
        'the repository is gone, or Milepost is no longer installed on it',
        'the installation was suspended or removed',
      ]),
    );
    expect(await deadJobsOf<Numbers>(database, { merge }).list()).toEqual([]);
  });
});
