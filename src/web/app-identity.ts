import type { Probot } from 'probot';
import { createClient } from '../github/client.ts';
import { GitHubError } from '../github/github-error.ts';
import type { Hosts } from '../github/hosts.ts';
import { identifyApp, identifyToken, type Identity } from '../github/identity.ts';
import { GITHUB_TIMEOUT_MS } from './app-parts.ts';

/**
 * Who Milepost is on this GitHub, asked once. A host that does not answer for the app itself tells an installation's
 * token whose it is.
 */
export function identityOf(probot: Probot, hosts: Hosts): (installationId: number) => Promise<Identity> {
  let known: Promise<Identity> | null = null;
  const ask = async (installationId: number): Promise<Identity> => {
    const options = { mode: 'plan', graphqlUrl: hosts.graphqlUrl, timeoutMs: GITHUB_TIMEOUT_MS } as const;
    try {
      const asApp = await probot.auth();
      return await identifyApp(createClient({ ...options, request: asApp.request }));
    } catch (error) {
      if (!(error instanceof GitHubError) || error.kind !== 'not-found') throw error;
      const octokit = await probot.auth(installationId);
      return identifyToken(createClient({ ...options, request: octokit.request }));
    }
  };
  return (installationId) => {
    known ??= ask(installationId).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}
