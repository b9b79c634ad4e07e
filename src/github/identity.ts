import type { GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';
import { VIEWER_QUERY } from './queries/viewer.ts';

/**
 * Whom GitHub names as the author of what we write. `app`: an installation's token, also that of GitHub Actions; `user`: a person's
 * token, whose own hand-made issues have the same author.
 */
export interface Identity {
  kind: 'app' | 'user';
  /** As REST prints it: `milepost[bot]`, `octocat`. Empty for a client that has not asked yet. */
  login: string;
  /** null where it is not known: for a token. */
  appId: number | null;
  /** Logins whose writings count as ours too: the app's, for a command line that works beside it. */
  alsoOwn?: readonly string[];
}

/** Of a client that is still to find out who it is: nothing is its own. */
export const NOBODY: Identity = { kind: 'user', login: '', appId: null };

/** Author of an issue or a comment as REST prints it. */
export interface RestAuthored {
  user?: { login?: string; type?: string } | null;
  performed_via_github_app?: { id?: number } | null;
}

/** Author as `{ type: __typename login }` in GraphQL: a bot there has no `[bot]` at the end of its login. */
export interface GraphqlActor {
  type?: string;
  login?: string;
}

/** A marker counts only where this is true of its author: anyone can copy a marker into an issue. */
export function isOwn({ user, performed_via_github_app: app }: RestAuthored, identity: Identity): boolean {
  if (isOwnLogin(user?.login, identity)) return true;
  return identity.appId !== null && app?.id === identity.appId && user?.type === 'Bot';
}

export function isOwnActor(actor: GraphqlActor | null | undefined, identity: Identity): boolean {
  const login = actor?.login;
  const isBot = actor?.type === 'Bot';
  return isOwnLogin(isBot && login !== undefined && !login.endsWith('[bot]') ? `${login}[bot]` : login, identity);
}

const isOwnLogin = (login: string | undefined, identity: Identity): boolean =>
  login !== undefined && ownLogins(identity).some((own) => own.toLowerCase() === login.toLowerCase());

/** Every login under which Milepost may have written here; none for a client that is still to find out who it is. */
export const ownLogins = ({ login, alsoOwn = [] }: Identity): readonly string[] =>
  login === '' ? [] : [...new Set([login, ...alsoOwn])];

/**
 * The app itself, through a client that carries the app's JWT (`GET /app`).
 * @throws GitHubError when the credentials are not accepted
 */
export async function identifyApp(client: GitHubClient): Promise<Identity & { slug: string }> {
  const about = 'asking GitHub who this app is';
  const { data } = await client.rest<{ id?: number; slug?: string }>('GET /app', {}, { about });
  const { id, slug } = data;
  if (slug === undefined || slug === '') {
    throw new GitHubError({ kind: 'invalid', status: 200, about, said: 'the answer has no slug' });
  }
  return { kind: 'app', login: `${slug}[bot]`, appId: id ?? null, slug };
}

/**
 * Whose token it is. An installation's token may not ask for `GET /user` (403); GraphQL tells it the bot's name.
 * @throws GitHubError when the token is not accepted
 */
export async function identifyToken(client: GitHubClient): Promise<Identity> {
  const about = 'asking GitHub whose token this is';
  try {
    const { data } = await client.rest<{ login?: string; type?: string }>('GET /user', {}, { about });
    if (typeof data.login === 'string') return { kind: kindOf(data.login, data.type), login: data.login, appId: null };
  } catch (error) {
    if (!(error instanceof GitHubError) || (error.status !== 403 && error.status !== 404)) throw error;
  }
  const { data } = await client.graphql<{ viewer?: GraphqlActor | null }>(VIEWER_QUERY, {}, { about });
  const login = data.viewer?.login;
  if (login === undefined) {
    throw new GitHubError({ kind: 'invalid', status: 200, about, said: 'the answer names no login' });
  }
  // REST, where markers are read, prints the `[bot]` that `viewer` may leave out.
  return { kind: 'app', login: login.endsWith('[bot]') ? login : `${login}[bot]`, appId: null };
}

const kindOf = (login: string, type: string | undefined): Identity['kind'] =>
  type === 'Bot' || login.endsWith('[bot]') ? 'app' : 'user';
