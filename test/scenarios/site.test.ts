/** The page as people meet it: the app as a process, roadmaps that it read itself, and people who sign in with GitHub. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, cookiesOf } from '../web/site/site-stage.ts';
import { CLIENT_SECRET, SIGN_IN, Story, until } from './story.ts';

let story: Story;
let origin = '';
beforeAll(async () => {
  story = await Story.begin({ environment: { ...SIGN_IN, LOG_LEVEL: 'trace' } });
  origin = `http://127.0.0.1:${story.port}`;
  for (const login of ['bob', 'carol']) story.sandbox.createUser(login);
}, 180_000);
afterAll(() => story.end());

const get = (path: string, cookie = '', headers: Record<string, string> = {}) =>
  ask(origin, path, { headers: { ...headers, ...(cookie === '' ? {} : { cookie }) } });

/** As a browser does it; gives the session's cookie and where one lands. */
async function signIn(login: string, to: string): Promise<{ cookie: string; location: string | null }> {
  const begun = await fetch(`${origin}/-/sign-in?to=${encodeURIComponent(to)}`, { redirect: 'manual' });
  const location = story.sandbox.signIns.approve(begun.headers.get('location') ?? '', login);
  const ended = await fetch(location, { redirect: 'manual', headers: { cookie: await cookiesOf(begun) } });
  return { location: ended.headers.get('location'), cookie: await cookiesOf(ended) };
}

/** A repository whose roadmap is read. */
async function planned(name: string, visibility: 'public' | 'private', work: string): Promise<string> {
  const repository = await story.repository(name, { visibility });
  await story.pushed(repository, { 'ROADMAP.md': `# Roadmap\n\n## Next\n\n- ${work}\n` });
  return `/${repository}`;
}

describe('the page', () => {
  it('shows what is public to everybody, and what is private to those who can read it, as long as they can', async () => {
    const open = await planned('lantern', 'public', 'Carry the light');
    const hidden = await planned('tunnel', 'private', 'Dig to the river');
    const nowhere = await get('/example-org/nowhere');
    const secrets: string[] = [CLIENT_SECRET];

    // What is public.
    const page = await until('the page is there', async () => {
      const answer = await get(open);
      return answer.status === 200 && answer.body.includes('Carry the light') ? answer : null;
    });
    expect((await get(open.toUpperCase())).headers['location']).toBe(open);
    expect((await get('/')).body).toContain(open);
    expect((await get(open, '', { 'if-none-match': page.headers['etag'] ?? '' })).status).toBe(304);
    const picture = await get(`${open}.svg`);
    expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect((await get(`${open}.svg`, '', { 'if-none-match': picture.headers['etag'] ?? '' })).status).toBe(304);
    expect((await get('/healthz')).body).toBe('ok\n');

    // What is private, to strangers: nothing, as what does not exist.
    expect(nowhere.status).toBe(404);
    expect(await get(hidden)).toEqual(nowhere);
    expect(await get(`${hidden}.svg`)).toEqual(await get('/example-org/nowhere.svg'));
    expect((await get('/')).body).not.toContain('tunnel');

    // To whoever can read it.
    const alice = await signIn('alice', hidden);
    expect(alice.location).toBe(hidden);
    const shown = await until('the private page is there', async () => {
      const answer = await get(hidden, alice.cookie);
      return answer.status === 200 ? answer : null;
    });
    expect(shown.body).toContain('Dig to the river');
    expect(shown.headers['cache-control']).toBe('private, no-store');

    // To somebody who cannot, can, and cannot any more.
    const bob = await signIn('bob', '/');
    expect(await get(hidden, bob.cookie)).toEqual(await get('/example-org/nowhere', bob.cookie));
    story.sandbox.setPermission(hidden.slice(1), 'bob', 'read');
    expect((await get(hidden, bob.cookie)).body).toContain('Dig to the river');
    story.sandbox.setPermission(hidden.slice(1), 'bob', 'none');
    expect(await get(hidden, bob.cookie)).toEqual(await get('/example-org/nowhere', bob.cookie));

    // What becomes private is gone for strangers, and stays for those who can read it.
    story.sandbox.people.setVisibility(open.slice(1), 'private');
    await until('the page is gone', async () => (await get(open)).status === 404);
    expect(await get(open)).toEqual(nowhere);
    expect(await get(`${open}.svg`)).toEqual(await get('/example-org/nowhere.svg'));
    expect((await get(open, alice.cookie)).body).toContain('Carry the light');
    expect(await get(open, bob.cookie)).toEqual(await get('/example-org/nowhere', bob.cookie));

    // Hostile callbacks change nothing, and nothing breaks.
    for (const query of ['', '?code=x', '?code=x&state=y', '?error=access_denied&state=', '?state=%00&code=%ff']) {
      const answer = await get(`/-/signed-in${query}`, alice.cookie);
      expect([answer.status, answer.headers['set-cookie']]).toEqual([400, undefined]);
    }
    expect((await get('/-/sign-in?to=https://evil.test/')).headers['location']).toMatch(
      new RegExp(`^${story.sandbox.url}/login/oauth/authorize\\?`),
    );
    expect((await signIn('carol', '//evil.test/x')).location).toBe('/');

    // Signing out ends the token, too.
    secrets.push(...story.sandbox.userTokens(), ...alice.cookie.split('; '), bob.cookie);
    const out = (headers: Record<string, string>) =>
      ask(origin, '/-/sign-out', { method: 'POST', headers: { cookie: alice.cookie, ...headers } });
    expect((await out({ origin: 'https://evil.test' })).status).toBe(403);
    expect((await out({ origin })).status).toBe(303);
    expect((await get(hidden, alice.cookie)).status).toBe(404);
    story.sandbox.revokeUserTokens('bob');
    expect((await get(hidden, bob.cookie)).body).toContain('You were signed out');

    // None of it stands in the log, at its most talkative.
    expect(secrets.length).toBeGreaterThan(4);
    expect(secrets.filter((secret) => story.log.includes(secret))).toEqual([]);
    expect(/gh[ur]_|[?&]code=/.test(story.log)).toBe(false);
  }, 120_000);
});
