import { Octokit } from '@octokit/rest';
import type { Probot } from 'probot';
import type { Budget } from '../github/budget.ts';
import { createClient, type GitHubClient } from '../github/client.ts';
import { GitHubError } from '../github/github-error.ts';
import type { Hosts } from '../github/hosts.ts';
import type { Identity } from '../github/identity.ts';
import { GITHUB_TIMEOUT_MS } from './app-parts.ts';

export interface NarrowClientParts {
  probot: Pick<Probot, 'auth'>;
  hosts: Pick<Hosts, 'restUrl' | 'graphqlUrl'>;
  whoAmI: (installationId: number) => Promise<Identity>;
}

/** Clients that see one repository of an installation, and what is public. */
export interface NarrowClients {
  /** It only reads, and spends `budget`, the installation's. @throws GitHubError, RateLimited */
  create(installationId: number, repositoryId: number, budget?: Budget): Promise<GitHubClient>;
  /** The next client gets a new token, with the permissions that the installation has now. */
  forget(installationId: number, repositoryId: number): void;
}

/** GitHub's tokens live for an hour; one that is about to end is not handed out. */
const KEPT_MS = 50 * 60 * 1000;
/** One for each repository to which outsiders send changes within an hour. */
const MOST = 1_000;

const nothing = (): void => undefined;
/** octokit logs failed requests by itself; ours are logged where the job ends. */
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

const keyOf = (installationId: number, repositoryId: number): string => `${installationId}:${repositoryId}`;

/**
 * Any other private repository looks to such a client exactly as one that does not exist. The tokens are kept apart from
 * those of whole installations: a cache that goes by the installation would hand out the wider one.
 * https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app
 */
export function createNarrowClients(
  { probot, hosts, whoAmI }: NarrowClientParts,
  clock: () => number = Date.now,
): NarrowClients {
  const tokens = new Map<string, { token: Promise<string>; untilMs: number }>();
  const options = { graphqlUrl: hosts.graphqlUrl, timeoutMs: GITHUB_TIMEOUT_MS };
  const ask = async (installationId: number, repositoryId: number): Promise<string> => {
    const { request } = await probot.auth();
    const about = 'asking for a token that sees one repository';
    const { data, status } = await createClient({ ...options, request, mode: 'apply' }).rest<{ token?: string }>(
      'POST /app/installations/{installation_id}/access_tokens',
      { installation_id: installationId, repository_ids: [repositoryId] },
      { about, repeatable: true },
    );
    if (typeof data.token === 'string') return data.token;
    throw new GitHubError({ kind: 'unavailable', status, about, said: 'the answer has no token' });
  };
  const tokenFor = (installationId: number, repositoryId: number): Promise<string> => {
    const key = keyOf(installationId, repositoryId);
    const known = tokens.get(key);
    if (known !== undefined && known.untilMs > clock()) return known.token;
    const token = ask(installationId, repositoryId).catch((error: unknown) => {
      tokens.delete(key);
      throw error;
    });
    tokens.delete(key);
    tokens.set(key, { token, untilMs: clock() + KEPT_MS });
    const [oldest] = tokens.keys();
    if (tokens.size > MOST && oldest !== undefined) tokens.delete(oldest);
    return token;
  };
  return {
    async create(installationId, repositoryId, budget) {
      const auth = await tokenFor(installationId, repositoryId);
      // An octokit of its own: nothing but this token can be sent with it.
      const { request } = new Octokit({ auth, baseUrl: hosts.restUrl, log: SILENT });
      const identity = await whoAmI(installationId);
      return createClient({ ...options, request, identity, mode: 'plan', ...(budget === undefined ? {} : { budget }) });
    },
    forget(installationId, repositoryId) {
      tokens.delete(keyOf(installationId, repositoryId));
    },
  };
}
