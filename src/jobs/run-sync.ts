/** One job of the queue: a sync of a repository as the app, and what becomes of its failures. */
import type { GitHubClient } from '../github/client.ts';
import { GitHubError, RateLimited, type FailureKind } from '../github/github-error.ts';
import { RetryAt } from './queue.ts';
import type { SyncRequest } from './sync-request.ts';
import { synchronise, type SyncResult, type SyncTools } from './sync.ts';

/** Another process has begun an Operation here; by then it has finished it, or its lease is over. */
const BUSY_MS = 3_000;

/** What no repeating mends: the sync is dropped, and the next push tries again. */
const DROPPED: Partial<Record<FailureKind, string>> = {
  suspended: 'the installation was suspended or removed',
  'not-found': 'the repository is gone, or Milepost is no longer installed on it',
  gone: 'the repository is gone, or Milepost is no longer installed on it',
  forbidden: 'GitHub refuses: a permission is missing, see app.yml',
};

/** GitHub no longer knows the token: the installation ended, or was suspended for a while. With a new one it is clear which. */
export const isStaleToken = (error: unknown): boolean => error instanceof GitHubError && error.status === 401;

/**
 * Does the sync that was asked for. A rate limit puts it back until GitHub's time; what cannot be mended by repeating is
 * a `skipped` result that says why; everything else is thrown and tried again by the queue.
 * @throws RetryAt, GitHubError `unavailable` or 401 (`isStaleToken`), and faults of our own
 */
export async function runSync(
  request: SyncRequest,
  tools: Omit<SyncTools, 'client'> & { client(mode: 'apply' | 'plan'): GitHubClient },
): Promise<SyncResult> {
  try {
    const task = { ...request, ref: null, path: null, approvals: { fingerprint: null }, dryRun: false };
    const result = await synchronise(task, tools);
    if (result.state === 'looked' && result.retry !== null) {
      throw new RetryAt(new Date(tools.now().getTime() + BUSY_MS), result.retry);
    }
    return result;
  } catch (error) {
    if (error instanceof RateLimited) throw new RetryAt(error.retryAt, error.message, { cause: error });
    const why = error instanceof GitHubError ? DROPPED[error.kind] : undefined;
    if (why === undefined || isStaleToken(error)) throw error;
    return { state: 'skipped', why: `${why} (${(error as Error).message})` };
  }
}
