import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';

let sandbox: Sandbox;

const MANIFEST = {
  name: 'Lamp',
  url: 'https://lamp.example.org',
  hook_attributes: { url: 'https://lamp.example.org/hook' },
  redirect_url: 'http://localhost:3000/registered',
  default_permissions: { issues: 'write', contents: 'read' },
  default_events: ['issues', 'push', 'repository'],
};

beforeAll(async () => {
  sandbox = await startSandbox();
  sandbox.createUser('alice');
  sandbox.createUser('bob');
  sandbox.createOrganization('example-org', { alice: 'admin', bob: 'member' });
});
afterAll(() => sandbox.close());

const post = (path: string, fields: Record<string, string>): Promise<Response> =>
  fetch(`${sandbox.url}${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
const register = (path: string, manifest: object, login: string): Promise<Response> =>
  post(path, { manifest: JSON.stringify(manifest), login, state: 'abc' });
const convert = (code: string): Promise<Response> =>
  fetch(`${sandbox.apiUrl}/app-manifests/${code}/conversions`, { method: 'POST' });

describe('registering an app from a manifest in the sandbox', () => {
  it('sends the person back with the state and a code that is worth the credentials once', async () => {
    const answer = await register('/settings/apps', MANIFEST, 'bob');
    const back = new URL(answer.headers.get('location')!);
    expect([answer.status, `${back.origin}${back.pathname}`, back.searchParams.get('state')]).toEqual([
      302,
      'http://localhost:3000/registered',
      'abc',
    ]);
    const code = back.searchParams.get('code')!;
    const converted = await convert(code);
    expect(converted.status).toBe(201);
    expect(await converted.json()).toMatchObject({
      slug: 'lamp',
      owner: { login: 'bob' },
      pem: expect.stringContaining('BEGIN RSA PRIVATE KEY'),
      webhook_secret: expect.any(String),
      client_id: expect.any(String),
      client_secret: expect.any(String),
      permissions: { issues: 'write', contents: 'read', metadata: 'read' },
      events: MANIFEST.default_events,
    });
    expect((await convert(code)).status).toBe(404);
  });

  it('keeps a code for an hour', async () => {
    const answer = await register('/settings/apps', { ...MANIFEST, name: 'Late lamp' }, 'bob');
    sandbox.manifests.expireCodes();
    expect((await convert(new URL(answer.headers.get('location')!).searchParams.get('code')!)).status).toBe(404);
  });

  it('lets only those who administer an organisation register apps of it', async () => {
    const manifest = { ...MANIFEST, name: 'Lamp of the organisation' };
    const page = await post('/organizations/example-org/settings/apps/new?state=s', {
      manifest: JSON.stringify(manifest),
    });
    expect(await page.text()).toMatch(/as alice(?![^]*as bob)/);
    expect((await register('/organizations/example-org/settings/apps', manifest, 'bob')).status).toBe(404);
    expect((await register('/organizations/alice/settings/apps', manifest, 'alice')).status).toBe(404);
    expect((await register('/organizations/example-org/settings/apps', manifest, 'alice')).status).toBe(302);
  });

  it.each<[string, object, string]>([
    ['without a name', { name: '' }, 'Name can&#39;t be blank'],
    ['with a name of 35 characters', { name: 'x'.repeat(35) }, 'Name is too long'],
    ['with a name that is taken', { name: 'Lamp' }, 'Name is already taken'],
    ['without an address', { url: undefined }, 'Url must be a valid URL'],
    ['with a hook without address', { hook_attributes: { active: true } }, 'Hook url must be a valid URL'],
    [
      'with an event that its permissions do not cover',
      { default_events: ['release', 'merge_group'] },
      'not supported by permissions: merge_group',
    ],
    ['with an event that comes unasked', { default_events: ['installation'] }, 'unsupported: installation'],
  ])('refuses a manifest %s', async (_what, change, message) => {
    const manifest = JSON.stringify({ ...MANIFEST, name: 'Other lamp', ...change });
    const page = await post('/settings/apps/new', { manifest });
    expect(page.status).toBe(422);
    expect((await page.text()).replaceAll("'", '&#39;')).toContain(message);
  });
});
