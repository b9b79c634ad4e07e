import { checkWriters } from '../github/check-writers.ts';
import { createClient } from '../github/client.ts';
import type { GitHubClient } from '../github/client.ts';
import type { Hosts } from '../github/hosts.ts';
import { synchronise as synchroniseRepository } from '../jobs/sync/sync.ts';
import type { SyncResult, SyncTools } from '../jobs/sync/sync-task.ts';
import { createRunMemory } from './run-memory.ts';
import { startReader } from './start-reader.ts';
import { identify, strangerOf, tokenAccess } from './token-access.ts';

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
  /** Commit that a push moved the branch to; absent or null when it was no push. A replica of GitHub's may not have it yet. */
  after?: string | null;
  /** Login taken for granted where GitHub does not say whose token it is; absent or null: then it fails. */
  assumedLogin?: string | null;
  /** As in `SyncTools`. */
  audience?: 'caller' | 'readers';
}

export type Synchronise = (request: SynchroniseRequest) => Promise<SyncResult>;

/**
 * The five steps with a token: the same sync as the app's, without its store, so that what came before is known from the
 * markers on GitHub alone. Throws GitHubError and RateLimited.
 */
export async function synchronise(request: SynchroniseRequest): Promise<SyncResult> {
  const { owner, name, path, ref, approve, dryRun, hosts, now, onPlanned } = request;
  const base = tokenAccess(request.token, hosts);
  const reader = startReader();
  try {
    const stranger = strangerOf(base);
    const own = await identify(stranger, request.assumedLogin ?? null);
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
        after: request.after ?? null,
        firstLook: false,
        picked: false,
      },
      {
        client,
        memory: createRunMemory(),
        reader,
        hosts,
        now,
        ...(onPlanned && { onPlanned }),
        ...(request.audience === undefined ? {} : { audience: request.audience }),
      },
    );
  } finally {
    await reader.close();
  }
}
