/** `milepost doctor` against the sandbox, well and with one fault at a time. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readManifest } from '../../../src/web/set-up/manifest.ts';
import type { Check } from '../../../src/render/diagnosis.ts';
import { run } from '../../../src/cli/run.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';

const key = (): string =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey;

const privateKey = key();
const SECRET = 'the webhook secret of these tests';
const CLIENT_SECRET = 'the client secret of these tests';
const REPOSITORY = 'example-org/lantern';

let sandbox: Sandbox;
let milepost: Server;
let folder: string;
let installationId: number;

/** Stands where a running Milepost would: takes every webhook in, and is healthy. */
const publicUrl = (): string => `http://127.0.0.1:${(milepost.address() as AddressInfo).port}`;
const manifest = readManifest('app.yml');

beforeAll(async () => {
  milepost = createServer((request, response) => {
    request.resume();
    response.end(request.url === '/healthz' ? 'ok\n' : '');
  });
  await new Promise<void>((resolve) => milepost.listen(0, '127.0.0.1', () => resolve()));
  folder = mkdtempSync(join(tmpdir(), 'milepost-doctor-'));
  sandbox = await startSandbox();
  sandbox.createUser('alice');
  sandbox.createOrganization('example-org', { alice: 'admin' });
  sandbox.registerApp({
    id: 4242,
    slug: 'milepost',
    owner: 'alice',
    privateKey,
    webhookSecret: SECRET,
    webhookUrl: `${publicUrl()}/api/github/webhooks`,
    events: manifest.default_events,
    permissions: manifest.default_permissions,
    clientSecret: CLIENT_SECRET,
    callbackUrls: [`${publicUrl()}/-/signed-in`],
  });
  sandbox.createRepository(REPOSITORY, { files: { 'docs/roadmap.md': '# Roadmap\n\n- Light it (issue TBD)\n' } });
  installationId = sandbox.install('example-org', { repositories: 'all', by: 'alice' });
  await sandbox.deliveries.settled();
});
afterAll(async () => {
  await sandbox.close();
  await new Promise((resolve) => milepost.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

interface Diagnosed {
  code: number;
  out: string;
  err: string;
}

type Variables = Record<string, string>;

async function doctor(parameters: string[], changed: Variables = {}, now = () => new Date()): Promise<Diagnosed> {
  const written = { out: '', err: '' };
  const env: Variables = {
    APP_ID: '4242',
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: SECRET,
    GHE_HOST: sandbox.host,
    GHE_PROTOCOL: 'http',
    MILEPOST_URL: publicUrl(),
    GITHUB_CLIENT_ID: 'Iv23sandbox4242',
    GITHUB_CLIENT_SECRET: CLIENT_SECRET,
    ...changed,
  };
  const stream = (name: 'out' | 'err') => ({ write: (text: string) => void (written[name] += text), columns: 80 });
  const surroundings = { stdout: stream('out'), stderr: stream('err'), env, cwd: folder, now };
  const code = await run(['doctor', ...parameters], surroundings);
  return { code, ...written };
}

async function diagnosis(
  parameters: string[] = [],
  changed: Variables = {},
  now = () => new Date(),
): Promise<{ code: number; checks: Check[] }> {
  const { code, out, err } = await doctor([...parameters, '--json'], changed, now);
  expect(err).toBe('');
  for (const secret of [SECRET, CLIENT_SECRET, privateKey.split('\n')[4]!]) expect(out).not.toContain(secret);
  return { code, checks: (JSON.parse(out) as { checks: Check[] }).checks };
}

const stateOf = (checks: readonly Check[], id: string): string | undefined =>
  checks.find((check) => check.id === id)?.state;
const wrong = (checks: readonly Check[]): string[] =>
  checks.filter(({ state }) => state === 'problem').map(({ id }) => id);

describe('milepost doctor', () => {
  it('finds no problem where all is well, and looks at the repository', async () => {
    const { code, checks } = await diagnosis([REPOSITORY]);
    expect(wrong(checks)).toEqual([]);
    // Plain http to this machine is worth a word.
    expect(checks.filter(({ state }) => state !== 'ok').map(({ id }) => id)).toEqual(['webhook']);
    expect(code).toBe(0);
    const ids = checks.map(({ id }) => id);
    for (const id of [
      'node',
      'clock',
      'credentials',
      'rate-limit',
      'permissions',
      'events',
      'deliveries',
      'store',
      'sign-in',
    ]) {
      expect(ids).toContain(id);
    }
    expect(checks.find(({ id }) => id === 'roadmap')?.found).toBe('docs/roadmap.md.');
  });

  it('asks only, and changes nothing', async () => {
    sandbox.state.clearRequests();
    await doctor([REPOSITORY]);
    const writes = sandbox.state.writes().filter(({ path }) => !path.startsWith('/applications/'));
    expect(writes).toEqual([]);
  });

  it('fits a terminal of 80 columns, in groups, with what to do below what was found', async () => {
    const { out } = await doctor([], { MILEPOST_URL: 'https://milepost.invalid' });
    for (const line of out.split('\n')) expect([line, line.length <= 80]).toEqual([line, true]);
    expect(out).toMatch(/^This machine\n {2}ok {7}Node\.js /);
    expect(out).toMatch(/\n {2}problem {2}Configuration {3}GitHub sends to\n[^]*\n +→ Correct either/);
    expect(out).toMatch(/\n\d problems?, [^]*fine\.\n$/);
  });

  it('says everything that is missing at once, and what is not checked therefore', async () => {
    const { code, checks } = await diagnosis([REPOSITORY], { APP_ID: '', PRIVATE_KEY: '', WEBHOOK_SECRET: '' });
    expect(code).toBe(1);
    const titles = checks.filter(({ id }) => id === 'environment').map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET']));
    for (const id of [
      'credentials',
      'permissions',
      'events',
      'webhook',
      'deliveries',
      'installations',
      'roadmap',
      'board',
    ]) {
      expect([id, stateOf(checks, id)]).toEqual([id, 'not-checked']);
    }
    for (const id of ['github', 'clock', 'store', 'public-address'])
      expect([id, stateOf(checks, id)]).toEqual([id, 'ok']);
  });

  it('looks at the app with the secret of webhooks missing', async () => {
    const { checks } = await diagnosis([], { WEBHOOK_SECRET: '' });
    expect(wrong(checks)).toEqual(['environment']);
    expect(stateOf(checks, 'credentials')).toBe('ok');
  });

  it.each<[string, Variables, string[], RegExp]>([
    ['a key of another app', { PRIVATE_KEY: key() }, ['credentials'], /private key is not one of the app/],
    ['an app that is not there', { APP_ID: '99' }, ['credentials'], /APP_ID names no app here/],
    [
      'another address',
      { MILEPOST_URL: 'http://127.0.0.1:9' },
      ['webhook'],
      /GitHub sends to .* mean http:\/\/127\.0\.0\.1:9\//,
    ],
    ['another path', { WEBHOOK_PATH: '/hook' }, ['webhook'], /WEBHOOK_PATH mean .*\/hook\./],
    [
      'an address that is none',
      { MILEPOST_URL: 'milepost' },
      ['public-address', 'sign-in'],
      /MILEPOST_URL is no address/,
    ],
    ['another client', { GITHUB_CLIENT_ID: 'Iv1other' }, ['sign-in'], /of another app: this one has Iv23sandbox4242/],
    ['a wrong client secret', { GITHUB_CLIENT_SECRET: 'wrong' }, ['sign-in'], /does not take GITHUB_CLIENT_SECRET/],
    ['half a client', { GITHUB_CLIENT_SECRET: '' }, ['sign-in'], /GITHUB_CLIENT_SECRET is missing/],
    ['a GitHub that is away', { GHE_HOST: '127.0.0.1:49151' }, ['github'], /cannot be reached: nothing listens there/],
    [
      'a PostgreSQL that is away',
      { DATABASE_URL: 'postgres://me:pass%2Fword@127.0.0.1:9/x' },
      ['store'],
      /127\.0\.0\.1/,
    ],
  ])('names %s', async (_what, changed, expected, message) => {
    const { code, checks } = await diagnosis([], changed);
    // What the environment itself complains of besides is the server's own word.
    expect(wrong(checks).filter((id) => id !== 'environment')).toEqual(expected);
    expect(code).toBe(1);
    const problem = checks.find(({ id }) => id === expected[0])!;
    expect(`${problem.found} ${problem.advice}`).toMatch(message);
    expect(JSON.stringify(checks)).not.toMatch(/pass%2Fword|pass\/word/);
  });

  it.each([
    ['ahead of', 45_000, '45 seconds ahead of'],
    ['behind', -20 * 60_000, '20 minutes behind'],
  ])('names a clock that is %s GitHub’s', async (_what, skewMs, words) => {
    const { checks } = await diagnosis([], {}, () => new Date(Date.now() + skewMs));
    expect(wrong(checks)).toEqual(['clock']);
    expect(checks.find(({ id }) => id === 'clock')?.found).toContain(words);
  });

  it.each<[string, string, object, string, RegExp]>([
    ['unsigned webhooks', '/app/hook/config', { content_type: 'json', url: 'here' }, 'webhook', /not signed/],
    [
      'webhooks as forms',
      '/app/hook/config',
      { content_type: 'form', secret: '***', url: 'here' },
      'webhook',
      /come as form/,
    ],
    [
      'no webhook address',
      '/app/hook/config',
      { content_type: 'json', secret: '***' },
      'webhook',
      /no webhook address/,
    ],
    [
      'a missing permission',
      '/app',
      { permissions: { ...manifest.default_permissions, checks: 'read' } },
      'permissions',
      /checks: write \(has read\)/,
    ],
    [
      'a missing event',
      '/app',
      { events: manifest.default_events.filter((event) => event !== 'issues') },
      'events',
      /Not subscribed to: issues\./,
    ],
    [
      'failed deliveries',
      '/app/hook/deliveries',
      [{ id: 1, guid: 'g', status_code: 401, event: 'push', delivered_at: '2026-04-02T09:00:00Z' }],
      'deliveries',
      /1 of the last 1 could not/,
    ],
  ])('names %s', async (_what, path, change, id, message) => {
    const body = Array.isArray(change)
      ? change
      : {
          id: 4242,
          slug: 'milepost',
          permissions: manifest.default_permissions,
          events: manifest.default_events,
          ...change,
          ...('url' in change ? { url: `${publicUrl()}/api/github/webhooks` } : {}),
        };
    const fault = sandbox.faults.add({
      match: { path: new RegExp(`^${path}(?:\\?.*)?$`) },
      action: { status: 200, body },
    });
    const { checks } = await diagnosis();
    fault.remove();
    expect(wrong(checks)).toEqual([id]);
    expect(checks.find((check) => check.id === id)?.found).toMatch(message);
  });

  it('warns of what the app has beyond what it uses', async () => {
    const body = {
      id: 4242,
      slug: 'milepost',
      permissions: { ...manifest.default_permissions, administration: 'write' },
      events: [...manifest.default_events, 'check_run', 'star'],
    };
    const fault = sandbox.faults.add({ match: { path: /^\/app$/ }, action: { status: 200, body } });
    const { code, checks } = await diagnosis();
    fault.remove();
    expect(checks.find(({ id }) => id === 'permissions')).toMatchObject({
      state: 'warning',
      found: 'More than Milepost uses: administration: write.',
    });
    expect(checks.find(({ id }) => id === 'events')?.found).toMatch(/does not read: star\.$/);
    expect(code).toBe(0);
  });

  it('names a store that lacks what this version expects', async () => {
    const dataDirectory = join(folder, 'behind');
    await (await openDatabase({ url: null, dataDirectory })).close();
    const { checks } = await diagnosis([], { MILEPOST_DATA_DIR: dataDirectory });
    expect(wrong(checks)).toEqual(['store']);
    expect(checks.find(({ id }) => id === 'store')).toMatchObject({
      found: expect.stringMatching(/lacks \d+ migrations, 0001-first-tables and later ones\.$/),
      advice: expect.stringContaining('milepost migrate'),
    });
  });

  it('goes on where GitHub fails at one thing', async () => {
    const fault = sandbox.faults.add({ match: { path: /^\/app\/hook\// }, times: Infinity, action: { status: 404 } });
    const { code, checks } = await diagnosis();
    fault.remove();
    expect([stateOf(checks, 'webhook'), stateOf(checks, 'deliveries'), code]).toEqual([
      'not-checked',
      'not-checked',
      0,
    ]);
  });

  describe('about installations and repositories', () => {
    it('names one that lacks a permission, and one that is suspended', async () => {
      sandbox.createOrganization('stingy-org', { alice: 'admin' });
      sandbox.createOrganization('sleepy-org', { alice: 'admin' });
      const stingy = sandbox.install('stingy-org', {
        repositories: 'all',
        by: 'alice',
        permissions: { contents: 'read' },
      });
      const sleepy = sandbox.install('sleepy-org', { repositories: 'all', by: 'alice' });
      sandbox.suspend(sleepy);
      sandbox.createRepository('sleepy-org/bed', { files: { 'ROADMAP.md': '# Roadmap\n' } });
      const { checks } = await diagnosis(['sleepy-org/bed']);
      const said = checks.filter(({ id }) => id === 'installation');
      expect(said.map(({ title, state }) => [title, state])).toEqual([
        ['stingy-org', 'problem'],
        ['sleepy-org', 'warning'],
      ]);
      expect(said[0]!.found).toContain('contents: write (has read)');
      expect(checks.filter(({ group }) => group === 'sleepy-org/bed').map(({ state }) => state)).toEqual([
        'warning',
        ...Array.from({ length: 4 }, () => 'not-checked'),
      ]);
      sandbox.uninstall(stingy);
      sandbox.uninstall(sleepy);
    });

    it('says of a repository that it is not installed there', async () => {
      sandbox.createOrganization('far-org', { alice: 'admin' });
      sandbox.createRepository('far-org/away', { files: { 'ROADMAP.md': '# Roadmap\n' } });
      const { checks } = await diagnosis(['far-org/away']);
      expect(wrong(checks)).toEqual(['repository-installation']);
      expect(stateOf(checks, 'roadmap')).toBe('not-checked');
    });

    it.each<[string, Parameters<Sandbox['createRepository']>[1], string, RegExp]>([
      [
        'issues that are off',
        { issuesEnabled: false, files: { 'ROADMAP.md': '# Roadmap\n' } },
        'repository',
        /issues are switched off/,
      ],
      ['no roadmap', { files: { 'README.md': 'Hello\n' } }, 'roadmap', /None at ROADMAP\.md, docs\/ROADMAP\.md or/],
      [
        'a roadmap that is configured and not there',
        { files: { '.github/milepost.yml': 'roadmaps: [{ path: PLAN.md }]\n' } },
        'roadmap',
        /PLAN\.md is configured and not there/,
      ],
      [
        'a wrong configuration',
        { files: { '.github/milepost.yml': 'mode: on\n' } },
        'configuration',
        /milepost\.yml, line 1: /,
      ],
      [
        'a board that is not there',
        {
          files: {
            'ROADMAP.md': '# Roadmap\n',
            '.github/milepost.yml': 'roadmaps: [{ path: ROADMAP.md, project: 99 }]\n',
          },
        },
        'board',
        /Project 99 does not exist/,
      ],
      [
        'a board elsewhere',
        {
          files: {
            'ROADMAP.md': '# Roadmap\n',
            '.github/milepost.yml':
              'roadmaps: [{ path: ROADMAP.md, project: "https://github.com/orgs/example-org/projects/1" }]\n',
          },
        },
        'board',
        /on another GitHub/,
      ],
    ])('names %s', async (what, options, id, message) => {
      const name = `example-org/${what.replaceAll(' ', '-')}`;
      sandbox.createRepository(name, options);
      await sandbox.deliveries.settled();
      const { checks } = await diagnosis([name]);
      expect(wrong(checks)).toEqual([id]);
      expect(checks.find((check) => check.id === id)?.found).toMatch(message);
    });

    it('names a board that lacks the field, and one that may not be written', async () => {
      const number = sandbox.people.createProject('example-org', { title: 'Plan', by: 'alice' });
      sandbox.createRepository('example-org/boarded', {
        files: {
          'ROADMAP.md': '# Roadmap\n',
          '.github/milepost.yml': `roadmaps: [{ path: ROADMAP.md, project: ${number} }]\nboard: { target_field: Goal }\n`,
        },
      });
      const first = (await diagnosis(['example-org/boarded'])).checks.find(({ id }) => id === 'board');
      expect(first).toMatchObject({ state: 'warning', found: expect.stringContaining('no field “Goal”') });

      sandbox.grant(installationId, { ...manifest.default_permissions, organization_projects: 'read' });
      await sandbox.deliveries.settled();
      const { checks } = await diagnosis(['example-org/boarded']);
      sandbox.grant(installationId, manifest.default_permissions);
      expect(wrong(checks)).toEqual(['installation', 'repository-installation', 'board']);
      expect(checks.find(({ id }) => id === 'board')?.found).toContain('can be read, not written');
    });
  });

  it('ends with 2 for a repository that is none', async () => {
    const { code, out, err } = await doctor(['lantern']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('OWNER/NAME');
  });
});
