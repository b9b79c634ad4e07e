/**
 * Registering an app from a manifest, as a browser and the app's own site meet it: the form's POST to `…/settings/apps/new`,
 * the page with the button, the way back with a code, and the code's exchange for credentials.
 * https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { neededPermission, registerApp } from './accounts.ts';
import type { Asked } from './asked.ts';
import type { Account, App, Level } from './records.ts';
import { Refusal } from './refusal.ts';
import type { RestAnswer } from './rest/route.ts';
import { escaped, html } from './web-pages.ts';
import type { World } from './world.ts';

/** A manifest that GitHub would take. */
export interface Manifest {
  name: string;
  url: string;
  webhookUrl: string | null;
  redirectUrl: string;
  callbackUrls: string[];
  isPublic: boolean;
  permissions: Record<string, Level>;
  events: string[];
}

/** What GitHub gives for a code, once. */
export interface Credentials {
  app: App;
  privateKey: string;
  webhookSecret: string;
  clientSecret: string;
}

const CODE_MS = 60 * 60_000;
const LONGEST_NAME = 34;
/** They come without being asked for, and may not be listed. */
const UNLISTED: ReadonlySet<string> = new Set([
  'installation',
  'installation_repositories',
  'github_app_authorization',
  'ping',
]);

export class AppManifests {
  readonly #world: World;
  readonly #codes = new Map<string, { credentials: Credentials; untilMs: number }>();
  /** Of apps registered this way: some other number than those that tests give. */
  #lastId = 700_000;

  constructor(world: World) {
    this.#world = world;
  }

