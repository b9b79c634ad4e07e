import { describe, expect, it } from '@jest/globals';
import { createTokenCache } from '../../src/web/token-cache.ts';

describe('the tokens of installations', () => {
  it('are kept for less than their hour', () => {
    let now = 0;
    const tokens = createTokenCache(() => now);
    tokens.set('7', 'a token');
    now = 58 * 60_000;
    expect(tokens.get('7')).toBe('a token');
    now = 60 * 60_000;
    expect(tokens.get('7')).toBeUndefined();
  });

  it('are forgotten one by one', () => {
    const tokens = createTokenCache();
    tokens.set('7', 'a token');
    tokens.set('8', 'another');
    tokens.forget(7);
    expect([tokens.get('7'), tokens.get('8')]).toEqual([undefined, 'another']);
  });

  it('of more installations than any host has do not fill the memory', () => {
    const tokens = createTokenCache();
    for (let id = 0; id <= 15_000; id += 1) tokens.set(String(id), 'a token');
    expect([tokens.get('0'), tokens.get('1'), tokens.get('15000')]).toEqual([undefined, 'a token', 'a token']);
  });
});
