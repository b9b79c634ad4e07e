/** The site in front of a store and a GitHub: who sees what, and with which headers. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { PAGE_STYLE } from '../../../src/render/page/page-style.ts';
import { hidePages } from '../../../src/store/pages.ts';
import { addRepository, ask, begin, signIn, stageSite, type SiteStage } from './site-stage.ts';

let stage: SiteStage;
beforeAll(async () => {
  stage = await stageSite();
  await addRepository(stage, 'Lantern', 'public', ['Carry a light', 'Trim <b>the</b> wick']);
  await addRepository(stage, 'Hidden', 'private', ['Dig a tunnel']);
  await addRepository(stage, 'Closing', 'public', ['Shut the door']);
  stage.sandbox.createRepository('Example-Org/Unread', { visibility: 'private' });
}, 60_000);
afterAll(() => stage.close());

const get = (path: string, headers: Record<string, string> = {}) => ask(stage.origin, path, { headers });
/** The browser follows GitHub's redirect. */
const back = (location: string, cookie: string) => {
  const { pathname, search } = new URL(location);
  return get(`${pathname}${search}`, { cookie });
};
const HIDDEN = '/Example-Org/Hidden';
const NOWHERE = '/Example-Org/Nowhere';

describe('a public page', () => {
  it('is shown to everybody, under its own name, in any case and with a slash', async () => {
    const { status, headers, body } = await get('/Example-Org/Lantern');
    expect(status).toBe(200);
    expect(body).toContain('Carry a light');
    expect(body).toContain('Trim &lt;b&gt;the&lt;/b&gt; wick');
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=30, must-revalidate',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      vary: 'Cookie, Accept-Encoding',
    });
    for (const path of ['/example-org/LANTERN?area=x', '/Example-Org/Lantern/?area=x']) {
      const redirected = await get(path);
      expect([redirected.status, redirected.headers['location']]).toEqual([302, '/Example-Org/Lantern?area=x']);
    }
  });

  it('allows its own style and nothing else', async () => {
    const { headers, body } = await get('/Example-Org/Lantern');
    const hash = createHash('sha256').update(PAGE_STYLE).digest('base64');
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(body.split('<style>')).toHaveLength(2);
    expect(body).toContain(`<style>${PAGE_STYLE}</style>`);
    expect(body).not.toMatch(/<script|\sstyle=|\son\w+=/);
  });

  it('is spared to whoever has it, and compressed as they can read it', async () => {
    for (const encoding of ['br', 'gzip', 'identity']) {
      const { headers, body } = await get('/Example-Org/Lantern', { 'accept-encoding': encoding });
      expect(headers['content-encoding']).toBe(encoding === 'identity' ? undefined : encoding);
      expect(body).toContain('Carry a light');
      const again = await get('/Example-Org/Lantern', {
        'accept-encoding': encoding,
        'if-none-match': headers['etag'] ?? '',
      });
      expect([again.status, again.body]).toEqual([304, '']);
    }
    const head = await ask(stage.origin, '/Example-Org/Lantern', { method: 'HEAD' });
    expect([head.status, head.body]).toEqual([200, '']);
  });

  it('is another one as soon as it is filtered', async () => {
    const all = await get('/Example-Org/Lantern');
    const some = await get('/Example-Org/Lantern?text=wick');
    expect(some.headers['etag']).not.toBe(all.headers['etag']);
    expect(some.body).toContain('wick');
  });

  it('is nobody’s as soon as its repository is hidden', async () => {
    expect((await get('/Example-Org/Closing')).status).toBe(200);
    const [row] = await stage.database.query<{ id: number }>(
      "select repository_id as id from milepost.pages where name = 'Closing'",
    );
    await hidePages(stage.database, [row?.id ?? 0]);
    expect(await get('/Example-Org/Closing')).toEqual(await get(NOWHERE));
    expect(await get('/Example-Org/Closing.svg')).toEqual(await get('/Example-Org/Nowhere.svg'));
    expect((await get('/')).body).not.toContain('Closing');
  });
});

