import { describe, expect, it } from '@jest/globals';
import { GitHubError, RateLimited } from '../../src/github/github-error.ts';
import { Hopeless, RetryAt } from '../../src/jobs/queue/queue.ts';
import { lookAt } from '../../src/jobs/sync/sync-request.ts';
import type { Task } from '../../src/jobs/queue/task.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { createTaskWorker, type TaskFunctions, type TaskOutcome } from '../../src/web/task-worker.ts';

const place = { installationId: 2, repositoryId: 7, owner: 'example-org', name: 'lantern' };
const sync: Task = { kind: 'sync', ...lookAt(place) };
const acknowledge: Task = { kind: 'acknowledge', ...place, commentId: 5 };
const check: Task = {
  kind: 'check',
  ...place,
  number: 12,
  headOid: 'a'.repeat(40),
  baseOid: null,
  wanted: 'check',
  sender: 'bob',
};

const ended = (state: string) => async (): Promise<TaskOutcome> => ({ state, details: { requests: 3 } });

function worker(change: Partial<TaskFunctions> = {}) {
  const metrics = createMetrics();
  const log: string[] = [];
  const forgotten: number[] = [];
  const functions = { sync: ended('looked'), check: ended('checked'), acknowledge: ended('seen'), ...change };
  const work = createTaskWorker({
    functions,
    metrics,
    tokens: { forget: (id) => void forgotten.push(id) },
    log: { info: (details, message) => void log.push(`${message} ${JSON.stringify(details)}`) },
  });
  const counted = async () =>
    (await metrics.tasks.get()).values.map(({ labels, value }) => [labels.kind, labels.outcome, value]);
  const putBack = async () => (await metrics.putBack.get()).values.map(({ labels }) => labels);
  return { work, log, forgotten, counted, putBack };
}

describe('a task of the queue', () => {
  it('goes to the function of its kind, is counted, and told in one line', async () => {
    const { work, log, counted } = worker();
    const { kind: _, ...earlier } = sync;
    for (const task of [sync, { ...earlier, deliveries: ['d-1', 'd-2'] }, check, acknowledge])
      await work({ data: task, isLastTry: false });
    expect(log).toEqual([
      'Sync of example-org/lantern: looked {"repository":"example-org/lantern","installation":2,"requests":3}',
      'Sync of example-org/lantern: looked {"repository":"example-org/lantern","installation":2,"deliveries":["d-1","d-2"],"requests":3}',
      'Check of example-org/lantern: checked {"repository":"example-org/lantern","installation":2,"requests":3}',
      'Acknowledgement of example-org/lantern: seen {"repository":"example-org/lantern","installation":2,"requests":3}',
    ]);
    expect(await counted()).toEqual([
      ['sync', 'looked', 2],
      ['check', 'checked', 1],
      ['acknowledge', 'seen', 1],
    ]);
  });

  it('of which GitHub refused a part is told and counted as ever, and a redelivery of its webhooks works it again', async () => {
    const refused = 'Resource not accessible by integration';
    const { work, log, counted } = worker({ sync: async () => ({ state: 'looked', details: {}, refused }) });
    await expect(work({ data: sync, isLastTry: false })).rejects.toThrow(new Hopeless(refused));
    expect(log).toEqual(['Sync of example-org/lantern: looked {"repository":"example-org/lantern","installation":2}']);
    expect(await counted()).toEqual([['sync', 'looked', 1]]);
  });

  it('that fails is left to the queue, and a token that GitHub no longer knows is forgotten', async () => {
    const stale = new GitHubError({ kind: 'invalid', status: 401, about: 'reading', said: 'Bad credentials' });
    const limited = new RateLimited('reading', new Date(), { limit: 'content' });
    const failing = worker({
      check: () => Promise.reject(stale),
      sync: () => Promise.reject(new RetryAt(new Date(), 'limit', { cause: limited })),
    });
    await expect(failing.work({ data: check, isLastTry: true })).rejects.toBe(stale);
    await expect(failing.work({ data: sync, isLastTry: false })).rejects.toThrow('limit');
    expect(failing.forgotten).toEqual([2]);
    expect(await failing.counted()).toEqual([
      ['check', 'failed', 1],
      ['sync', 'put back', 1],
    ]);
    expect(await failing.putBack()).toEqual([{ kind: 'sync', limit: 'content' }]);
    expect(failing.log).toEqual([]);
  });
});
