/** A check of a pull request, or of a group of the merge queue, as the app, counted. */
import type { Budget } from '../github/budget.ts';
import { runCheck, type CheckResult } from '../jobs/check/check-pull.ts';
import { isStaleToken } from '../jobs/queue/settle-failure.ts';
import type { CheckRequest } from '../jobs/queue/task.ts';
import { clientsOf, memoryOf, type AppParts } from './app-parts.ts';
import type { TaskOutcome } from './task-worker.ts';

/** @throws as `runCheck`: the queue tries again, unless this was the last try */
export async function workCheck(
  parts: AppParts,
  request: CheckRequest,
  { isLastTry, budget }: { isLastTry: boolean; budget: Budget },
): Promise<TaskOutcome> {
  const { hosts, database, reader, narrowClients } = parts;
  const { installationId, repositoryId, number, headOid } = request;
  const result = await runCheck(request, {
    client: await clientsOf(parts, installationId, budget),
    createNarrowClient: () => narrowClients.create(installationId, repositoryId, budget),
    memory: memoryOf(database, request),
    reader,
    hosts,
    now: () => new Date(),
    isLastTry,
  }).catch((error: unknown) => {
    if (isStaleToken(error)) narrowClients.forget(installationId, repositoryId);
    throw error;
  });
  return { state: result.state, details: { pull: number, commit: headOid, ...summaryOf(result) } };
}

/** What the log tells of a check: numbers and reasons, no roadmap text. */
function summaryOf(result: CheckResult): object {
  if (result.state === 'skipped') return { why: result.why };
  const { headOid, conclusion, isRepeated, fix, requests } = result;
  return { commit: headOid, conclusion, isRepeated, ...(fix === null ? {} : { fix: fix.done }), requests };
}
