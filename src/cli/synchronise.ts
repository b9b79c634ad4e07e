import { Octokit } from '@octokit/rest';
import { checkWriters } from '../github/check-writers.ts';
import { createClient } from '../github/client.ts';
import type { GitHubClient } from '../github/client.ts';
import type { Hosts } from '../github/hosts.ts';
import { identifyToken } from '../github/identity.ts';
import { synchronise as synchroniseRepository } from '../jobs/sync/sync.ts';
import type { SyncResult, SyncTools } from '../jobs/sync/sync-task.ts';
import { createRunMemory } from './run-memory.ts';
import { startReader } from './start-reader.ts';
import { version } from './version.ts';

/** One look at a repository from the command line, with or without carrying it out. */
export interface SynchroniseRequest {
  owner: string;
  name: string;
  /** One roadmap; null for those of the configuration, else the one that is found. */
  path: string | null;
  /** Commit, branch or tag; null for the default branch. */
  ref: string | null;
  /** Fingerprint of the plan whose held Operations may go on. */
  approve: string | null;
  /** Nothing is written, whatever the configuration says. */
  dryRun: boolean;
  /** Slug of the app that may serve the same repository: what it wrote counts as done here too. */
  app: string;
  token: string;
  hosts: Hosts;
  now: () => Date;
  /** Told what was looked at, and what the Plans are made of. */
  onPlanned?: NonNullable<SyncTools['onPlanned']>;
}

export type Synchronise = (request: SynchroniseRequest) => Promise<SyncResult>;

/** What fails is told once, in our words; octokit would print every request that fails, past our streams. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * The five steps with a token: the same sync as the app's, without its store, so that what came before is known from the
 * markers on GitHub alone. Throws GitHubError and RateLimited.
 */
export async function synchronise(request: SynchroniseRequest): Promise<SyncResult> {
  const { owner, name, path, ref, approve, dryRun, hosts, now, onPlanned } = request;
  const octokit = new Octokit({
    auth: request.token,
    baseUrl: hosts.restUrl,
    userAgent: `milepost/${version()}`,
    log: SILENT,
  });
  const base = { request: octokit.request, graphqlUrl: hosts.graphqlUrl };
  const reader = startReader();
  try {
    const stranger = createClient({ ...base, mode: 'plan' });
    const own = await identifyToken(stranger);
    const apps = [request.app, ...(await checkWriters(stranger, { owner, name, ref: ref ?? 'HEAD' }))];
    const identity = { ...own, alsoOwn: apps.map((app) => `${app}[bot]`) };
    const client = (mode: 'apply' | 'plan'): GitHubClient => createClient({ ...base, mode, identity });
    return await synchroniseRepository(
      {
        owner,
        name,
        path,
        ref,
        dryRun,
        approvals: { fingerprint: approve },
        occasion: 'manual',
        sender: null,
        before: null,
        after: null,
        firstLook: false,
        picked: false,
      },
      { client, memory: createRunMemory(), reader, hosts, now, ...(onPlanned && { onPlanned }) },
    );
  } finally {
    await reader.close();
  }
}
