/**
 * What stands in `Authorization`, and whom it makes of the asker: the app's own JSON web token (RS256), installation
 * tokens `ghs_…`, personal ones `ghp_…`, those of people who signed in to a site `ghu_…`, and of that site the client id
 * and secret. Tokens and their clock are of the real world, not of the sandbox's story:
 * clients compare them with their own clock.
 */
import { randomBytes, verify } from 'node:crypto';
import type { Actor } from './access.ts';
import type { Account, App, Installation, Permissions, Repository } from './records.ts';
import { Refusal } from './refusal.ts';
import { covers } from './world.ts';
import type { World } from './world.ts';

interface InstallationToken {
  installation: Installation;
  repositoryIds: ReadonlySet<number> | null;
  permissions: Permissions;
  expiresAtMs: number;
}

interface UserToken {
  account: Account;
  app: App;
  /** Infinity where the app's user tokens do not expire. */
  expiresAtMs: number;
}

export interface IssuedUserToken {
  token: string;
  /** null: it does not expire. */
  expiresInSeconds: number | null;
  refreshToken: string;
}

export interface IssuedToken {
  token: string;
  expiresAt: Date;
}

const hourMs = 60 * 60 * 1000;
const userTokenSeconds = 8 * 60 * 60;
const badCredentials = () => new Refusal(401, 'Bad credentials');

export class Tokens {
  readonly #world: World;
  readonly #personal = new Map<string, Account>();
  readonly #ofInstallations = new Map<string, InstallationToken>();
  readonly #ofUsers = new Map<string, UserToken>();

  constructor(world: World) {
    this.#world = world;
  }

  /** A personal access token with all that the person may do. */
  issuePersonal(account: Account): string {
    const token = `ghp_${randomBytes(18).toString('hex')}`;
    this.#personal.set(token, account);
    return token;
  }

  /** An hour's token; `repositoryIds` null for all of the installation. Treat the text as opaque. */
  issueForInstallation(
    installation: Installation,
    repositoryIds: ReadonlySet<number> | null,
    permissions: Permissions,
  ): IssuedToken {
    // The long format of 2026, so that nobody comes to rely on forty characters.
    const parts = [24, 90, 64].map((size) => randomBytes(size).toString('base64url'));
    const token = `ghs_${installation.app.id}_${parts.join('.')}`;
    const expiresAtMs = Date.now() + hourMs;
    this.#ofInstallations.set(token, { installation, repositoryIds, permissions, expiresAtMs });
    return { token, expiresAt: new Date(expiresAtMs) };
  }

  /** A token of a person for an app: it may what both may. https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens */
  issueForUser(account: Account, app: App): IssuedUserToken {
    const [token, refreshToken] = [`ghu_${randomBytes(18).toString('hex')}`, `ghr_${randomBytes(38).toString('hex')}`];
    const expiresInSeconds = app.userTokensExpire ? userTokenSeconds : null;
    const expiresAtMs = expiresInSeconds === null ? Infinity : Date.now() + expiresInSeconds * 1000;
    this.#ofUsers.set(token, { account, app, expiresAtMs });
    return { token, expiresInSeconds, refreshToken };
  }

  /** Whose token it is; null where it is none of that app, expired or revoked. */
  accountOfUserToken(token: string, app: App): Account | null {
    const known = this.#ofUsers.get(token);
    return known?.app === app && known.expiresAtMs > Date.now() ? known.account : null;
  }

  /** false where there was no such token. */
  revokeUserToken(token: string, app: App): boolean {
    if (this.accountOfUserToken(token, app) === null) return false;
    return this.#ofUsers.delete(token);
  }

