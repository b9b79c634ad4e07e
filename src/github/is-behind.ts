import type { GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';

/**
 * Whether `oid`, as GitHub showed it, is an ancestor of `after`, which GitHub itself announced: then the answer came from
 * a replica that has not seen the push yet. False where GitHub cannot compare the two.
 * @throws RateLimited; GitHubError when GitHub is unavailable
 */
export async function isBehind(
  client: GitHubClient,
  { owner, name, oid, after }: { owner: string; name: string; oid: string; after: string },
): Promise<boolean> {
  try {
    const { data } = await client.rest<{ status?: string }>(
      'GET /repos/{owner}/{repo}/compare/{basehead}',
      { owner, repo: name, basehead: `${oid}...${after}`, per_page: 1 },
      { about: `comparing commits of ${owner}/${name}` },
    );
    return data.status === 'ahead';
  } catch (error) {
    // One of the two is gone after a forced push: what GitHub shows is then all there is.
    if (error instanceof GitHubError && error.kind !== 'unavailable' && error.kind !== 'suspended') return false;
    throw error;
  }
}