  /** What stands in the form, or GitHub's reasons to refuse it. */
  read(text: string | null): Manifest | string[] {
    let value: unknown;
    try {
      value = JSON.parse(text ?? '');
    } catch {
      return ['The manifest is no JSON.'];
    }
    if (typeof value !== 'object' || value === null) return ['The manifest is no object.'];
    return readFields(value as Record<string, unknown>, [...this.#world.apps.values()]);
  }

  /** The person presses “Create GitHub App”: gives the address that the browser is sent to. */
  create(manifest: Manifest, owner: Account, state: string | null): string {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    this.#lastId += 1;
    const [webhookSecret, clientSecret] = [20, 20].map((size) => randomBytes(size).toString('hex')) as [string, string];
    const app = registerApp(this.#world, {
      id: this.#lastId,
      slug: manifest.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
      name: manifest.name,
      owner: owner.login,
      privateKey,
      webhookSecret,
      ...(manifest.webhookUrl === null ? {} : { webhookUrl: manifest.webhookUrl }),
      events: manifest.events,
      permissions: manifest.permissions,
      clientSecret,
      callbackUrls: manifest.callbackUrls,
    });
    const code = randomBytes(20).toString('hex');
    const untilMs = Date.now() + CODE_MS;
    this.#codes.set(code, { credentials: { app, privateKey, webhookSecret, clientSecret }, untilMs });
    const back = new URL(manifest.redirectUrl);
    back.searchParams.set('code', code);
    if (state !== null) back.searchParams.set('state', state);
    return back.href;
  }

  /** null for a code that was never given, was exchanged already, or is too old. */
  exchange(code: string): Credentials | null {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    return known !== undefined && known.untilMs > Date.now() ? known.credentials : null;
  }

  /** Codes that were not exchanged yet are too old from now on. */
  expireCodes(): void {
    for (const code of this.#codes.values()) code.untilMs = 0;
  }
}

function readFields(fields: Record<string, unknown>, apps: readonly App[]): Manifest | string[] {
  const { name, url, hook_attributes: hook, redirect_url: redirectUrl } = fields;
  const permissions = (fields['default_permissions'] ?? {}) as Record<string, Level>;
  const events = (fields['default_events'] ?? []) as string[];
  const hookUrl = (hook as { url?: unknown } | undefined)?.url;
  const isActive = (hook as { active?: unknown } | undefined)?.active !== false;
  const errors = [
    ...(typeof name === 'string' && name !== '' ? [] : ["Name can't be blank"]),
    ...(typeof name === 'string' && name.length > LONGEST_NAME ? ['Name is too long (maximum is 34 characters)'] : []),
    ...(apps.some((app) => app.name === name) ? ['Name is already taken'] : []),
    ...(isUrl(url) ? [] : ['Url must be a valid URL']),
    ...(hook !== undefined && !isUrl(hookUrl) ? ['Hook url must be a valid URL'] : []),
    ...(isUrl(redirectUrl) ? [] : ['Redirect url must be a valid URL']),
    ...events.flatMap((event) => eventErrors(event, permissions)),
  ];
  if (errors.length > 0) return errors;
  return {
    name: String(name),
    url: String(url),
    webhookUrl: hook !== undefined && isActive ? String(hookUrl) : null,
    redirectUrl: String(redirectUrl),
    callbackUrls: ((fields['callback_urls'] ?? []) as unknown[]).map(String),
    isPublic: fields['public'] !== false,
    permissions,
    events,
  };
}

const isUrl = (value: unknown): boolean => typeof value === 'string' && URL.canParse(value) && /^https?:/.test(value);

function eventErrors(event: string, permissions: Readonly<Record<string, Level>>): string[] {
  if (UNLISTED.has(event)) return [`Default events unsupported: ${event}`];
  if (event === 'repository') return [];
  const needed = neededPermission[event];
  if (needed === undefined) return [`Default events unsupported: ${event}`];
  return needed.split(',').some((name) => Object.hasOwn(permissions, name))
    ? []
    : [`Default events are not supported by permissions: ${event}`];
}

/** null for any other address. */
export function manifestAnswer(world: World, manifests: AppManifests, asked: Asked): RestAnswer | null {
  const { method, url } = asked;
  const match = /^(?:\/organizations\/([^/]+))?\/settings\/apps(\/new)?$/.exec(url.pathname);
  if (!match || method !== 'POST') return null;
  const organization = match[1] === undefined ? null : (world.account(decodeURIComponent(match[1])) ?? null);
  if (match[1] !== undefined && organization?.kind !== 'Organization') throw new Refusal(404, 'Not Found');
  const form = new URLSearchParams(asked.rawBody);
  const manifest = manifests.read(form.get('manifest'));
  if (Array.isArray(manifest)) return refused(manifest);
  if (match[2] !== undefined) return confirmPage(world, manifest, organization, url, form.get('manifest') ?? '');
  const person = world.account(form.get('login') ?? '');
  if (person?.kind !== 'User' || !mayRegister(person, organization)) throw new Refusal(404, 'Not Found');
  const location = manifests.create(manifest, organization ?? person, form.get('state') || null);
  return { status: 302, headers: { location, 'cache-control': 'no-store' } };
}

const mayRegister = (person: Account, organization: Account | null): boolean =>
  organization === null || organization.members.get(person.login.toLowerCase()) === 'admin';

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

const refused = (errors: readonly string[]): RestAnswer => ({
  status: 422,
  body: Buffer.from(html('Invalid GitHub App configuration', errors).content),
  headers: HEADERS,
});

/** One button for each person who may: nobody is signed in to the sandbox itself. */
function confirmPage(
  world: World,
  manifest: Manifest,
  organization: Account | null,
  url: URL,
  text: string,
): RestAnswer {
  const people = [...world.accounts.values()].filter((each) => each.kind === 'User' && mayRegister(each, organization));
  const buttons = people.map(
    ({ login }) =>
      `<p><button name="login" value="${escaped(login)}">Create GitHub App for ${escaped(organization?.login ?? login)} as ${escaped(login)}</button></p>`,
  );
  const hidden = Object.entries({ manifest: text, state: url.searchParams.get('state') ?? '' }).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`,
  );
  const action = escaped(url.pathname.replace(/\/new$/, ''));
  const form = `<form method="post" action="${action}">${hidden.join('')}${buttons.join('')}</form>`;
  const asks = [
    ...Object.entries(manifest.permissions).map(([name, level]) => `${name}: ${level}`),
    manifest.events.join(', '),
  ];
  const { content } = html(`Create GitHub App ${manifest.name}`, asks);
  return { status: 200, body: Buffer.from(String(content).replace('</body>', `${form}</body>`)), headers: HEADERS };
}
