import type { Budget, PlannedRequest } from '../../github/budget.ts';
import { RateLimited } from '../../github/github-error.ts';
import { takeContentSlot } from '../../store/budgets.ts';
import type { Database } from '../../store/database.ts';
import type { Urgency } from '../queue/task.ts';
import { nextSlotInMs, withReserve, type ContentLimits } from './content-slots.ts';
import type { InstallationBudget } from './installation-budget.ts';

export interface TaskBudgetParts {
  database: Database;
  content: ContentLimits;
  clock: () => number;
  pause: (ms: number) => Promise<void>;
}

/** Spacing is waited for; whatever takes longer is put back, so that nobody else waits behind it. */
const LONGEST_PAUSE_MS = 3_000;

/** The budget of an installation, for one task: how much of it the task may use depends on who waits for it. */
export function createTaskBudget(
  installation: InstallationBudget,
  urgency: Urgency,
  { database, content, clock, pause }: TaskBudgetParts,
): Budget {
  const limits = urgency === 'asked' ? content : withReserve(content);

  async function takeSlot({ about }: PlannedRequest): Promise<void> {
    let waitMs = 0;
    const inMs = await takeContentSlot(database, installation.id, (agesMs) => {
      waitMs = nextSlotInMs(agesMs, limits);
      return waitMs > LONGEST_PAUSE_MS ? null : waitMs;
    });
    if (inMs === null) throw new RateLimited(about, new Date(clock() + waitMs), { limit: 'content' });
    if (inMs > 0) await pause(inMs);
  }

  async function waitForPoints(request: PlannedRequest): Promise<void> {
    for (;;) {
      const waitMs = installation.waitForPoints(request);
      if (waitMs === 0) return;
      if (waitMs > LONGEST_PAUSE_MS) {
        throw new RateLimited(request.about, new Date(clock() + waitMs), { limit: 'points' });
      }
      await pause(waitMs);
    }
  }

  return {
    async admit(request) {
      installation.assertOpen(urgency, request.api, request.about);
      if (request.creates) await takeSlot(request);
      await installation.takePlace();
      try {
        await waitForPoints(request);
        // Meanwhile others may have been told of a limit.
        installation.assertOpen(urgency, request.api, request.about);
        installation.begin(request);
      } catch (error) {
        installation.leavePlace();
        throw error;
      }
      await installation.tellInTime();
    },
    async settle(request, ended) {
      installation.leavePlace();
      return installation.settle(request, ended);
    },
  };
}
