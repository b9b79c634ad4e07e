import type { GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';

/**
 * Whether the app is still installed there; a suspended installation is. The client is that of the app itself, with its
 * JSON web token. https://docs.github.com/en/rest/apps/apps#get-an-installation-for-the-authenticated-app
 * @throws GitHubError, RateLimited
 */
export async function doesInstallationExist(client: GitHubClient, installationId: number): Promise<boolean> {
  try {
    await client.rest(
      'GET /app/installations/{installation_id}',
      { installation_id: installationId },
      { about: `looking for installation ${installationId}` },
    );
    return true;
  } catch (error) {
    if (error instanceof GitHubError && (error.kind === 'not-found' || error.kind === 'gone')) return false;
    throw error;
  }
}
