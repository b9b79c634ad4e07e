/**
 * What GitHub knows of the app itself: its registration, its webhook and its installations. The client is that of the app,
 * with its JSON web token. https://docs.github.com/en/rest/apps
 */
import type { GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';
import { listAll } from './pages.ts';

/** By GitHub's names: `issues`, `checks`. */
export type GrantedPermissions = Readonly<Record<string, string>>;

export interface AppRegistration {
  id: number;
  slug: string;
  name: string;
  /** null where GitHub does not say. */
  clientId: string | null;
  pageUrl: string | null;
  ownerLogin: string | null;
  permissions: GrantedPermissions;
  events: readonly string[];
}

interface AppRow {
  id?: number;
  slug?: string;
  name?: string;
  client_id?: string;
  html_url?: string;
  owner?: { login?: string } | null;
  permissions?: Record<string, string>;
  events?: string[];
}

/** @throws GitHubError: with status 401 or 404 the key does not fit the id */
export async function readRegistration(client: GitHubClient): Promise<AppRegistration> {
  const about = 'asking GitHub who this app is';
  const { data, status } = await client.rest<AppRow>('GET /app', {}, { about });
  if (typeof data.id !== 'number') {
    throw new GitHubError({ kind: 'invalid', status, about, said: 'the answer has no id' });
  }
  return {
    id: data.id,
    slug: data.slug ?? String(data.id),
    name: data.name ?? data.slug ?? String(data.id),
    clientId: data.client_id ?? null,
    pageUrl: data.html_url ?? null,
    ownerLogin: data.owner?.login ?? null,
    permissions: data.permissions ?? {},
    events: data.events ?? [],
  };
}

export interface HookConfiguration {
  /** '' where none is set. */
  url: string;
  /** `json` or `form`. */
  contentType: string;
  hasSecret: boolean;
  /** GitHub checks the certificate. */
  verifiesTls: boolean;
}

interface HookRow {
  url?: string | null;
  content_type?: string | null;
  secret?: string | null;
  insecure_ssl?: string | number | null;
}

/**
 * How GitHub delivers webhooks to this app.
 * @throws GitHubError, `not-found` where the app has no webhook, or the server is too old to tell
 */
export async function readHookConfiguration(client: GitHubClient): Promise<HookConfiguration> {
  const { data } = await client.rest<HookRow>('GET /app/hook/config', {}, { about: "reading the app's webhook" });
  return {
    url: data.url ?? '',
    contentType: data.content_type ?? 'form',
    // GitHub shows stars in its place, and nothing where there is none.
    hasSecret: typeof data.secret === 'string' && data.secret !== '',
    verifiesTls: String(data.insecure_ssl ?? '0') === '0',
  };
}

export interface AppInstallation {
  id: number;
  /** Whose account it is on. */
  login: string;
  pageUrl: string | null;
  isSuspended: boolean;
  permissions: GrantedPermissions;
}

interface InstallationRow {
  id?: number;
  account?: { login?: string; slug?: string } | null;
  html_url?: string;
  suspended_at?: string | null;
  permissions?: Record<string, string>;
}

const installationOf = (row: InstallationRow): AppInstallation[] =>
  typeof row.id !== 'number'
    ? []
    : [
        {
          id: row.id,
          login: row.account?.login ?? row.account?.slug ?? `installation ${row.id}`,
          pageUrl: row.html_url ?? null,
          isSuspended: typeof row.suspended_at === 'string',
          permissions: row.permissions ?? {},
        },
      ];

/** @throws GitHubError, RateLimited */
export async function listInstallations(client: GitHubClient): Promise<AppInstallation[]> {
  const about = "listing the app's installations";
  return (await listAll<InstallationRow>(client, 'GET /app/installations', {}, { about })).flatMap(installationOf);
}

/** The installation that covers a repository; null where the app is not installed on it. @throws GitHubError, RateLimited */
export async function findInstallation(
  client: GitHubClient,
  { owner, name }: { owner: string; name: string },
): Promise<AppInstallation | null> {
  const about = `asking for the installation on ${owner}/${name}`;
  try {
    const { data } = await client.rest<InstallationRow>(
      'GET /repos/{owner}/{repo}/installation',
      { owner, repo: name },
      { about },
    );
    return installationOf(data)[0] ?? null;
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not-found') return null;
    throw error;
  }
}

export interface RateFigure {
  limit: number;
  remaining: number;
  /** When the hour is over. */
  resetsAt: Date;
}

/** What is left of this hour's requests; null where there is no limit. Costs nothing. @throws GitHubError */
export async function readRate(client: GitHubClient): Promise<RateFigure | null> {
  const about = 'asking for the rate limit';
  const { data } = await client.rest<{ resources?: { core?: { limit?: number; remaining?: number; reset?: number } } }>(
    'GET /rate_limit',
    {},
    { about },
  );
  const { limit, remaining, reset } = data.resources?.core ?? {};
  if (limit === undefined || remaining === undefined || reset === undefined) return null;
  return { limit, remaining, resetsAt: new Date(reset * 1000) };
}
