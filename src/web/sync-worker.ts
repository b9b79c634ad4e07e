/** Does the queue's jobs: each a sync as the app, counted and told in one log entry. */
import { randomUUID } from 'node:crypto';
import type { Probot } from 'probot';
import { createClient } from '../github/client.ts';
import type { Hosts } from '../github/hosts.ts';
import type { Identity } from '../github/identity.ts';
import type { RoadmapReader } from '../jobs/read-roadmap.ts';
import { isStaleToken, runSync } from '../jobs/run-sync.ts';
import { createStoreMemory } from '../jobs/store-memory.ts';
import type { SyncRequest } from '../jobs/sync-request.ts';
import type { SyncResult } from '../jobs/sync.ts';
import type { Database } from '../store/database.ts';
import type { Metrics } from './metrics.ts';
import type { TokenCache } from './token-cache.ts';

/** GitHub gives up a request after ten seconds itself; what a killed process had begun is nobody's only a little longer. */
export const GITHUB_TIMEOUT_MS = 10_000;

/** Names this process among those that share a store. */
const HOLDER = randomUUID();

export interface SyncWorkerParts {
  probot: Probot;
  tokens: TokenCache;
  hosts: Hosts;
  database: Database;
  metrics: Metrics;
  reader: RoadmapReader;
  whoAmI: (installationId: number) => Promise<Identity>;
}

/** @throws as `runSync`: the queue tries again */
export function createSyncWorker(parts: SyncWorkerParts): (job: { data: SyncRequest }) => Promise<void> {
  const { probot, tokens, hosts, database, metrics, reader, whoAmI } = parts;
  return async ({ data }) => {
    const repository = `${data.owner}/${data.name}`;
    const stopTimer = metrics.syncSeconds.startTimer();
    // Asked for by no push: the owner accepted other permissions, or ended a suspension. An older token knows of neither.
    if (data.after === null && data.occasion !== 'first-look') tokens.forget(data.installationId);
    const octokit = await probot.auth(data.installationId);
    const identity = await whoAmI(data.installationId);
    const clientOptions = { request: octokit.request, identity, graphqlUrl: hosts.graphqlUrl };
    const result = await runSync(data, {
      client: (mode) => createClient({ ...clientOptions, mode, timeoutMs: GITHUB_TIMEOUT_MS }),
      memory: createStoreMemory(database, { ...data, holder: HOLDER }),
      reader,
      hosts,
      now: () => new Date(),
    }).catch((error: unknown) => {
      if (isStaleToken(error)) tokens.forget(data.installationId);
      throw error;
    });
    stopTimer();
    count(metrics, result);
    probot.log.info(
      { repository, occasion: data.occasion, commit: data.after, ...summaryOf(result) },
      `Sync of ${repository}: ${result.state}`,
    );
  };
}

function count(metrics: Metrics, result: SyncResult): void {
  metrics.syncs.inc({ outcome: result.state });
  if (result.state !== 'looked') return;
  const { requests, roadmaps } = result.report;
  metrics.requests.inc({ api: 'graphql' }, requests.graphql);
  metrics.requests.inc({ api: 'rest' }, requests.rest);
  for (const { operation, outcome } of roadmaps.flatMap(({ outcomes }) => outcomes)) {
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
    items: report.roadmaps.reduce((sum, { items }) => sum + items, 0),
    findings: report.roadmaps.reduce((sum, { plan }) => sum + plan.findings.length, 0),
    written: written.map(({ operation }) => operation.key),
    refused: outcomes.flatMap(({ outcome }) => (outcome.state === 'refused' ? [outcome.reason] : [])),
    requests: report.requests,
    ...(report.policyProblems.length > 0 ? { configuration: report.policyProblems } : {}),
    ...(checkRefused === null ? {} : { checkRefused }),
  };
}
