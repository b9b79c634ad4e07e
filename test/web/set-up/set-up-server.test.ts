import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readHosts } from '../../../src/github/hosts.ts';
import { readManifest } from '../../../src/web/set-up/manifest.ts';
import { startSetUp, type Registered, type SetUp, type SetUpOptions } from '../../../src/web/set-up/set-up-server.ts';

const app = {
  id: 7,
  slug: 'milepost',
  name: 'Milepost',
  pageUrl: 'https://github.com/apps/milepost',
  privateKey: 'the key',
  webhookSecret: 'the webhook secret',
  clientId: 'Iv1',
  clientSecret: 'the client secret',
};

let nowMs = 0;
let codes: string[] = [];
let kept: Registered[] = [];
let setUp: SetUp;

const start = (options: Partial<SetUpOptions> = {}): Promise<SetUp> =>
  startSetUp({
    port: 0,
    hosts: readHosts({}),
    webhookPath: '/hook',
    environmentFile: '/srv/milepost/.env',
    publicUrl: '',
    convert: async (code) => {
      codes.push(code);
      if (code === 'old') throw new Error('The code is over an hour old.');
      return app;
    },
    keep: async (registered) => {
      kept.push(registered);
      return { backup: null };
    },
    now: () => nowMs,
    ...options,
  });

interface Answered {
  status: number;
  text: string;
  headers: Record<string, unknown>;
}

/** As a client that may say any Host and Origin. */
const ask = (path: string, headers: Record<string, string> = {}, body?: string): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const options = { port: setUp.port, host: '127.0.0.1', path, method: body === undefined ? 'GET' : 'POST' };
    const sent = request({ ...options, agent: false, headers: { ...type, ...headers } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
    });
    sent.on('error', reject);
    sent.end(body);
  });

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const token = async (): Promise<string> => /name="token" value="([^"]+)"/.exec((await ask('/')).text)![1]!;

const FIELDS = {
  public_url: 'https://milepost.example.org',
  owner: 'account',
  name: 'Milepost',
  visibility: 'private',
};

