/** What becomes of a task that fails: put back, given up with a reason, or left to the queue's tries. */
import { GitHubError, RateLimited, type FailureKind } from '../../github/github-error.ts';
import { RetryAt } from './queue-retry-at.ts';

/** What no repeating mends: the task is dropped, and the next event tries again. */
const DROPPED: Partial<Record<FailureKind, string>> = {
  suspended: 'the installation was suspended or removed',
  'not-found': 'the repository is gone, or Milepost is no longer installed on it',
  gone: 'the repository is gone, or Milepost is no longer installed on it',
  forbidden: 'GitHub refuses: a permission is missing, see app.yml',
};

/** GitHub no longer knows the token: the installation ended, or was suspended for a while. With a new one it is clear which. */
export const isStaleToken = (error: unknown): boolean => error instanceof GitHubError && error.status === 401;

/** Until the time that GitHub names; nothing else of the installation is begun before that, if it would wait too. */
export function putBackFor(limited: RateLimited): RetryAt {
  // Whoever only reads need not wait for what may be created.
  return new RetryAt(limited.retryAt, limited.message, { cause: limited, isOfGroup: limited.limit !== 'content' });
}

/**
 * Does the task. A rate limit puts it back until GitHub's time; what cannot be mended by repeating is given to `dropped`
 * as a reason; everything else is thrown and tried again by the queue.
 * @throws RetryAt, GitHubError `unavailable` or 401 (`isStaleToken`), and faults of our own
 */
export async function settlingFailures<Result>(
  work: () => Promise<Result>,
  dropped: (why: string) => Result,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RateLimited) throw putBackFor(error);
    const why = error instanceof GitHubError ? DROPPED[error.kind] : undefined;
    if (why === undefined || isStaleToken(error)) throw error;
    return dropped(`${why} (${(error as Error).message})`);
  }
}
