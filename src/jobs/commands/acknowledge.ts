/** Tells a person at once that a command was seen; the answer comes with the sync. */
import type { GitHubClient } from '../../github/client.ts';
import { reactToComment } from '../../github/reactions.ts';
import { readRepositoryState } from '../../github/repository-files.ts';
import { readPolicyOf } from '../reading/policy-sources.ts';
import type { AcknowledgeRequest } from '../queue/task.ts';

/**
 * Reacts to the comment with eyes; doing it again changes nothing. false where nothing may be written (`mode` is not
 * `apply`, the configuration is wrong, the repository archived), or GitHub takes no reaction.
 * @throws GitHubError, RateLimited
 */
export async function acknowledge(
  { owner, name, commentId }: AcknowledgeRequest,
  { client }: { client: (mode: 'apply' | 'plan') => GitHubClient },
): Promise<boolean> {
  const observer = client('plan');
  const state = await readRepositoryState(observer, { owner, name, ref: null, previousRef: null });
  if (state.repository.archived) return false;
  const { policy } = await readPolicyOf(observer, state, 'readers');
  if (policy?.mode !== 'apply') return false;
  return reactToComment(client('apply'), { owner, name, commentId }, 'eyes');
}