const register = async (fields: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Answered> =>
  ask('/register', headers, new URLSearchParams({ token: await token(), ...FIELDS, ...fields }).toString());

const manifestIn = ({ text }: Answered): Record<string, unknown> =>
  JSON.parse(unescaped(/name="manifest" value="([^"]+)"/.exec(text)![1]!)) as Record<string, unknown>;
const targetIn = ({ text }: Answered): URL => new URL(unescaped(/action="(https?:[^"]+)"/.exec(text)![1]!));

/** A registration that waits for its answer: its state. */
const begin = async (): Promise<string> => targetIn(await register()).searchParams.get('state')!;
const own = (): string => `localhost:${setUp.port}`;

beforeEach(async () => {
  nowMs = Date.parse('2026-04-02T09:00:00Z');
  codes = [];
  kept = [];
  setUp = await start();
});
afterEach(() => setUp.close());

describe('the set-up page', () => {
  it('explains three steps, and asks for address, owner and name', async () => {
    const { status, text, headers } = await ask('/');
    expect(status).toBe(200);
    expect(text.match(/<h2>\d\. /g)).toHaveLength(3);
    for (const name of ['public_url', 'owner', 'organization', 'name', 'visibility']) {
      expect(text).toContain(`name="${name}"`);
    }
    expect(text).toContain('There is no public address yet');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("form-action 'self' https://github.com;");
    expect(headers['cache-control']).toBe('no-store');
  });

  it('hands GitHub the manifest of app.yml with the addresses, and a state', async () => {
    const answered = await register({ public_url: 'https://milepost.example.org/' });
    expect(answered.status).toBe(200);
    const { default_permissions, default_events } = readManifest('app.yml');
    expect(manifestIn(answered)).toMatchObject({
      name: 'Milepost',
      public: false,
      url: 'https://milepost.example.org',
      hook_attributes: { url: 'https://milepost.example.org/hook', active: true },
      redirect_url: `http://127.0.0.1:${setUp.port}/registered`,
      callback_urls: ['https://milepost.example.org/-/signed-in'],
      default_permissions,
      default_events,
    });
    expect(targetIn(answered).pathname).toBe('/settings/apps/new');
    expect(targetIn(answered).searchParams.get('state')).toMatch(/^[\w-]{40,}$/);
  });

  it.each<[string, Record<string, string>, string]>([
    ['github.com for an organisation', {}, 'https://github.com/organizations/example-org/settings/apps/new'],
    [
      'a data-residency host',
      { GHE_HOST: 'octo.ghe.com' },
      'https://octo.ghe.com/organizations/example-org/settings/apps/new',
    ],
    [
      'a server',
      { GHE_HOST: 'github.example.com' },
      'https://github.example.com/organizations/example-org/settings/apps/new',
    ],
  ])('goes to %s', async (_what, variables, expected) => {
    await setUp.close();
    setUp = await start({ hosts: readHosts(variables) });
    const answered = await register({ owner: 'organization', organization: 'example-org', visibility: 'public' });
    const { origin, pathname } = targetIn(answered);
    expect(`${origin}${pathname}`).toBe(expected);
    expect(answered.headers['content-security-policy']).toContain(`form-action 'self' ${origin};`);
    expect(manifestIn(answered)['public']).toBe(true);
    const isServer = variables['GHE_HOST'] === 'github.example.com';
    expect((manifestIn(answered)['default_events'] as string[]).includes('merge_group')).toBe(!isServer);
  });

  it('shows what is wrong at its field, and keeps what was written', async () => {
    const { status, text } = await register({ public_url: 'http://<b>', owner: 'organization', organization: '' });
    expect(status).toBe(400);
    expect(text).toContain('This is no address');
    expect(text).toContain('The login of the organisation is missing');
    expect(text).toContain('value="http://&lt;b&gt;"');
    expect(text).not.toContain('<b>"');
    expect(text.match(/aria-invalid="true"/g)).toHaveLength(2);
  });
});

describe('the answer of GitHub', () => {
  it('is taken once: credentials are kept, never shown, and the way to the installation is', async () => {
    const state = await begin();
    const { status, text } = await ask(`/registered?code=c0de&state=${state}`);
    expect(status).toBe(200);
    expect(text).toContain('href="https://github.com/apps/milepost/installations/new"');
    for (const secret of ['the key', 'the webhook secret', 'the client secret']) expect(text).not.toContain(secret);
    const registered = await setUp.registered;
    expect(registered).toEqual({ app, registration: expect.objectContaining({ name: 'Milepost' }) });
    expect(kept).toEqual([registered]);

    expect((await ask(`/registered?code=c0de&state=${state}`)).status).toBe(400);
    expect(codes).toEqual(['c0de']);
  });

  it.each<[string, (state: string) => string]>([
    ['another state', () => '/registered?code=c0de&state=guessed'],
    ['no state', () => '/registered?code=c0de'],
    ['no code', (state) => `/registered?state=${state}`],
    ['a code with a path in it', (state) => `/registered?code=..%2F..%2Fuser&state=${state}`],
  ])('is refused with %s', async (_what, path) => {
    const { status } = await ask(path(await begin()));
    expect([status, codes, kept]).toEqual([400, [], []]);
  });

  it('is refused after an hour, and after a state was used for nothing', async () => {
    const state = await begin();
    nowMs += 60 * 60_000;
    expect((await ask(`/registered?code=c0de&state=${state}`)).status).toBe(400);
    const other = await begin();
    await ask(`/registered?state=${other}`);
    expect((await ask(`/registered?code=c0de&state=${other}`)).status).toBe(400);
    expect(codes).toEqual([]);
  });

  it('that GitHub does not take is told, and the next one is taken', async () => {
    const { status, text } = await ask(`/registered?code=old&state=${await begin()}`);
    expect([status, kept]).toEqual([400, []]);
    expect(text).toContain('The code is over an hour old.');
    expect((await ask(`/registered?code=c0de&state=${await begin()}`)).status).toBe(200);
  });

  it('leads to no page of anybody else', async () => {
    await setUp.close();
    setUp = await start({ convert: async () => ({ ...app, pageUrl: 'https://evil.example/apps/milepost' }) });
    const { text } = await ask(`/registered?code=c0de&state=${await begin()}`);
    expect(text).not.toContain('evil.example');
    expect(text).toContain('Install App');
  });
});

describe('whoever else comes', () => {
  it.each([
    ['a name that was rebound', () => ({ host: 'evil.example' })],
    ['a name that ends alike', () => ({ host: `localhost.evil.example:${setUp.port}` })],
    ['an address of the network', () => ({ host: '192.168.1.2:3000' })],
    ['a name with a person before it', () => ({ host: 'localhost@evil.example' })],
  ])('is refused under %s', async (_what, headers) => {
    expect((await ask('/', headers())).status).toBe(421);
    expect((await register({}, headers())).status).toBe(421);
  });

  it.each([
    ['another origin', () => ({ origin: 'https://evil.example' })],
    ['an origin that hides', () => ({ origin: 'null' })],
    ['another port of this machine', () => ({ origin: 'http://localhost:1' })],
    ['another site, as the browser says', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['another page of this machine', () => ({ 'sec-fetch-site': 'same-site' })],
  ])('gets no form through from %s', async (_what, headers) => {
    expect((await register({}, { host: own(), ...headers() })).status).toBe(403);
  });

  it('gets no form through without the token of this page', async () => {
    const { status, text } = await register({ token: 'guessed' });
    expect(status).toBe(400);
    expect(text).not.toContain('name="manifest"');
  });

  it('is served as the browser of this machine is', async () => {
    const headers = { host: own(), origin: `http://${own()}`, 'sec-fetch-site': 'same-origin' };
    const answered = await register({}, headers);
    expect(manifestIn(answered)['redirect_url']).toBe(`http://${own()}/registered`);
  });

  it('is told where nothing is', async () => {
    expect((await ask('/probot')).status).toBe(404);
    expect((await ask('/register')).status).toBe(404);
    expect((await ask('//')).status).toBe(404);
    expect((await ask('/register', {}, 'x'.repeat(20_000))).status).toBe(413);
  });
});
