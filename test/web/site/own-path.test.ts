import { describe, expect, it } from '@jest/globals';
import { originOf } from '../../../src/web/site/origin.ts';
import { cameFrom, ownPath } from '../../../src/web/site/own-path.ts';
import { siteRoute } from '../../../src/web/site/site-route.ts';

describe('where somebody is sent after signing in', () => {
  it.each(['/', '/?text=a', '/example-org/lantern', '/a/b?status=done&text=x%20y', '/a/b.c_d/'])(
    'may be %s',
    (path) => {
      expect(ownPath(path)).toBe(path);
      expect(new URL(ownPath(path), 'https://own.test').origin).toBe('https://own.test');
    },
  );

  it.each([
    null,
    '',
    'https://evil.test/a/b',
    'javascript:alert(1)',
    '//evil.test',
    '//evil.test/a',
    '/\\evil.test',
    '\\\\evil.test',
    '/%2Fevil.test',
    '/%5Cevil.test/a',
    '/..//evil.test',
    '/./\\evil.test',
    '/a/..',
    '/a//evil.test',
    ' //evil.test',
    '/\t/evil.test',
    '/a/b\r\nset-cookie: x=y',
    '/a/b\nx',
    '/a/b?x=\u0000',
    '/a/b?x=\u2028',
    '/@evil.test/a',
    '/-/sign-out',
    '/-/sign-in?to=/a/b',
    '/a/b.svg',
    '/healthz',
    `/a/b?text=${'x'.repeat(1_000)}`,
  ])('is the list for %j', (path) => {
    expect(ownPath(path)).toBe('/');
  });

  it('loses what follows a number sign', () => {
    expect(ownPath('/a/b#//evil.test')).toBe('/');
    expect(ownPath('/a/b?x=y#z')).toBe('/a/b?x=y');
  });

  it('is the page of this site that they came from, and no other', () => {
    expect(cameFrom('https://own.test/a/b?page=2#x', 'https://own.test')).toBe('/a/b?page=2');
    for (const other of [undefined, '', 'https://own.test.evil.test/a/b', 'http://own.test/a/b', '/a/b'])
      expect(cameFrom(other, 'https://own.test')).toBeNull();
  });
});

describe('a path of the site', () => {
  it.each([
    ['/example-org/lantern', { kind: 'roadmap', owner: 'example-org', name: 'lantern' }],
    ['/example-org/lantern/', { kind: 'roadmap', owner: 'example-org', name: 'lantern' }],
    ['/octo_corp/.github', { kind: 'roadmap', owner: 'octo_corp', name: '.github' }],
    ['/a/b.svg', { kind: 'picture', owner: 'a', name: 'b' }],
    ['/a/b.js.svg', { kind: 'picture', owner: 'a', name: 'b.js' }],
    ['/-/sign-out', { kind: 'sign-out' }],
    ['/favicon.svg', { kind: 'icon' }],
    ['/a', null],
    ['/a/', null],
    ['/a/b/c', null],
    ['/a/b//', null],
    ['/-/else', null],
    ['/-a/b', null],
    ['/a/.svg', null],
    ['/a/..', null],
    ['/a/b%2Fc', null],
    ['/a b/c', null],
    ['//a/b', null],
    ['/constructor', null],
    ['*', null],
    ['', null],
  ])('%s', (path, route) => {
    expect(siteRoute(path)).toEqual(route);
  });
});

describe('the origin of the site', () => {
  it('is what was set, and else this machine’s own name that was asked for', () => {
    expect(originOf('https://own.test', 'evil.test', 3000)).toBe('https://own.test');
    expect(originOf(null, '127.0.0.1:3000', 3000)).toBe('http://127.0.0.1:3000');
    expect(originOf(null, '[::1]:3000', 3000)).toBe('http://[::1]:3000');
    for (const host of ['evil.test', 'localhost.evil.test', '127.0.0.1:3000@evil.test', undefined])
      expect(originOf(null, host, 3000)).toBe('http://localhost:3000');
  });
});
