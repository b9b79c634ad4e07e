import { describe, expect, it } from '@jest/globals';
import { rateLimitOf, readLimit, type Headers } from '../../src/github/rate-limit.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const FULL = {
  'x-ratelimit-limit': '5000',
  'x-ratelimit-remaining': '4990',
  'x-ratelimit-reset': String(NOW / 1000 + 600),
};

describe('the headers of an answer', () => {
  it('tell what is left of the hour, of the resource that they name or else of the interface asked', () => {
    const expected = { most: 5000, remaining: 4990, endsInMs: 600_000 };
    expect(readLimit(FULL, 'rest', NOW)).toEqual({ resource: 'core', ...expected });
    expect(readLimit(FULL, 'graphql', NOW)).toEqual({ resource: 'graphql', ...expected });
    expect(readLimit({ ...FULL, 'x-ratelimit-resource': 'graphql' }, 'rest', NOW)).toMatchObject({
      resource: 'graphql',
    });
  });

  it("are reckoned by GitHub's clock", () => {
    const date = new Date(NOW + 300_000).toUTCString();
    expect(readLimit({ ...FULL, date }, 'rest', NOW)).toMatchObject({ endsInMs: 300_000 });
    expect(readLimit({ ...FULL, date: 'yesterday' }, 'rest', NOW)).toMatchObject({ endsInMs: 600_000 });
    const refused = { ...FULL, 'x-ratelimit-remaining': '0', date };
    expect(rateLimitOf(403, refused, '', NOW)!.retryAt.getTime() - NOW).toBe(300_000);
  });

  it.each<[string, Headers]>([
    ['there are none, as on a server without limits', {}],
    ['they are of another resource', { ...FULL, 'x-ratelimit-resource': 'search' }],
    ['one is missing', { ...FULL, 'x-ratelimit-reset': undefined }],
    ['one is no number', { ...FULL, 'x-ratelimit-remaining': 'many' }],
    ['one is negative', { ...FULL, 'x-ratelimit-remaining': '-1' }],
    ['one is larger than anything', { ...FULL, 'x-ratelimit-limit': '1e300' }],
    ['the hour would end in more than a day', { ...FULL, 'x-ratelimit-reset': String(NOW / 1000 + 90_000) }],
    ['they are of another age', { ...FULL, date: 'Thu, 01 Jan 1970 00:00:00 GMT' }],
    ['the limit is nothing', { ...FULL, 'x-ratelimit-limit': '0' }],
  ])('tell nothing where %s', (_name, headers) => {
    expect(readLimit(headers, 'rest', NOW)).toBeNull();
  });
});

describe('a refusal', () => {
  it.each<[string, number, Headers, string, string | null, boolean]>([
    ['of the hour names its end', 403, { ...FULL, 'x-ratelimit-remaining': '0' }, '', 'hourly', true],
    [
      'inside a GraphQL answer too',
      200,
      { ...FULL, 'x-ratelimit-remaining': '0' },
      'API rate limit exceeded',
      'hourly',
      true,
    ],
    ['with retry-after is secondary', 403, { ...FULL, 'retry-after': '30' }, '', 'secondary', true],
    ['in words alone is secondary, and names no time', 403, FULL, 'secondary rate limit', 'secondary', false],
    ['with 429 alone as well', 429, {}, '', 'secondary', false],
    ['for want of a permission is none', 403, FULL, 'Resource not accessible by integration', null, false],
  ])('%s', (_name, status, headers, said, limit, isNamed) => {
    const found = rateLimitOf(status, headers, said, NOW);
    expect(found?.limit ?? null).toBe(limit);
    expect(found?.isNamed ?? false).toBe(isNamed);
  });

  const inSeconds = (headers: Headers): number =>
    (rateLimitOf(403, headers, 'secondary rate limit', NOW)!.retryAt.getTime() - NOW) / 1000;
  const EMPTY = { ...FULL, 'x-ratelimit-remaining': '0' };

  it('is heeded whichever way it writes its time', () => {
    expect(inSeconds({ 'retry-after': 'Thu, 01 Jan 2026 00:05:00 GMT' })).toBe(300);
    expect(inSeconds({ 'retry-after': '0' })).toBe(1);
    expect(inSeconds({ ...EMPTY, 'x-ratelimit-reset': String(NOW + 600_000) })).toBe(600);
    expect(inSeconds({ ...EMPTY, 'x-ratelimit-reset': String(NOW / 1000 - 2) })).toBe(1);
  });

  it.each<[string, Headers]>([
    ['is negative', { 'retry-after': '-5' }],
    ['is empty', { 'retry-after': '' }],
    ['is no time', { 'retry-after': 'soon' }],
    ['is years away', { 'retry-after': '1e13' }],
    ['is long over', { ...EMPTY, 'x-ratelimit-reset': String(NOW / 1000 - 3_600) }],
    ['is of another age', { ...EMPTY, 'x-ratelimit-reset': '99999999999' }],
    ['is not there', { ...EMPTY, 'x-ratelimit-reset': 'NaN' }],
  ])('whose time %s names none, and is waited out as GitHub advises', (_name, headers) => {
    expect(rateLimitOf(429, headers, '', NOW)).toMatchObject({ limit: 'secondary', isNamed: false });
    expect(inSeconds(headers)).toBe(60);
  });
});
