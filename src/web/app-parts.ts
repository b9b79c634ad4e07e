/** What the app's work has in common: its store, its reader, and clients for each installation. */
import { randomUUID } from 'node:crypto';
import type { Probot } from 'probot';
import type { Budget } from '../github/budget.ts';
import { createClient, type GitHubClient } from '../github/client.ts';
import type { Hosts } from '../github/hosts.ts';
import type { Identity } from '../github/identity.ts';
import type { Budgets } from '../jobs/budget/budgets.ts';
import type { Memory } from '../jobs/memory/memory.ts';
import { assertStillOurs } from '../jobs/queue/job-ownership.ts';
import type { RoadmapReader } from '../jobs/reading/read-roadmap.ts';
import { createStoreMemory } from '../jobs/memory/store-memory.ts';
import type { SyncPlace } from '../jobs/sync/sync-request.ts';
import type { Database } from '../store/database.ts';
import type { Metrics } from './metrics.ts';
import type { NarrowClients } from './narrow-client.ts';
import type { TokenCache } from './token-cache.ts';

/** GitHub gives up a request after ten seconds itself; what a killed process had begun is nobody's only a little longer. */
export const GITHUB_TIMEOUT_MS = 10_000;

/** Names this process among those that share a store. */
const HOLDER = randomUUID();

export interface AppParts {
  probot: Probot;
  tokens: TokenCache;
  hosts: Hosts;
  database: Database;
  metrics: Metrics;
  reader: RoadmapReader;
  whoAmI: (installationId: number) => Promise<Identity>;
  narrowClients: NarrowClients;
  budgets: Budgets;
}

/**
 * Makes clients of an installation, which write as the app and spend its budget; one in plan mode cannot write.
 * @throws GitHubError, RateLimited
 */
export async function clientsOf(
  { probot, hosts, whoAmI }: Pick<AppParts, 'probot' | 'hosts' | 'whoAmI'>,
  installationId: number,
  budget: Budget,
): Promise<(mode: 'apply' | 'plan') => GitHubClient> {
  const octokit = await probot.auth(installationId);
  const identity = await whoAmI(installationId);
  const { graphqlUrl } = hosts;
  const options = { request: octokit.request, identity, graphqlUrl, timeoutMs: GITHUB_TIMEOUT_MS, budget };
  return (mode) => createClient({ ...options, mode, beforeWriting: assertStillOurs });
}

/** The memory of that repository, as this process. */
export const memoryOf = (database: Database, { installationId, repositoryId, owner, name }: SyncPlace): Memory =>
  createStoreMemory(database, { installationId, repositoryId, owner, name, holder: HOLDER });
