import type { GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';

/** Refusals that the same call would meet again: the comment is gone, the conversation locked, a permission missing. */
const LASTING = new Set([403, 404, 410, 422]);

/**
 * Reacts to a comment; false where GitHub refuses for good. Doing it twice changes nothing: GitHub answers 200 with the
 * reaction that is there. https://docs.github.com/en/rest/reactions/reactions#create-reaction-for-an-issue-comment
 * @throws RateLimited, GitHubError
 */
export async function reactToComment(
  client: GitHubClient,
  { owner, name, commentId }: { owner: string; name: string; commentId: number },
  content: '+1' | 'rocket' | 'confused' | 'eyes',
): Promise<boolean> {
  try {
    await client.rest(
      'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
      { owner, repo: name, comment_id: commentId, content },
      { about: `reacting to comment ${commentId} in ${owner}/${name}`, repeatable: true },
    );
    return true;
  } catch (error) {
    if (error instanceof GitHubError && error.kind !== 'suspended' && LASTING.has(error.status ?? 0)) return false;
    throw error;
  }
}
