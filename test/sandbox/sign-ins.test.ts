/** People who sign in to a site with GitHub: the app's web flow, and what the token may then. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { client, refusal } from './story.ts';

const CLIENT = 'Iv23sandbox7';
const CLIENT_SECRET = 'the secret of the client';
const CALLBACK = 'https://milepost.test/-/signed-in';
const VERIFIER = 'v'.repeat(43);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
  for (const login of ['alice', 'bob']) sandbox.createUser(login);
  sandbox.createOrganization('example-org', { alice: 'member' });
  sandbox.createRepository('example-org/hidden', { visibility: 'private' });
  sandbox.createRepository('example-org/elsewhere', { visibility: 'private' });
  sandbox.createRepository('example-org/open');
  sandbox.registerApp({
    id: 7,
    slug: 'milepost',
    clientSecret: CLIENT_SECRET,
    callbackUrls: [CALLBACK],
    permissions: { contents: 'read' },
  });
  sandbox.install('example-org', { repositories: ['hidden'] });
});
afterEach(async () => {
  await sandbox.close();
});

function authorizeUrl(changes: Record<string, string> = {}): string {
  const query = { client_id: CLIENT, redirect_uri: CALLBACK, state: 'a state', code_challenge: CHALLENGE };
  return `${sandbox.url}/login/oauth/authorize?${new URLSearchParams({ ...query, code_challenge_method: 'S256', ...changes }).toString()}`;
}

async function exchange(code: string, changes: Record<string, string> = {}) {
  const fields = { client_id: CLIENT, client_secret: CLIENT_SECRET, code, redirect_uri: CALLBACK };
  const response = await fetch(`${sandbox.url}/login/oauth/access_token`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({ ...fields, code_verifier: VERIFIER, ...changes }),
  });
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) } as {
    status: number;
    access_token?: string;
    error?: string;
  };
}

const codeFor = (login: string): string =>
  new URL(sandbox.signIns.approve(authorizeUrl(), login)).searchParams.get('code') ?? '';

const tokenOf = async (login: string): Promise<string> => (await exchange(codeFor(login))).access_token ?? '';

describe('the web flow', () => {
  it('sends the person back with a code and the state, and gives a token of that person for it', async () => {
    const back = new URL(sandbox.signIns.approve(authorizeUrl(), 'alice'));
    expect(`${back.origin}${back.pathname}`).toBe(CALLBACK);
    expect(back.searchParams.get('state')).toBe('a state');
    const token = await exchange(back.searchParams.get('code') ?? '');
    expect(token).toMatchObject({ status: 200, token_type: 'bearer', expires_in: 28_800 });
    const { data } = await client(sandbox, token.access_token).rest.users.getAuthenticated();
    expect(data.login).toBe('alice');
  });

  it('says with status 200 what is wrong with an exchange', async () => {
    const code = codeFor('alice');
    for (const [changes, error] of [
      [{ client_secret: 'another' }, 'incorrect_client_credentials'],
      [{ client_id: 'Iv23nobody' }, 'incorrect_client_credentials'],
      [{ code: 'made-up' }, 'bad_verification_code'],
    ] as const) {
      expect(await exchange(code, changes)).toMatchObject({ status: 200, error });
    }
    expect(await exchange(codeFor('alice'), { redirect_uri: 'https://other.test/' })).toMatchObject({
      error: 'redirect_uri_mismatch',
    });
    expect(await exchange(codeFor('alice'), { code_verifier: 'w'.repeat(43) })).toMatchObject({
      error: 'bad_verification_code',
    });
    expect(await exchange(code)).toHaveProperty('access_token');
    // A second time.
    expect(await exchange(code)).toMatchObject({ error: 'bad_verification_code' });
    const old = codeFor('alice');
    sandbox.signIns.expireCodes();
    expect(await exchange(old)).toMatchObject({ error: 'bad_verification_code' });
  });

  it('asks with a page whose buttons do the same, and sends nobody to an address that is not registered', async () => {
    const page = await (await fetch(authorizeUrl())).text();
    expect(page).toContain('Authorize as alice');
    expect(page).toContain('Authorize as bob');
    const press = (body: Record<string, string>) =>
      fetch(authorizeUrl(), { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' });
    const approved = await press({ login: 'bob' });
    expect(approved.status).toBe(302);
    expect(approved.headers.get('location')).toMatch(
      /^https:\/\/milepost\.test\/-\/signed-in\?code=\w+&state=a\+state$/,
    );
    expect((await press({ cancel: '1' })).headers.get('location')).toContain('error=access_denied');
    for (const changes of [
      { redirect_uri: 'https://evil.test/' },
      { client_id: 'x' },
      { code_challenge_method: 'plain' },
    ]) {
      expect((await fetch(authorizeUrl(changes))).status).toBe(404);
    }
  });
});

const read = (token: string, repo: string) =>
  client(sandbox, token)
    .rest.repos.get({ owner: 'example-org', repo })
    .then(
      ({ status }) => status,
      ({ status }: { status: number }) => status,
    );

describe('a token of a person for an app', () => {
  it('reads what both the person and the app may read', async () => {
    const [alice, bob] = [await tokenOf('alice'), await tokenOf('bob')];
    expect(await read(alice, 'hidden')).toBe(200);
    // The app is not installed there; the person has no right there; everybody may read what is public.
    expect(await read(alice, 'elsewhere')).toBe(404);
    expect(await read(bob, 'hidden')).toBe(404);
    expect(await read(bob, 'open')).toBe(200);
    const writing = client(sandbox, alice).rest.issues.create({ owner: 'example-org', repo: 'hidden', title: 'No' });
    expect((await refusal(writing)).status).toBe(403);
  });

  it('ends when it expires, when the app revokes it, and when the person does', async () => {
    const revoke = (token: string, secret = CLIENT_SECRET) =>
      fetch(`${sandbox.apiUrl}/applications/${CLIENT}/token`, {
        method: 'DELETE',
        headers: { authorization: `Basic ${Buffer.from(`${CLIENT}:${secret}`).toString('base64')}` },
        body: JSON.stringify({ access_token: token }),
      }).then(({ status }) => status);
    const [first, second, third] = [await tokenOf('alice'), await tokenOf('alice'), await tokenOf('alice')];
    expect(await revoke(first, 'another')).toBe(401);
    expect(await revoke(first)).toBe(204);
    expect(await revoke(first)).toBe(422);
    expect([await read(first, 'hidden'), await read(second, 'hidden')]).toEqual([401, 200]);
    sandbox.revokeUserTokens('bob');
    expect(await read(second, 'hidden')).toBe(200);
    sandbox.revokeUserTokens('alice');
    expect(await read(second, 'hidden')).toBe(401);
    expect(sandbox.userTokens()).toEqual([]);
    expect(await read(third, 'hidden')).toBe(401);
    const last = await tokenOf('alice');
    sandbox.expireUserTokens();
    expect(await read(last, 'hidden')).toBe(401);
  });
});
