/**
 * Signing in with GitHub and out again. https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app
 *
 * What the browser brings back must be what this browser was sent away with: a state that its cookie knows, once, for ten
 * minutes, and the verifier of PKCE beside the code. So nobody is signed in as somebody else, or with somebody else's code.
 */
import type { IncomingMessage } from 'node:http';
import { exchangeCode, GitHubAway, readPerson, revokeToken, type PersonToken } from '../../github/as-person.ts';
import { redirect, type Answer } from './answer.ts';
import { githubIsAway, message } from './messages.ts';
import { cameFrom, ownPath } from './own-path.ts';
import { LONGEST_SESSION_MS } from './session.ts';
import { SIGN_IN_PATH, SIGNED_IN_PATH, type SignInParts, type SiteParts, type Visitor } from './site-parts.ts';
import { challengeOf, SIGN_IN_MS, type StartedSignIn } from './started-sign-in.ts';

/** What GitHub sends is far below; what is longer is not of GitHub. */
const LONGEST_CODE = 500;

export interface SignInRequest {
  headers: IncomingMessage['headers'];
  query: URLSearchParams;
  /** Origin under which the browser knows this site. */
  origin: string;
}

type PartsWithSignIn = SiteParts & { signIn: SignInParts };

/** Sends the browser to GitHub. */
export function beginSignIn(parts: PartsWithSignIn, { headers, query, origin }: SignInRequest): Answer {
  const to = ownPath(query.get('to') ?? cameFrom(headers.referer, origin));
  const { started, cookie } = parts.signIn.starts.start(to, parts.now().getTime());
  const address = new URL(`${parts.hosts.webUrl}/login/oauth/authorize`);
  address.search = new URLSearchParams({
    client_id: parts.signIn.client.clientId,
    redirect_uri: `${origin}${SIGNED_IN_PATH}`,
    state: started.state,
    code_challenge: challengeOf(started.verifier),
    code_challenge_method: 'S256',
  }).toString();
  return redirect(address.href, { 'set-cookie': parts.jar.set('sign-in', cookie, SIGN_IN_MS / 1_000) });
}

/** The browser comes back from GitHub. */
export async function finishSignIn(
  parts: PartsWithSignIn,
  { headers, query, origin }: SignInRequest,
  visitor: Visitor,
): Promise<Answer> {
  const { jar, signIn, now } = parts;
  const [code, state] = [query.get('code'), query.get('state')];
  const cookie = jar.read(headers.cookie, 'sign-in');
  const started = cookie === null || state === null ? null : signIn.starts.take(cookie, state, now().getTime());
  if (started === null) return notBegunHere(parts, visitor);
  const used = { 'set-cookie': jar.clear('sign-in') };
  if (code === null || code === '' || code.length > LONGEST_CODE) {
    return refusedBy(parts, visitor, started, query.get('error') ?? 'no code');
  }
  try {
    const redirectUri = `${origin}${SIGNED_IN_PATH}`;
    const token = await exchangeCode(parts.hosts, signIn.client, { code, verifier: started.verifier, redirectUri });
    if ('refused' in token) return refusedBy(parts, visitor, started, token.refused);
    const session = await sessionFor(parts, token).catch(async (error: unknown) => {
      await revoke(parts, token.token);
      throw error;
    });
    if (session === null) return refusedBy(parts, visitor, started, 'the token was not accepted');
    return redirect(started.to, { 'set-cookie': [jar.clear('sign-in'), session] }, 303);
  } catch (error) {
    if (!(error instanceof GitHubAway)) throw error;
    parts.failed(error, 'signing somebody in');
    const away = githubIsAway(parts, visitor);
    return { ...away, headers: { ...away.headers, ...used } };
  }
}

/** The cookie of a person's session; null where GitHub does not take the token, or no cookie has room for it. */
async function sessionFor({ hosts, signIn, jar, now }: PartsWithSignIn, given: PersonToken): Promise<string | null> {
  const { token, expiresInSeconds = Infinity } = given;
  const person = await readPerson(hosts, token);
  if (person === null) return null;
  const forMs = Math.min(LONGEST_SESSION_MS, expiresInSeconds * 1_000);
  const sealed = signIn.sessions.write({ token, ...person, untilMs: now().getTime() + forMs });
  return sealed === null ? null : jar.set('session', sealed, Math.floor(forMs / 1_000));
}

/** Somebody else's link, an old one, a second time, or a browser that keeps no cookies. Whatever was begun stays begun. */
const notBegunHere = (parts: SiteParts, visitor: Visitor): Answer =>
  message(parts, visitor, {
    status: 400,
    title: 'This sign-in cannot be finished',
    text: [
      'It was not begun in this browser, it was begun more than ten minutes ago, or it was finished already.',
      'Nobody was signed in. If you meant to sign in, begin again here.',
    ],
    link: { path: SIGN_IN_PATH, words: 'Sign in with GitHub' },
  });

/** GitHub's own words are told where they look like its own. */
const REASON = /^[a-z_ ]{1,60}$/;

function refusedBy(parts: SiteParts, visitor: Visitor, { to }: StartedSignIn, reason: string): Answer {
  const isDenied = reason === 'access_denied';
  const known = REASON.test(reason) ? reason.replaceAll('_', ' ') : 'something unknown';
  if (!isDenied) parts.failed(new Error(`GitHub refused a sign-in: ${known}`), 'signing somebody in');
  return message(parts, visitor, {
    status: 400,
    title: 'You were not signed in',
    text: isDenied
      ? ['The sign-in was cancelled on GitHub. Public roadmaps can be read without it.']
      : [
          `GitHub did not accept this sign-in (${known}). Begin again; if it happens again, tell whoever runs Milepost.`,
        ],
    link: { path: `${SIGN_IN_PATH}?to=${encodeURIComponent(to)}`, words: 'Sign in with GitHub' },
    headers: { 'set-cookie': parts.jar.clear('sign-in') },
  });
}

/** The browser forgets the session, and nobody can use its token any more. */
export async function signOut(
  parts: PartsWithSignIn,
  { headers, origin }: Omit<SignInRequest, 'query'>,
  visitor: Visitor,
): Promise<Answer> {
  if (!isFromHere(headers, origin)) {
    return message(parts, visitor, {
      status: 403,
      title: 'You were not signed out',
      text: ['Another site asked for it. To sign out, use the button on a page of this one.'],
    });
  }
  const { jar } = parts;
  if (visitor.session !== null) await revoke(parts, visitor.session.token);
  return redirect('/', { 'set-cookie': [jar.clear('session'), jar.clear('sign-in')] }, 303);
}

/** Nobody can use the token any more, unless GitHub does not do it: then it ends by itself, in some hours. */
const revoke = ({ hosts, signIn, failed }: PartsWithSignIn, token: string): Promise<void> =>
  revokeToken(hosts, signIn.client, token).catch((error: unknown) =>
    failed(error, 'revoking the token of somebody who is not signed in'),
  );

/**
 * Whether a page of this site sent it. A browser that says neither is an old one; to it, too, the session's cookie belongs
 * to requests of this site alone (SameSite).
 */
function isFromHere(headers: IncomingMessage['headers'], origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === undefined || headers.origin === origin;
}
