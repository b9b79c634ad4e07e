import type { GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';

/**
 * `Signed-off-by: milepost[bot] <123+milepost[bot]@users.noreply.github.com>`: the name and address that GitHub gives to the
 * commits of whose token it is. null where GitHub does not tell the account's id.
 * https://docs.github.com/en/account-and-profile/reference/email-addresses-reference
 * @throws RateLimited; GitHubError when GitHub is unavailable
 */
export async function signOffOf(client: GitHubClient, webHost: string): Promise<string | null> {
  const { login } = client.identity;
  if (login === '') return null;
  try {
    const { data } = await client.rest<{ id?: number }>(
      'GET /users/{username}',
      { username: login },
      { about: `asking for the account of ${login}` },
    );
    if (typeof data.id !== 'number') return null;
    return `Signed-off-by: ${login} <${data.id}+${login}@users.noreply.${webHost.replace(/:\d+$/, '')}>`;
  } catch (error) {
    if (error instanceof GitHubError && error.kind !== 'unavailable' && error.kind !== 'suspended') return null;
    throw error;
  }
}
