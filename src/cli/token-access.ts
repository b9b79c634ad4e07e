/** A token's way to GitHub, and whose it is. */
import { Octokit } from '@octokit/rest';
import { createClient, type ClientOptions, type GitHubClient } from '../github/client.ts';
import { GitHubError } from '../github/github-error.ts';
import type { Hosts } from '../github/hosts.ts';
import { identifyToken, type Identity } from '../github/identity.ts';
import { version } from './version.ts';

/** What fails is told once, in our words; octokit would print every request that fails, past our streams. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** What a client of this token is made with. */
export function tokenAccess(token: string, hosts: Hosts): Pick<ClientOptions, 'request' | 'graphqlUrl'> {
  const octokit = new Octokit({
    auth: token,
    baseUrl: hosts.restUrl,
    userAgent: `milepost/${version()}`,
    log: SILENT,
  });
  return { request: octokit.request, graphqlUrl: hosts.graphqlUrl };
}

/** A client that cannot write, and that nothing on GitHub counts as written by. */
export const strangerOf = (access: ReturnType<typeof tokenAccess>): GitHubClient =>
  createClient({ ...access, mode: 'plan' });

/**
 * Whose token it is; `assumed` is the login taken for granted where GitHub knows the token and does not say.
 * @throws GitHubError when the token is not accepted
 */
export async function identify(stranger: GitHubClient, assumed: string | null): Promise<Identity> {
  try {
    return await identifyToken(stranger);
  } catch (error) {
    const isUntold = error instanceof GitHubError && error.status !== 401 && error.kind !== 'unavailable';
    if (!isUntold || assumed === null) throw error;
    return { kind: 'app', login: assumed, appId: null };
  }
}
