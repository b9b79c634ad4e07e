import type { GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';

/**
 * `Signed-off-by: milepost[bot] <123+milepost[bot]@users.noreply.github.com>`: the name and address that GitHub gives to the
 * commits of whose token it is; without the number where GitHub does not tell it. null for a client that does not know whose
 * token it has. https://docs.github.com/en/account-and-profile/reference/email-addresses-reference
 * @throws RateLimited; GitHubError when GitHub is unavailable
 */
export async function signOffOf(client: GitHubClient, webHost: string): Promise<string | null> {
  const { login } = client.identity;
  if (login === '') return null;
  const id = await idOf(client, login);
  const host = webHost.replace(/:\d+$/, '');
  return `Signed-off-by: ${login} <${id === null ? '' : `${id}+`}${login}@users.noreply.${host}>`;
}

async function idOf(client: GitHubClient, login: string): Promise<number | null> {
  try {
    const about = `asking for the account of ${login}`;
    const { data } = await client.rest<{ id?: number }>('GET /users/{username}', { username: login }, { about });
    return data.id ?? null;
  } catch (error) {
    if (error instanceof GitHubError && error.kind !== 'unavailable' && error.kind !== 'suspended') return null;
    throw error;
  }
}
