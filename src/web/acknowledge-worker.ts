/** The reaction to a command, as the app. */
import type { Budget } from '../github/budget.ts';
import { acknowledge } from '../jobs/commands/acknowledge.ts';
import { settlingFailures } from '../jobs/queue/settle-failure.ts';
import type { AcknowledgeRequest } from '../jobs/queue/task.ts';
import { clientsOf, type AppParts } from './app-parts.ts';
import type { TaskOutcome } from './task-worker.ts';

/** @throws as `settlingFailures`: the queue tries again */
export const workAcknowledgement = (
  parts: AppParts,
  request: AcknowledgeRequest,
  budget: Budget,
): Promise<TaskOutcome> =>
  settlingFailures<TaskOutcome>(
    async () => {
      const client = await clientsOf(parts, request.installationId, budget);
      const isSeen = await acknowledge(request, { client });
      return { state: isSeen ? 'done' : 'skipped', details: { comment: request.commentId } };
    },
    (why) => ({ state: 'dropped', details: { why } }),
  );
