import { afterEach, describe, expect, it } from '@jest/globals';
import { createInbox } from '../../../src/jobs/inbox/inbox.ts';
import type { Delivery } from '../../../src/jobs/inbox/delivery.ts';
import { createQueue, RetryAt } from '../../../src/jobs/queue/queue.ts';
import { lookAt } from '../../../src/jobs/sync/sync-request.ts';
import { keyOf, taskRules, type Task } from '../../../src/jobs/queue/task.ts';
import { storeKinds, useStore } from '../../store/stores.ts';
import { waitUntil } from '../wait-until.ts';

const place = { installationId: 5, repositoryId: 7, owner: 'example-org', name: 'lantern' };
const delivery = (id: string): Delivery => ({
  id,
  event: 'push',
  action: null,
  installationId: 5,
  repositoryId: 7,
  payload: {},
});

/** Half an hour until the next try: nothing of what these tests see is that. */
const ruleOf = () => ({ name: 'refused', tries: 3, firstSeconds: 3_600, longestSeconds: 3_600 });

describe.each(storeKinds)('a webhook that is sent again, on %s', (kind) => {
  const stops: (() => Promise<void>)[] = [];
  // Before useStore: Jest runs these hooks in the order of their registration.
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  });
  const store = useStore(kind);

  async function start(work: (task: Task, run: number) => void) {
    const database = await store.fresh();
    const runs: Task[] = [];
    const queue = await createQueue<Task>({
      database,
      ...taskRules,
      ruleOf,
      concurrency: 2,
      report: () => undefined,
      work({ data }) {
        work(data, runs.push(data));
        return Promise.resolve();
      },
    });
    stops.push(() => queue.stop({ timeoutMs: 1_000 }));
    const inbox = createInbox(database);
    inbox.drain<string>({
      ask: ({ id }) => Promise.resolve(id),
      start: (ids, transaction) => {
        const tasks = ids.map((id): Task => ({ kind: 'sync', ...lookAt(place), deliveries: [id] }));
        return queue.sendAll(
          tasks.map((data) => ({ key: keyOf(data), data })),
          transaction,
        );
      },
      report: (error) => {
        throw error as Error;
      },
    });
    stops.push(() => inbox.stop());
    const states = async () => database.query<{ state: string }>('select state from milepost_queue.job order by 1');
    return { inbox, runs, states };
  }

  it('is worked at once when its task failed and waits for the next try, and not when that succeeded', async () => {
    const { inbox, runs, states } = await start((_task, run) => {
      if (run === 1) throw new Error('Validation Failed');
    });
    expect(await inbox.store(delivery('a'))).toBe('new');
    await waitUntil(async () => (await states())[0]?.state === 'retry');
    expect(await inbox.store(delivery('a'))).toBe('new');
    await waitUntil(async () => runs.length === 2 && (await states()).length === 0);
    expect(runs[1]).toMatchObject({ deliveries: ['a'] });
    expect(await inbox.store(delivery('a'))).toBe('seen');
  });

  it('is worked beside those that came with it', async () => {
    const { inbox, runs, states } = await start((_task, run) => {
      if (run === 1) throw new Error('Validation Failed');
    });
    await inbox.store(delivery('a'));
    await waitUntil(async () => (await states())[0]?.state === 'retry');
    const answers = await Promise.all(['a', 'a', 'c'].map((id) => inbox.store(delivery(id))));
    expect(answers).toEqual(['new', 'seen', 'new']);
    const workedAgain = () => runs.slice(1).flatMap(({ deliveries = [] }) => deliveries);
    await waitUntil(async () => workedAgain().length >= 2 && (await states()).length === 0);
    expect(new Set(workedAgain())).toEqual(new Set(['a', 'c']));
    // The first one's own next try may have come in the same moment.
    expect(workedAgain().filter((id) => id === 'c')).toEqual(['c']);
  });

  it('only joins what waits for a limit of GitHub', async () => {
    const { inbox, runs, states } = await start(() => {
      throw new RetryAt(new Date(Date.now() + 3_600_000), 'limit');
    });
    await inbox.store(delivery('a'));
    await waitUntil(async () => (await states()).some(({ state }) => state === 'created'));
    await waitUntil(() => runs.length === 1);
    expect(await inbox.store(delivery('a'))).toBe('seen');
    expect(runs).toHaveLength(1);
  });
});