  /** The person takes back what they allowed all apps. */
  revokeAllOf(account: Account): void {
    for (const [token, known] of this.#ofUsers) if (known.account === account) this.#ofUsers.delete(token);
  }

  /** Tokens of people for apps, as they are valid now. */
  userTokens(): string[] {
    return [...this.#ofUsers.keys()];
  }

  /** Makes every installation token stale at once, as if their hour had passed. */
  expireAll(): void {
    for (const token of this.#ofInstallations.values()) token.expiresAtMs = 0;
  }

  /** The same of the tokens of people for apps. */
  expireUserTokens(): void {
    for (const token of this.#ofUsers.values()) token.expiresAtMs = 0;
  }

  /** The actor of an `Authorization` header; absent means anonymous. Throws 401 or 403 as GitHub answers. */
  actorOf(authorization: string | undefined): Actor {
    if (authorization === undefined || authorization === '') return { kind: 'anonymous' };
    const [scheme = '', given = ''] = authorization.split(' ');
    if (scheme.toLowerCase() === 'basic') return { kind: 'client', app: this.#clientOf(given) };
    if (!['token', 'bearer'].includes(scheme.toLowerCase())) throw badCredentials();
    const account = this.#personal.get(given);
    if (account) return { kind: 'user', account };
    const ofUser = this.#ofUsers.get(given);
    if (ofUser) return this.#userActor(ofUser);
    const token = this.#ofInstallations.get(given);
    if (token) return this.#installationActor(token);
    if (given.split('.').length === 3) return { kind: 'app', app: this.#appOf(given) };
    throw badCredentials();
  }

  /** What the person may, and the app where it is installed. */
  #userActor({ account, app, expiresAtMs }: UserToken): Actor {
    if (expiresAtMs <= Date.now()) throw badCredentials();
    const installationOn = (repository: Repository): Installation | null =>
      [...this.#world.installations.values()].find(
        (each) => each.app === app && each.suspendedAt === null && covers(each, repository),
      ) ?? null;
    return { kind: 'user', account, through: { app, installationOn } };
  }

  #clientOf(basic: string): App {
    const [id, secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    const app = [...this.#world.apps.values()].find(({ clientId }) => clientId === id);
    if (app?.clientSecret === undefined || app.clientSecret === null || app.clientSecret !== secret) {
      throw badCredentials();
    }
    return app;
  }

  #installationActor(token: InstallationToken): Actor {
    const { installation, repositoryIds } = token;
    if (token.expiresAtMs <= Date.now() || !isCurrent(this.#world, installation)) throw badCredentials();
    if (installation.suspendedAt !== null) throw new Refusal(403, 'This installation has been suspended');
    // What the owner has taken back since the token was issued is gone at once.
    const entries = Object.entries(token.permissions).filter(([name]) => installation.permissions[name] !== undefined);
    return { kind: 'installation', installation, repositoryIds, permissions: Object.fromEntries(entries) };
  }

  #appOf(jwt: string): App {
    const [header = '', payload = '', signature = ''] = jwt.split('.');
    const claims = decode(payload);
    if (decode(header)?.['alg'] !== 'RS256' || !claims) throw undecodable();
    const issuer = String(claims['iss']);
    const app = [...this.#world.apps.values()].find((each) => String(each.id) === issuer || each.clientId === issuer);
    if (!app) throw new Refusal(404, 'Integration not found');
    const signed = Buffer.from(`${header}.${payload}`);
    if (!app.publicKey || !verify('sha256', signed, app.publicKey, Buffer.from(signature, 'base64url'))) {
      throw undecodable();
    }
    checkTimes(claims);
    return app;
  }
}

const undecodable = () => new Refusal(401, 'A JSON web token could not be decoded');

/** GITHUB_TOKENs belong to an installation that is never listed, so presence is asked of the record itself. */
const isCurrent = (world: World, installation: Installation): boolean =>
  installation.app.slug === 'github-actions' || world.installations.has(installation.id);

function decode(part: string): Record<string, unknown> | null {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  } catch {
    return null;
  }
}

/** At most ten minutes into the future. https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app */
function checkTimes(claims: Readonly<Record<string, unknown>>): void {
  const now = Date.now() / 1000;
  const { exp, iat } = claims;
  if (typeof exp !== 'number' || exp < now) {
    const message =
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
    throw new Refusal(401, message);
  }
  if (exp > now + 600 + 30) throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  if (typeof iat !== 'number' || iat > now + 60) {
    const message = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
    throw new Refusal(401, message);
  }
}
