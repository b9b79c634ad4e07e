import { pause, type GitHubClient } from '../../github/client.ts';
import { isBehind } from '../../github/is-behind.ts';
import { readRepositoryState, type RepositoryState } from '../../github/repository-files.ts';
import type { SyncTask } from './sync-task.ts';

/** How long a replica of GitHub's is waited for; after that what it shows is taken for what is. */
const REPLICA_WAITS_MS = [500, 1_000, 2_000, 4_000, 6_000];

/**
 * The repository as it is now. A branch that has moved on since the push is fine; an answer from before the push would let
 * it be forgotten, so it is asked for again. `dashboard` is the number of the dashboard issue, which is read along.
 * @throws GitHubError, RateLimited
 */
export async function readState(
  client: GitHubClient,
  task: SyncTask,
  dashboard: number | null = null,
): Promise<RepositoryState> {
  const { owner, name, after } = task;
  const read = (): Promise<RepositoryState> =>
    readRepositoryState(client, {
      owner,
      name,
      ref: task.ref,
      previousRef: task.occasion === 'push' ? task.before : null,
      ...(task.path === null ? {} : { paths: [task.path] }),
      dashboard,
    });
  let state = await read();
  for (const ms of REPLICA_WAITS_MS) {
    const { head } = state;
    if (after === null || head === null || head.oid === after) break;
    if (!(await isBehind(client, { owner, name, oid: head.oid, after }))) break;
    await pause(ms);
    state = await read();
  }
  return state;
}

/** Why there is nothing to look at: for the log and the terminal. */
export function whyNoCommit({ ref }: SyncTask, { defaultBranch }: RepositoryState): string {
  if (ref !== null) return `${ref} leads to no commit`;
  return defaultBranch === null ? 'there is no default branch, or nothing is on it' : `${defaultBranch} has no commit`;
}
