/** What a worker runs: the queue, and the drain that turns stored deliveries into its tasks. */
import type { Logger, Probot } from 'probot';
import { milepost } from '../index.ts';
import { createBudgets } from '../jobs/budget/budgets.ts';
import type { Inbox } from '../jobs/inbox/inbox.ts';
import { asOwner } from '../jobs/queue/job-ownership.ts';
import { within } from '../jobs/queue/within.ts';
import { createQueue, RetryAt, type Queue, type QueueOptions } from '../jobs/queue/queue.ts';
import { ruleOf } from '../jobs/queue/fault-rules.ts';
import { keyOf, taskRules, type Task } from '../jobs/queue/task.ts';
import { guardedWork, type GuardParts } from '../jobs/retention/guarded-work.ts';
import { createRoadmapReader } from '../jobs/reading/read-roadmap.ts';
import { isRedelivered } from '../store/deliveries.ts';
import { afterFall } from '../jobs/sync/after-fall.ts';
import { startSchedule } from '../jobs/schedule/schedule.ts';
import { workAcknowledgement } from './acknowledge-worker.ts';
import { identityOf } from './app-identity.ts';
import type { AppParts } from './app-parts.ts';
import { workCheck } from './check-worker.ts';
import { createChores } from './chores.ts';
import { installedOn } from './installed-on.ts';
import { createNarrowClients } from './narrow-client.ts';
import type { ServerParts } from './start.ts';
import { workSync } from './sync-worker.ts';
import { aboutTask, createTaskWorker, type TaskFunctions } from './task-worker.ts';
import { createWork, type Noted } from './work.ts';

/** Of the time for a stop, what the queue may need beyond its own. */
const SLACK_MS = 2_000;

export interface RunningWorker {
  /** Takes up nothing more, and resolves when what is in work is finished, or handed back after `timeoutMs`. */
  stop(timeoutMs: number): Promise<void>;
}

/** Starts to work, beginning with what an earlier process left. */
export async function startWorker(parts: ServerParts, inbox: Inbox): Promise<RunningWorker> {
  const { database, probot, hosts, tokens, metrics, environment } = parts;
  const { log } = probot;
  const reader = createRoadmapReader();
  const whoAmI = identityOf(probot, hosts);
  const narrowClients = createNarrowClients({ probot, hosts, whoAmI });
  const budgets = createBudgets({
    database,
    content: environment.content,
    spent: (api, points, installation) => {
      metrics.requests.inc({ api, installation });
      metrics.points.inc({ api, installation }, points);
    },
    failed: (error) => log.warn({ err: error }, "The store was not told what is left of GitHub's limits"),
  });
  const appParts: AppParts = { probot, tokens, hosts, database, metrics, reader, whoAmI, narrowClients, budgets };
  // The queue begins to work before it is at hand.
  let haveQueue!: (queue: Queue<Task>) => void;
  const started = new Promise<Queue<Task>>((resolve) => {
    haveQueue = resolve;
  });
  const send = async (task: Task): Promise<void> => (await started).send(keyOf(task), task);
  const functions: TaskFunctions = {
    sync: (request) => budgets.spend(request, (budget) => workSync(appParts, request, { send, budget })),
    check: (request, isLastTry) =>
      budgets.spend({ kind: 'check', ...request }, (budget) => workCheck(appParts, request, { isLastTry, budget })),
    acknowledge: (request) =>
      budgets.spend({ kind: 'acknowledge', ...request }, (budget) => workAcknowledgement(appParts, request, budget)),
  };
  const work = createTaskWorker({ functions, tokens, metrics, log });
  const guard = guardOf(parts);
  const queue = await createQueue<Task>({
    database,
    ...taskRules,
    ruleOf,
    concurrency: environment.concurrency,
    report: reporterOf(log),
    work: (job) => asOwner(job.assertOurs, () => guardedWork(guard, job.data, () => work(job))),
    fell: afterFall,
  });
  haveQueue(queue);

  const failed = (error: unknown): void => log.warn({ err: error }, 'GitHub does not tell who Milepost is');
  const asked = createWork({ queue, whoAmI, failed, forgetTokens: (id) => tokens.forget(id) });
  await probot.load(milepost(asked));
  inbox.drain<Noted>({
    ask(delivery) {
      const { id, event: name, payload } = delivery;
      const hand = () => probot.receive({ id, name, payload } as Parameters<Probot['receive']>[0]);
      return asked.listen(id, hand, { isAgain: isRedelivered(delivery) });
    },
    start: (noted, transaction) => asked.start(noted, transaction),
    report: (error, delivery) => log.error({ err: error, delivery: delivery?.id }, 'The work of a delivery failed'),
  });
  const schedule = startSchedule({
    database,
    chores: createChores(parts, queue),
    report: (error, chore) =>
      log.error({ err: error, chore }, 'What is done on a schedule failed and will be tried again'),
  });
  return {
    async stop(timeoutMs) {
      const began = performance.now();
      // What these have begun is short, unless the store is gone.
      await within(timeoutMs / 5, Promise.all([schedule.stop(), inbox.stop()]));
      await queue.stop({ timeoutMs: timeoutMs - SLACK_MS - (performance.now() - began) });
      await reader.close();
    },
  };
}

/** What became of a task that did not succeed, or, without a key, what the queue itself met. */
const reporterOf =
  (log: Logger): QueueOptions<Task>['report'] =>
  (error, key, task) => {
    if (key === null) return log.error({ err: error }, 'The queue could not do its work and goes on trying');
    const about = { ...(task === undefined ? {} : aboutTask(task)), task: key };
    if (error instanceof RetryAt) log.info({ ...about, until: error.at, why: error.message }, 'A task is put back');
    else log.error({ err: error, ...about }, 'A task failed and will be tried again');
  };

const guardOf = ({ database, probot, hosts, tokens }: ServerParts): GuardParts => ({
  database,
  isInstalledOn: installedOn(probot, hosts),
  skipped: ({ installationId, owner, name }, why) => {
    tokens.forget(installationId);
    probot.log.info({ installation: installationId, why }, `A task of ${owner}/${name} was not done: ${why}`);
  },
});