describe('the list', () => {
  it('has public roadmaps only, for whoever asks, and finds them', async () => {
    const { cookie } = await signIn(stage, 'alice');
    for (const headers of [{}, { cookie }]) {
      const { status, body } = await get('/', headers);
      expect(status).toBe(200);
      expect(body).toContain('Lantern');
      expect(body).not.toContain('Hidden');
    }
    expect((await get('/?text=lant')).body).toContain('/Example-Org/Lantern');
    expect((await get('/?q=tunnel%00')).body).not.toContain('/Example-Org/Lantern');
    expect((await get('/?page=nonsense')).status).toBe(200);
  });
});

describe('the picture of a roadmap', () => {
  it('is for public ones, can be embedded anywhere, and is spared to whoever has it', async () => {
    for (const query of ['', '?show=badge']) {
      const { status, headers, body } = await get(`/example-org/lantern.svg${query}`);
      expect(status).toBe(200);
      expect(body).toMatch(/^<svg /);
      expect(headers).toMatchObject({
        'content-type': 'image/svg+xml; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, max-age=60, must-revalidate',
      });
      const again = await get(`/example-org/lantern.svg${query}`, { 'if-none-match': headers['etag'] ?? '' });
      expect([again.status, again.body]).toEqual([304, '']);
    }
    const badge = await get('/Example-Org/Lantern.svg?show=badge');
    expect(badge.body).not.toBe((await get('/Example-Org/Lantern.svg')).body);
    const { cookie } = await signIn(stage, 'alice');
    const nowhere = await get(`${NOWHERE}.svg`);
    expect(nowhere.status).toBe(404);
    for (const path of [`${HIDDEN}.svg`, `${HIDDEN}.svg?show=badge`, '/Example-Org/Lantern.svg?file=other.md']) {
      expect(await get(path)).toEqual(nowhere);
      expect(await get(path, { cookie })).toEqual(nowhere);
    }
  });
});

