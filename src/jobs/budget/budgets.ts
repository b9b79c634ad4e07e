/** The budgets of all installations, in this process: each is known as long as it is worked for. */
import type { Budget } from '../../github/budget.ts';
import { pause as realPause } from '../../github/client.ts';
import { RateLimited, type RateLimitName } from '../../github/github-error.ts';
import { RetryAt } from '../queue/queue.ts';
import { urgencyOf, type Task, type Urgency } from '../queue/task.ts';
import type { ContentLimits } from './content-slots.ts';
import { InstallationBudget, type InstallationBudgetParts } from './installation-budget.ts';
import { createTaskBudget } from './task-budget.ts';

export interface BudgetsOptions extends Omit<InstallationBudgetParts, 'clock'> {
  content: ContentLimits;
  /** Milliseconds since 1970. */
  clock?: () => number;
  pause?: (ms: number) => Promise<void>;
}

export interface Budgets {
  /**
   * Does a task with the budget of its installation, which is learned from the store before and told to it after: one
   * statement each. A limit that is reached on the way puts the task back, and one that is known to be reached does so
   * before GitHub is asked for anything.
   * @throws RetryAt, whose cause is RateLimited; what the store throws; what `work` throws
   */
  spend<Result>(task: Task, work: (budget: Budget) => Promise<Result>): Promise<Result>;
}

/** A rate limit as the queue is to see it; everything else as it is. */
function putBack(error: unknown, urgency: Urgency): unknown {
  const cause = error instanceof RetryAt ? error.cause : error;
  if (!(cause instanceof RateLimited)) return error;
  return new RetryAt(cause.retryAt, cause.message, { cause, isOfGroup: isForAll(cause.limit, urgency) });
}

/** Whether all other tasks of the installation that nobody asked for by name would be put back as well. */
const isForAll = (limit: RateLimitName, urgency: Urgency): boolean =>
  limit === 'reserve' ? urgency === 'ordinary' : limit !== 'content';

export function createBudgets(options: BudgetsOptions): Budgets {
  const { database, content, spent, failed, clock = Date.now, pause = realPause } = options;
  const known = new Map<number, { installation: InstallationBudget; tasks: number }>();

  const enter = (id: number): InstallationBudget => {
    const entry = known.get(id) ?? {
      installation: new InstallationBudget(id, { database, clock, spent, failed }),
      tasks: 0,
    };
    entry.tasks += 1;
    known.set(id, entry);
    return entry.installation;
  };
  const leave = async (installation: InstallationBudget): Promise<void> => {
    await installation.tell();
    const entry = known.get(installation.id);
    if (entry === undefined) return;
    entry.tasks -= 1;
    if (entry.tasks === 0) known.delete(installation.id);
  };

  return {
    async spend(task, work) {
      const installation = enter(task.installationId);
      const urgency = urgencyOf(task);
      try {
        await installation.learn();
        installation.assertOpen(urgency, null, `working for ${task.owner}/${task.name}`);
        return await work(createTaskBudget(installation, urgency, { database, content, clock, pause }));
      } catch (error) {
        throw putBack(error, urgency);
      } finally {
        await leave(installation);
      }
    },
  };
}
