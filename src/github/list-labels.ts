import type { GitHubClient } from './client.ts';
import { listAll } from './pages.ts';

/** Names of a repository's labels. @throws RateLimited; GitHubError */
export async function listLabels(
  client: GitHubClient,
  { owner, name }: { owner: string; name: string },
): Promise<string[]> {
  const about = `listing the labels of ${owner}/${name}`;
  const labels = await listAll<{ name?: string }>(
    client,
    'GET /repos/{owner}/{repo}/labels',
    { owner, repo: name },
    { about },
  );
  return labels.flatMap((label) => (label.name === undefined ? [] : [label.name]));
}
