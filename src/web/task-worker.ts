/** Does the queue's jobs: gives each kind of task to its function, counts it, and tells it in one log entry. */
import { RateLimited } from '../github/github-error.ts';
import { Hopeless, RetryAt, type WorkedJob } from '../jobs/queue/queue.ts';
import { isStaleToken } from '../jobs/queue/settle-failure.ts';
import type { SyncRequest } from '../jobs/sync/sync-request.ts';
import { isSync, type AcknowledgeRequest, type CheckRequest, type Task } from '../jobs/queue/task.ts';
import type { Metrics } from './metrics.ts';
import type { TokenCache } from './token-cache.ts';

/**
 * How a task ended: one word, and what the log tells besides. Numbers and reasons, no text of others. `dropped`: it could
 * not be done, and no repeating mends that.
 */
export interface TaskOutcome {
  state: string;
  details: object;
  /**
   * GitHub refused a part of it, for this reason: no repeating mends that, but when the webhook is delivered again, as after
   * the refusal was mended, it is worked again. Absent: nothing was refused.
   */
  refused?: string;
}

/** What does each kind; @throws what the queue is to try again. */
export interface TaskFunctions {
  sync(request: SyncRequest): Promise<TaskOutcome>;
  /** `isLastTry`: what is not told now never is. */
  check(request: CheckRequest, isLastTry: boolean): Promise<TaskOutcome>;
  acknowledge(request: AcknowledgeRequest): Promise<TaskOutcome>;
}

export interface TaskWorkerParts {
  functions: TaskFunctions;
  tokens: Pick<TokenCache, 'forget'>;
  metrics: Pick<Metrics, 'tasks' | 'putBack'>;
  log: { info(details: object, message: string): void };
}

const TITLES = { sync: 'Sync', check: 'Check', acknowledge: 'Acknowledgement' } as const;

/** @throws what the function of that kind throws, for the queue to try again; Hopeless when the task was dropped, or a part refused */
export function createTaskWorker(
  parts: TaskWorkerParts,
): (job: Pick<WorkedJob<Task>, 'data' | 'isLastTry'>) => Promise<void> {
  const { functions, tokens, metrics, log } = parts;
  return async ({ data: task, isLastTry }) => {
    const kind = isSync(task) ? 'sync' : task.kind;
    const about = aboutTask(task);
    let outcome: TaskOutcome;
    try {
      outcome = await give(functions, task, isLastTry);
    } catch (error) {
      if (isStaleToken(error)) tokens.forget(task.installationId);
      metrics.tasks.inc({ kind, outcome: error instanceof RetryAt ? 'put back' : 'failed' });
      const cause = error instanceof RetryAt ? error.cause : null;
      if (cause instanceof RateLimited) metrics.putBack.inc({ kind, limit: cause.limit });
      throw error;
    }
    const { state, details, refused } = outcome;
    metrics.tasks.inc({ kind, outcome: state });
    log.info({ ...about, ...details }, `${TITLES[kind]} of ${about.repository}: ${state}`);
    if (state === 'dropped') throw new Hopeless(whyOf(details));
    if (refused !== undefined) throw new Hopeless(refused);
  };
}

/** Whoever looks for what became of a webhook looks for its id; of an installation, for its number. */
export function aboutTask(task: Task): { repository: string; installation: number; deliveries?: string[] } {
  const { owner, name, installationId: installation, deliveries = [] } = task;
  return { repository: `${owner}/${name}`, installation, ...(deliveries.length === 0 ? {} : { deliveries }) };
}

const whyOf = (details: object): string =>
  'why' in details && typeof details.why === 'string' ? details.why : 'it could not be done';

function give(functions: TaskFunctions, task: Task, isLastTry: boolean): Promise<TaskOutcome> {
  if (isSync(task)) return functions.sync(task);
  return task.kind === 'check' ? functions.check(task, isLastTry) : functions.acknowledge(task);
}
