import type { GitHubClient } from '../client.ts';
import { GitHubError } from '../github-error.ts';

/** Hexadecimal, without `#`, as GitHub wants it. */
const COLOUR = '1f6feb';
const DESCRIPTION = 'Planned in the roadmap';

/**
 * Whether the label exists now: created if it was missing. false where Milepost may not create it: an issue without it
 * is better than none. Safe to repeat.
 * @throws RateLimited, GitHubError when GitHub is unavailable
 */
export async function ensureLabel(
  client: GitHubClient,
  { owner, name: repo }: { owner: string; name: string },
  name: string,
): Promise<boolean> {
  const about = `looking for label "${name}" in ${owner}/${repo}`;
  try {
    await client.rest('GET /repos/{owner}/{repo}/labels/{name}', { owner, repo, name }, { about });
    return true;
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind !== 'not-found') return labelProblem(error);
  }
  try {
    await client.rest(
      'POST /repos/{owner}/{repo}/labels',
      { owner, repo, name, color: COLOUR, description: DESCRIPTION },
      { about: `creating label "${name}" in ${owner}/${repo}`, repeatable: true },
    );
    return true;
  } catch (error) {
    if (error instanceof GitHubError && error.fields.some(({ code }) => code === 'already_exists')) return true;
    return labelProblem(error);
  }
}

function labelProblem(error: unknown): false {
  if (error instanceof GitHubError && error.kind !== 'unavailable' && error.kind !== 'suspended') return false;
  throw error;
}
