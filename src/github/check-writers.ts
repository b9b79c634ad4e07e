import { CHECK_NAME } from './checks.ts';
import type { GitHubClient } from './client.ts';
import { isAbsent, GitHubError } from './github-error.ts';

/** GitHub's own app for workflows: a job of that name, in anybody's workflow, would pass for Milepost. */
const ACTIONS = 'github-actions';

/**
 * Slugs of the apps that left a check run `Milepost` on a commit: there Milepost is at work as that app. Only somebody who
 * administers the repository can install an app, so that the name is not anybody's to take.
 * @throws RateLimited; GitHubError when GitHub is unavailable
 */
export async function checkWriters(
  client: GitHubClient,
  { owner, name, ref }: { owner: string; name: string; ref: string },
): Promise<string[]> {
  try {
    const { data } = await client.rest<{ check_runs?: { app?: { slug?: string } | null }[] }>(
      'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
      { owner, repo: name, ref, check_name: CHECK_NAME, per_page: 100 },
      { about: `looking for Milepost's check run in ${owner}/${name}` },
    );
    const slugs = (data.check_runs ?? []).flatMap(({ app }) => (app?.slug === undefined ? [] : [app.slug]));
    return [...new Set(slugs)].filter((slug) => slug !== ACTIONS);
  } catch (error) {
    // A token without “Checks: read”, or an empty repository: then only the name that was given counts.
    const isRefused = error instanceof GitHubError && (error.kind === 'forbidden' || error.kind === 'invalid');
    if (isRefused || isAbsent(error)) return [];
    throw error;
  }
}
