/**
 * How people sign in to other sites with GitHub: the web flow of a GitHub App.
 * https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app
 *
 * A person is sent to `/login/oauth/authorize`, approves (in a browser with the buttons there, in a test with `approve`),
 * and comes back to the site with a code, which the site exchanges for a token of that person.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Account, App } from './records.ts';
import type { IssuedUserToken, Tokens } from './tokens.ts';
import type { World } from './world.ts';

/** What a site asks for, once it is known to be allowed to. */
export interface AuthorizationRequest {
  app: App;
  redirectUri: string;
  state: string | null;
  codeChallenge: string | null;
}

interface Code {
  app: App;
  account: Account;
  redirectUri: string;
  codeChallenge: string | null;
  expiresAtMs: number;
}

/** GitHub says errors of an exchange with status 200. */
export type ExchangeError = 'incorrect_client_credentials' | 'bad_verification_code' | 'redirect_uri_mismatch';

const CODE_MS = 10 * 60 * 1000;

export class SignIns {
  readonly #world: World;
  readonly #tokens: Tokens;
  readonly #codes = new Map<string, Code>();

  constructor(world: World, tokens: Tokens) {
    this.#world = world;
    this.#tokens = tokens;
  }

  /** What the query of `/login/oauth/authorize` asks for; a text where GitHub shows an error page instead. */
  read(query: URLSearchParams): AuthorizationRequest | string {
    const app = [...this.#world.apps.values()].find(({ clientId }) => clientId === query.get('client_id'));
    if (app === undefined) return 'There is no app with this client_id.';
    const redirectUri = query.get('redirect_uri') ?? app.callbackUrls[0];
    if (redirectUri === undefined) return 'The app has no callback address.';
    if (!app.callbackUrls.includes(redirectUri)) {
      return 'The redirect_uri is not associated with this application.';
    }
    const codeChallenge = query.get('code_challenge');
    if (codeChallenge !== null && query.get('code_challenge_method') !== 'S256') {
      return 'The code_challenge_method must be S256.';
    }
    return { app, redirectUri, state: query.get('state'), codeChallenge };
  }

  /** The person approves what that address asks for. Gives the address of the site to which the browser is sent. */
  approve(authorizeUrl: string, login: string): string {
    const request = this.#require(authorizeUrl);
    const code = randomBytes(10).toString('hex');
    const { app, redirectUri, codeChallenge } = request;
    const account = this.#world.requireAccount(login);
    this.#codes.set(code, { app, account, redirectUri, codeChallenge, expiresAtMs: Date.now() + CODE_MS });
    return backTo(request, { code });
  }

  /** The person presses “Cancel”. */
  refuse(authorizeUrl: string): string {
    const description = 'The user has denied your application access.';
    return backTo(this.#require(authorizeUrl), { error: 'access_denied', error_description: description });
  }

  /** A code for a token, once. */
  exchange(given: Readonly<Record<string, string>>): IssuedUserToken | ExchangeError {
    const app = [...this.#world.apps.values()].find(({ clientId }) => clientId === given['client_id']);
    if (app === undefined || !isSame(given['client_secret'], app.clientSecret)) return 'incorrect_client_credentials';
    const code = this.#codes.get(given['code'] ?? '');
    if (code === undefined || code.app !== app || code.expiresAtMs <= Date.now()) return 'bad_verification_code';
    this.#codes.delete(given['code'] ?? '');
    if (given['redirect_uri'] !== undefined && given['redirect_uri'] !== code.redirectUri)
      return 'redirect_uri_mismatch';
    if (code.codeChallenge !== null && challengeOf(given['code_verifier'] ?? '') !== code.codeChallenge) {
      return 'bad_verification_code';
    }
    return this.#tokens.issueForUser(code.account, app);
  }

  /** Codes that were not exchanged yet are too old from now on. */
  expireCodes(): void {
    for (const code of this.#codes.values()) code.expiresAtMs = 0;
  }

  #require(authorizeUrl: string): AuthorizationRequest {
    const { searchParams } = new URL(authorizeUrl, 'http://sandbox');
    const request = this.read(searchParams);
    if (typeof request === 'string') throw new Error(`Nobody can approve ${authorizeUrl}: ${request}`);
    return request;
  }
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

function isSame(given: string | undefined, expected: string | null): boolean {
  if (given === undefined || expected === null) return false;
  const [one, other] = [given, expected].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(one, other);
}

function backTo({ redirectUri, state }: AuthorizationRequest, answer: Record<string, string>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set('state', state);
  return url.href;
}
