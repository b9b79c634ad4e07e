import { describe, expect, it } from '@jest/globals';
import { hang, wrapWords } from '../../src/render/wrap-words.ts';

describe('wrapping words', () => {
  it('breaks at spaces', () => {
    expect(wrapWords('a plan that reads like the best of them', 24)).toEqual([
      'a plan that reads like',
      'the best of them',
    ]);
  });

  it('breaks nothing where there is no terminal', () => {
    const text = 'long words '.repeat(40).trim();
    expect(wrapWords(text, null)).toEqual([text]);
  });

  it('leaves paths and addresses whole, however long', () => {
    const path = `docs/${'very-'.repeat(10)}long.md:14`;
    expect(wrapWords(`see ${path} there`, 30)).toEqual(['see', path, 'there']);
  });

  it('cuts text that is written without spaces, and no character of it', () => {
    const lines = wrapWords('日本語のとても長い見出し👩‍👩‍👧がここに続いていく', 24);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe('日本語のとても長い見出し👩‍👩‍👧がここに続いていく');
    expect(lines.some((line) => line.includes('👩‍👩‍👧'))).toBe(true);
  });

  it('begins no line like a command of GitHub Actions', () => {
    for (const line of wrapWords('some title with ::error::boom in the middle of it', 24))
      expect(line).not.toMatch(/^::/);
  });

  it('hangs what goes on under where it began', () => {
    expect(hang('  + ', 'a plan that reads like the best of them', { indent: 4, width: 30 })).toEqual([
      '  + a plan that reads like the',
      '    best of them',
    ]);
  });
});
