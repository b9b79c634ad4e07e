/** A sync as the app, counted. */
import type { Budget } from '../github/budget.ts';
import { noteLook } from '../jobs/schedule/note-look.ts';
import { runSync } from '../jobs/sync/run-sync.ts';
import type { SyncRequest } from '../jobs/sync/sync-request.ts';
import type { SyncResult } from '../jobs/sync/sync-task.ts';
import type { Task } from '../jobs/queue/task.ts';
import type { Database } from '../store/database.ts';
import { confirmRepository, missRepository } from '../store/repositories.ts';
import type { SyncReport } from '../plan/report.ts';
import { clientsOf, memoryOf, type AppParts } from './app-parts.ts';
import type { Metrics } from './metrics.ts';
import type { TaskOutcome } from './task-worker.ts';

/** `send` queues a task: for the command `fix`, a check. @throws as `runSync`: the queue tries again */
export async function workSync(
  parts: AppParts,
  request: SyncRequest,
  { send, budget }: { send: (task: Task) => Promise<void>; budget: Budget },
): Promise<TaskOutcome> {
  const { tokens, narrowClients, hosts, database, metrics, reader } = parts;
  const stopTimer = metrics.syncSeconds.startTimer();
  // The owner accepted other permissions, or ended a suspension: an older token knows of neither.
  if (request.freshToken === true) {
    tokens.forget(request.installationId);
    narrowClients.forget(request.installationId, request.repositoryId);
  }
  const result = await runSync(request, {
    client: await clientsOf(parts, request.installationId, budget),
    memory: memoryOf(database, request),
    reader,
    hosts,
    now: () => new Date(),
    requestFix: async (pull) => {
      const { installationId, repositoryId, owner, name } = request;
      const place = { installationId, repositoryId, owner, name };
      await send({ kind: 'check', ...place, ...pull, baseOid: null, wanted: 'fix' });
    },
  });
  stopTimer();
  await rememberPlace(database, request, result);
  count(metrics, result);
  await noteLook(database, request, result);
  const { occasion, after } = request;
  const isDropped = result.state === 'skipped' && result.unseen !== undefined;
  const [refused] = refusalsOf(result);
  return {
    state: isDropped ? 'dropped' : result.state,
    details: { occasion, commit: after, ...summaryOf(result) },
    ...(refused === undefined ? {} : { refused }),
  };
}

/** GitHub's reasons for what it did not take. */
function refusalsOf(result: SyncResult): string[] {
  if (result.state === 'skipped') return [];
  const { report, checkRefused } = result;
  return [...refusedOperations(report), ...(checkRefused === null ? [] : [checkRefused])];
}

const refusedOperations = ({ roadmaps }: SyncReport): string[] =>
  roadmaps
    .flatMap(({ outcomes }) => outcomes)
    .flatMap(({ outcome }) => (outcome.state === 'refused' ? [outcome.reason] : []));

/** Where the repository is by now, so that what is kept of it can be found by its name; or that it is not there. */
async function rememberPlace(database: Database, request: SyncRequest, result: SyncResult): Promise<void> {
  const { repositoryId, installationId } = request;
  if (result.state === 'looked') {
    const [owner = null, name = null] = result.report.repo.split('/');
    return confirmRepository(database, { repositoryId, installationId, owner, name });
  }
  if (result.unseen === 'absent') return missRepository(database, { repositoryId, installationId });
  if (result.unseen === undefined) {
    await confirmRepository(database, { repositoryId, installationId, owner: null, name: null });
  }
}

function count(metrics: Metrics, result: SyncResult): void {
  metrics.syncs.inc({ outcome: result.state });
  if (result.state !== 'looked') return;
  for (const { operation, outcome } of result.report.roadmaps.flatMap(({ outcomes }) => outcomes)) {
    metrics.operations.inc({ kind: operation.kind, outcome: outcome.state });
  }
}

/** What the log tells of a sync: numbers and reasons, no roadmap text. */
function summaryOf(result: SyncResult): object {
  if (result.state === 'skipped') return { why: result.why };
  const { report, checkRefused } = result;
  const outcomes = report.roadmaps.flatMap((roadmap) => roadmap.outcomes);
  const written = outcomes.filter(({ outcome }) => outcome.state === 'done' && !outcome.earlier);
  return {
    roadmaps: report.roadmaps.map(({ file }) => file),
    items: report.roadmaps.reduce((sum, { items }) => sum + items, 0),
    findings: report.roadmaps.reduce((sum, { plan }) => sum + plan.findings.length, 0),
    written: written.map(({ operation }) => operation.key),
    refused: refusedOperations(report),
    ...pullsOf(report),
    requests: report.requests,
    ...(report.policyProblems.length > 0 ? { configuration: report.policyProblems } : {}),
    ...(checkRefused === null ? {} : { checkRefused }),
  };
}

/** The standing pull requests that there are, or that could not be kept. */
function pullsOf({ roadmaps }: SyncReport): object {
  const pulls = roadmaps.flatMap(({ file, pull }) =>
    pull === undefined || pull.state === 'none'
      ? []
      : [{ file, state: pull.state, number: pull.number, reason: pull.reason, isWritten: pull.isWritten }],
  );
  return pulls.length === 0 ? {} : { pulls };
}
