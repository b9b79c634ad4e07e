/**
 * What is asked of GitHub with the token of a person who signed in, and how one comes to it. Such a token can do what both
 * the person and the app can; Milepost only reads with it.
 */
import type { Hosts } from './hosts.ts';
import { withinTime } from './within-time.ts';

/** The app as a site that people sign in to. */
export interface SignInClient {
  clientId: string;
  clientSecret: string;
}

/** No answer, or none that says anything: a server error, a limit, a timeout. */
export class GitHubAway extends Error {
  override readonly name = 'GitHubAway';
}

const TIMEOUT_MS = 10_000;

interface Sent {
  method?: 'GET' | 'POST' | 'DELETE';
  authorization?: string;
  body?: Readonly<Record<string, string>>;
  /** What it is for, in words without secrets. */
  about: string;
}

interface Answer {
  status: number;
  headers: Headers;
  /** Empty where it was no JSON object. */
  body: Readonly<Record<string, unknown>>;
}

/** @throws GitHubAway; nothing that was sent stands in it */
async function send(url: string, { method = 'GET', authorization, body, about }: Sent): Promise<Answer> {
  const headers = {
    accept: 'application/json',
    'user-agent': 'milepost',
    ...(authorization === undefined ? {} : { authorization }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const options = {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  try {
    return await withinTime(TIMEOUT_MS, async (signal) => {
      const response = await fetch(url, { ...options, signal } as RequestInit);
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: objectIn(text) };
    });
  } catch (cause) {
    throw new GitHubAway(`GitHub did not answer while ${about}`, { cause });
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // A page of a proxy, or nothing: the status says what there is to know.
    return {};
  }
}

const isLimit = ({ status, headers }: Answer): boolean =>
  status === 429 || (status === 403 && (headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after')));

/** @throws GitHubAway where the answer says nothing about what was asked */
function expectAnswer(answer: Answer, about: string): Answer {
  if (answer.status >= 500 || isLimit(answer)) throw new GitHubAway(`GitHub answered ${answer.status} while ${about}`);
  return answer;
}

const bearer = (token: string): string => `Bearer ${token}`;

export interface PersonToken {
  token: string;
  /** Absent: it lasts until it is revoked. */
  expiresInSeconds?: number;
}

/**
 * The token for the code with which GitHub sent a browser back; `refused` is GitHub's own word for why not, which it says
 * with status 200. https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app
 * @throws GitHubAway
 */
export async function exchangeCode(
  { webUrl }: Hosts,
  { clientId, clientSecret }: SignInClient,
  { code, verifier, redirectUri }: { code: string; verifier: string; redirectUri: string },
): Promise<PersonToken | { refused: string }> {
  const about = 'exchanging the code of a sign-in';
  const body = {
    client_id: clientId,
    client_secret: clientSecret,
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  };
  const answer = expectAnswer(await send(`${webUrl}/login/oauth/access_token`, { method: 'POST', body, about }), about);
  const { access_token: token, expires_in: seconds, error } = answer.body;
  if (typeof token === 'string' && token !== '') {
    return typeof seconds === 'number' && seconds > 0 ? { token, expiresInSeconds: seconds } : { token };
  }
  if (typeof error === 'string') return { refused: error };
  throw new GitHubAway(`GitHub answered ${answer.status} without a token or a reason while ${about}`);
}

/** Whose token it is; null where GitHub refuses it. @throws GitHubAway */
export async function readPerson({ restUrl }: Hosts, token: string): Promise<{ login: string; id: number } | null> {
  const about = 'asking who signed in';
  const answer = expectAnswer(await send(`${restUrl}/user`, { authorization: bearer(token), about }), about);
  const { login, id } = answer.body;
  if (answer.status === 200 && typeof login === 'string' && typeof id === 'number') return { login, id };
  if (answer.status === 401 || answer.status === 403) return null;
  throw new GitHubAway(`GitHub answered ${answer.status} while ${about}`);
}

/**
 * The id of the repository that the person reads under that name; `hidden` where there is none for them, whatever the
 * reason; `refused` where GitHub does not take the token any more. One request, two where GitHub says that it moved.
 * https://docs.github.com/rest/repos/repos#get-a-repository
 * @throws GitHubAway
 */
export async function readRepositoryId(
  { restUrl }: Hosts,
  token: string,
  { owner, name }: { owner: string; name: string },
): Promise<number | 'hidden' | 'refused'> {
  const about = 'asking whether somebody can read a repository';
  const authorization = bearer(token);
  const address = `${restUrl}/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
  const first = await send(address, { authorization, about });
  const moved = movedTo(first, address);
  const answer = expectAnswer(moved === null ? first : await send(moved, { authorization, about }), about);
  if (answer.status === 401) return 'refused';
  if (answer.status !== 200) return 'hidden';
  const { id } = answer.body;
  if (typeof id === 'number') return id;
  throw new GitHubAway(`GitHub answered something else than a repository while ${about}`);
}

/** Where a repository was renamed; only on the same host, since the token goes there. */
function movedTo({ status, headers }: Answer, from: string): string | null {
  const location = headers.get('location');
  if (![301, 302, 307, 308].includes(status) || location === null || !URL.canParse(location, from)) return null;
  const url = new URL(location, from);
  return url.origin === new URL(from).origin ? url.href : null;
}

/**
 * Nobody can use the token any more. https://docs.github.com/rest/apps/oauth-applications#delete-an-app-token
 * @throws GitHubAway; Error where GitHub refuses
 */
export async function revokeToken(
  { restUrl }: Hosts,
  { clientId, clientSecret }: SignInClient,
  token: string,
): Promise<void> {
  const about = 'revoking the token of somebody who signed out';
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const address = `${restUrl}/applications/${encodeURIComponent(clientId)}/token`;
  const sent = await send(address, { method: 'DELETE', authorization, body: { access_token: token }, about });
  const { status } = expectAnswer(sent, about);
  // 404 and 422: there is no such token, which is what was wanted.
  if (![204, 404, 422].includes(status)) throw new Error(`GitHub answered ${status} while ${about}`);
}
