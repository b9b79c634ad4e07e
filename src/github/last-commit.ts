import type { GitHubClient } from './client.ts';

interface RestCommit {
  commit?: { committer?: { date?: string } | null } | null;
}

/**
 * Day (`YYYY-MM-DD`) of the newest commit up to `ref` that touched a file; null when GitHub names none.
 * @throws GitHubError, RateLimited
 */
export async function lastCommitOn(
  client: GitHubClient,
  { owner, name, path, ref }: { owner: string; name: string; path: string; ref: string },
): Promise<string | null> {
  const { data } = await client.rest<RestCommit[]>(
    'GET /repos/{owner}/{repo}/commits',
    { owner, repo: name, path, sha: ref, per_page: 1 },
    { about: `asking when ${path} of ${owner}/${name} last changed` },
  );
  return data[0]?.commit?.committer?.date?.slice(0, 10) ?? null;
}