describe('a private page', () => {
  it('is for whoever may read the repository, and kept by nobody', async () => {
    const { cookie, location } = await signIn(stage, 'alice', HIDDEN);
    expect(location).toBe(HIDDEN);
    const { status, headers, body } = await get(HIDDEN, { cookie });
    expect(status).toBe(200);
    expect(body).toContain('Dig a tunnel');
    expect(body).toContain('alice');
    expect(headers['cache-control']).toBe('private, no-store');
    expect(headers).not.toHaveProperty('etag');
    expect((await get('/example-org/hidden/', { cookie })).headers['location']).toBe(HIDDEN);
  });

  it('is to everybody else, byte by byte, what does not exist', async () => {
    const nowhere = await get(NOWHERE);
    expect(nowhere.status).toBe(404);
    for (const path of [
      HIDDEN,
      '/example-org/hidden/',
      '/Example-Org/Unread',
      '/nobody/nothing',
      '/-/nothing',
      '/a/b/c',
    ]) {
      expect(await get(path)).toEqual(nowhere);
    }
    const { cookie } = await signIn(stage, 'bob');
    const toBob = await get(NOWHERE, { cookie });
    expect(toBob.status).toBe(404);
    expect(toBob.body).not.toContain('Nowhere');
    for (const path of [HIDDEN, '/Example-Org/Unread', '/nobody/nothing']) {
      expect(await get(path, { cookie })).toEqual(toBob);
    }
  });

  it('asks GitHub as often and for the same, known or not', async () => {
    const { cookie } = await signIn(stage, 'bob');
    const asked = async (path: string): Promise<string[]> => {
      const { requests } = stage.sandbox.state;
      const before = requests.length;
      await get(path, { cookie });
      return requests.slice(before).map(({ method, path: of, actor }) => `${actor}: ${method} ${of}`);
    };
    expect(await asked(HIDDEN)).toEqual(['bob: GET /repos/Example-Org/Hidden']);
    expect(await asked(NOWHERE)).toEqual(['bob: GET /repos/Example-Org/Nowhere']);
    expect(await asked('/Example-Org/Lantern')).toEqual([]);
  });

  it('is gone with the right to read it, and so is one of another repository that took the name', async () => {
    const { sandbox } = stage;
    await addRepository(stage, 'Lent', 'private', ['Give it back']);
    sandbox.people.setPermission('Example-Org/Lent', 'bob', 'read');
    const { cookie } = await signIn(stage, 'bob');
    expect((await get('/Example-Org/Lent', { cookie })).status).toBe(200);
    sandbox.people.setPermission('Example-Org/Lent', 'bob', 'none');
    expect(await get('/Example-Org/Lent', { cookie })).toEqual(await get(NOWHERE, { cookie }));

    const alice = await signIn(stage, 'alice');
    sandbox.people.deleteRepository('Example-Org/Lent');
    sandbox.createRepository('Example-Org/Lent', { visibility: 'private' });
    expect(await get('/Example-Org/Lent', alice)).toEqual(await get(NOWHERE, alice));
  });

  it.each([
    ['an error of GitHub', { status: 500 }],
    ['a limit', { status: 429 }],
    ['no connection', 'drop-before'],
  ] as const)('is not told from what does not exist by %s', async (_what, action) => {
    const { cookie } = await signIn(stage, 'alice');
    const fault = stage.sandbox.faults.add({ match: { path: /^\/repos\// }, action, times: 2 });
    const [hidden, nowhere] = [await get(HIDDEN, { cookie }), await get(NOWHERE, { cookie })];
    fault.remove();
    expect(hidden.status).toBe(502);
    expect(hidden).toEqual(nowhere);
    expect((await get(HIDDEN, { cookie })).status).toBe(200);
  });

  it.each([403, 404, 451])('is nothing where GitHub answers %d', async (status) => {
    const { cookie } = await signIn(stage, 'alice');
    const nowhere = await get(NOWHERE, { cookie });
    stage.sandbox.faults.add({ match: { path: /^\/repos\// }, action: { status } });
    expect(await get(HIDDEN, { cookie })).toEqual(nowhere);
  });

  it('ends with the token: whoever comes with a dead one is signed out and told so', async () => {
    const { cookie } = await signIn(stage, 'alice');
    stage.sandbox.revokeUserTokens('alice');
    const told = await get(HIDDEN, { cookie });
    expect(told.status).toBe(404);
    expect(told.body).toContain('signed out');
    expect(told.body).not.toContain('tunnel');
    expect(told.headers['set-cookie']).toMatch(/^milepost=; .*Max-Age=0/);
    expect(await get(NOWHERE, { cookie })).toEqual(told);
  });

  it('is not for old sessions, changed ones, or those of another key', async () => {
    const { cookie } = await signIn(stage, 'alice');
    const changed = `${cookie.slice(0, -3)}${cookie.endsWith('AAA') ? 'BBB' : 'AAA'}`;
    const forgotten = await get(NOWHERE, { cookie: changed });
    expect(forgotten.headers['set-cookie']).toMatch(/^milepost=; .*Max-Age=0/);
    for (const bad of [changed, 'milepost=v1.AAAA', 'milepost=%00', `milepost=v2${cookie.slice(11)}`]) {
      expect(await get(HIDDEN, { cookie: bad })).toEqual(forgotten);
    }
    stage.clock.minutesAhead = 8 * 60 + 1;
    expect((await get(HIDDEN, { cookie })).status).toBe(404);
    stage.clock.minutesAhead = 0;
    expect((await get(HIDDEN, { cookie })).status).toBe(200);
  });
});

describe('signing in', () => {
  it('sends to GitHub with a state, a challenge and this very address, and keeps a cookie that no script reads', async () => {
    const response = await get('/-/sign-in?to=//evil.test');
    expect(response.status).toBe(302);
    const url = new URL(response.headers['location'] ?? '');
    expect(`${url.origin}${url.pathname}`).toBe(`${stage.sandbox.url}/login/oauth/authorize`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: 'Iv23sandbox7',
      redirect_uri: `${stage.origin}/-/signed-in`,
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(response.headers['set-cookie']).toMatch(/; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
  });

  it('comes back to the page of this site that it began on', async () => {
    const { sandbox, origin } = stage;
    const from = await fetch(`${origin}/-/sign-in`, {
      redirect: 'manual',
      headers: { referer: `${origin}${HIDDEN}?page=2` },
    });
    const cookie = from.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    const answer = await back(sandbox.signIns.approve(from.headers.get('location') ?? '', 'alice'), cookie);
    expect([answer.status, answer.headers['location']]).toEqual([303, `${HIDDEN}?page=2`]);
    expect(answer.headers['set-cookie']).toMatch(/milepost=v1\.[\w-]+; Path=\/; Max-Age=28800; HttpOnly; SameSite=Lax/);
  });

  it('is refused in every way but the one in which it began', async () => {
    const { sandbox, origin } = stage;
    const { location, cookie } = await begin(origin, HIDDEN);
    const good = sandbox.signIns.approve(location, 'alice');
    const other = await begin(origin);
    const at = (change: (url: URL) => void): string => {
      const url = new URL(good);
      change(url);
      return url.href;
    };
    const hostile: [string, string][] = [
      // Another browser, with a sign-in of its own or without.
      [good, ''],
      [good, other.cookie],
      [good, `${cookie}x`],
      [good, 'milepost-sign-in=v1.AAAA'],
      // Another state, none, two.
      [at(({ searchParams }) => searchParams.set('state', 'x'.repeat(43))), cookie],
      [at(({ searchParams }) => searchParams.delete('state')), cookie],
      [`${origin}/-/signed-in`, cookie],
      [`${origin}/-/signed-in?error=access_denied`, cookie],
    ];
    for (const [address, kept] of hostile) {
      const answer = await back(address, kept);
      expect([answer.status, answer.headers['set-cookie']]).toEqual([400, undefined]);
      expect(answer.body).toContain('This sign-in cannot be finished');
    }
    // The real one still works, once.
    expect((await back(good, cookie)).status).toBe(303);
    expect((await back(good, cookie)).status).toBe(400);
  });

  it('tells what GitHub refused, and forgets what was begun', async () => {
    const { sandbox, origin } = stage;
    for (const answer of ['code=made-up', 'code=', 'error=access_denied', `code=${'x'.repeat(600)}`, 'error=%3Cb%3E']) {
      const { location, cookie } = await begin(origin, HIDDEN);
      const state = new URL(location).searchParams.get('state') ?? '';
      const told = await back(`${origin}/-/signed-in?${answer}&state=${state}`, cookie);
      expect(told.status).toBe(400);
      expect(told.body).toContain('You were not signed in');
      expect(told.body).not.toContain('<b>');
      expect(told.headers['set-cookie']).toMatch(/^milepost-sign-in=; .*Max-Age=0/);
    }
    const late = await begin(origin);
    const old = sandbox.signIns.approve(late.location, 'alice');
    stage.clock.minutesAhead = 11;
    expect((await back(old, late.cookie)).status).toBe(400);
    stage.clock.minutesAhead = 0;
    for (const path of [/access_token$/, /^\/user$/]) {
      const { location, cookie } = await begin(origin);
      sandbox.faults.add({ match: { path }, action: { status: 503 } });
      const before = sandbox.userTokens().length;
      expect((await back(sandbox.signIns.approve(location, 'alice'), cookie)).status).toBe(502);
      // A token that nobody signed in with is not left lying about.
      expect(sandbox.userTokens()).toHaveLength(before);
    }
  });

  it('ends with a button of this site only, and with the token', async () => {
    const { origin, sandbox } = stage;
    for (const login of ['alice', 'bob']) sandbox.revokeUserTokens(login);
    const { cookie } = await signIn(stage, 'alice');
    const post = (headers: Record<string, string>) =>
      ask(origin, '/-/sign-out', { method: 'POST', headers: { cookie, ...headers } });
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.test' }, { origin: 'null' }]) {
      expect((await post(headers)).status).toBe(403);
    }
    expect((await get('/-/sign-out', { cookie })).status).toBe(405);
    expect((await get(HIDDEN, { cookie })).status).toBe(200);
    const answer = await post({ origin });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/']);
    expect(answer.headers['set-cookie']).toMatch(/milepost=; .*Max-Age=0/);
    expect(sandbox.userTokens()).toEqual([]);
    // Who kept the cookie has nothing of it.
    expect((await get(HIDDEN, { cookie })).status).toBe(404);
    sandbox.faults.add({ match: { path: /^\/applications\// }, action: { status: 500 } });
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });
});

describe('what the log is told', () => {
  it('names what was done, and never a token, a code, a state or the secret', () => {
    const told = stage.failures.join('\n');
    expect(told).toContain('asking whether somebody may see a page');
    expect(told).toContain('revoking the token');
    expect(told).not.toMatch(/gh[a-z]_|code=|state=|the secret of the client/);
  });
});
