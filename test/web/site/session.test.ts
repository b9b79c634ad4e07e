/** What a browser keeps for the site: nobody else can read, make or change it. */
import { describe, expect, it } from '@jest/globals';
import { createCookieJar } from '../../../src/web/site/cookies.ts';
import { createSeal } from '../../../src/web/site/seal.ts';
import { createSessions } from '../../../src/web/site/session.ts';
import { challengeOf, createSignInStarts, SIGN_IN_MS } from '../../../src/web/site/started-sign-in.ts';

const CLIENT = { clientId: 'an app', clientSecret: 'a secret of the app' };
const NOW = Date.parse('2026-03-01T12:00:00Z');
const HOUR = 3_600_000;
const SESSION = { token: 'ghu_0123456789', login: 'alice', id: 7, untilMs: NOW + HOUR };

describe('a seal', () => {
  const seal = createSeal('a secret', 'session');

  it('gives back what it closed, never twice the same text, and shows nothing of it', () => {
    const [one, other] = [seal.close({ token: 'ghu_hidden' }), seal.close({ token: 'ghu_hidden' })];
    expect(one).not.toBe(other);
    expect(Buffer.from(one.slice(3), 'base64url').toString('latin1')).not.toContain('hidden');
    expect([seal.open(one), seal.open(other)]).toEqual([{ token: 'ghu_hidden' }, { token: 'ghu_hidden' }]);
  });

  it('opens nothing that any bit was changed of, and nothing else either', () => {
    const text = seal.close({ a: 1 });
    const bytes = Buffer.from(text.slice(3), 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(seal.open(`v1.${changed.toString('base64url')}`)).toBeNull();
    }
    for (const other of [
      '',
      'v1',
      'v1.',
      'v1.AAAA',
      text.slice(0, -4),
      `${text}.x`,
      `v2${text.slice(2)}`,
      'v1.\u0000',
      `v1.${'A'.repeat(5_000)}`,
    ])
      expect(seal.open(other)).toBeNull();
  });

  it('opens nothing of another secret or another purpose', () => {
    const text = seal.close({ a: 1 });
    expect(createSeal('another secret', 'session').open(text)).toBeNull();
    expect(createSeal('a secret', 'sign-in').open(text)).toBeNull();
    expect(createSeal('a secret', 'session').open(text)).toEqual({ a: 1 });
  });
});

describe('a session', () => {
  const sessions = createSessions(CLIENT);
  const cookie = sessions.write(SESSION) ?? '';

  it('is read by every process of the app, until its time', () => {
    expect(createSessions(CLIENT).read(cookie, NOW)).toEqual(SESSION);
    expect(sessions.read(cookie, NOW + HOUR - 1)).toEqual(SESSION);
    expect(sessions.read(cookie, NOW + HOUR)).toBeNull();
    // Longer than any is given out for.
    expect(sessions.read(sessions.write({ ...SESSION, untilMs: NOW + 9 * HOUR }) ?? '', NOW)).toBeNull();
  });

  it('is none of another app, and nothing else that was sealed', () => {
    expect(createSessions({ ...CLIENT, clientId: 'another' }).read(cookie, NOW)).toBeNull();
    expect(createSessions({ ...CLIENT, clientSecret: 'another' }).read(cookie, NOW)).toBeNull();
    expect(sessions.read(createSignInStarts(CLIENT).start('/', NOW).cookie, NOW)).toBeNull();
  });

  it('is not written where no cookie has room for it', () => {
    expect(sessions.write({ ...SESSION, token: 'x'.repeat(4_000) })).toBeNull();
    expect(sessions.write({ ...SESSION, token: 'x'.repeat(1_000) })).not.toBeNull();
  });
});

describe('a sign-in that was begun', () => {
  it('is taken once, by its own state, for ten minutes', () => {
    const starts = createSignInStarts(CLIENT);
    const { started, cookie } = starts.start('/a/b', NOW);
    const other = starts.start('/', NOW);
    expect(started.state).not.toBe(other.started.state);
    expect(starts.take(cookie, other.started.state, NOW)).toBeNull();
    expect(starts.take(cookie, started.state, NOW + SIGN_IN_MS)).toBeNull();
    expect(starts.take(cookie, started.state, NOW + 1)).toEqual(started);
    expect(starts.take(cookie, started.state, NOW + 2)).toBeNull();
    expect(starts.take(other.cookie, other.started.state, NOW + 3)).toEqual(other.started);
  });

  it('has the challenge that the verifier is the answer to', () => {
    // https://www.rfc-editor.org/rfc/rfc7636#appendix-B
    expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });
});

describe('a cookie', () => {
  it('is for this host’s requests alone, with https in the strictest way', () => {
    expect(createCookieJar(true).set('session', 'x', 60)).toBe(
      '__Host-milepost=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
    );
    expect(createCookieJar(false).clear('sign-in')).toBe(
      'milepost-sign-in=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
    );
  });

  it('is found among others, by its whole name', () => {
    const jar = createCookieJar(false);
    expect(jar.read('a=b; milepost-sign-in=one; milepost=two; milepost=three', 'session')).toBe('two');
    expect(jar.read('xmilepost=two', 'session')).toBeNull();
    expect(jar.read(undefined, 'session')).toBeNull();
    expect(createCookieJar(true).read('milepost=two', 'session')).toBeNull();
  });
});
