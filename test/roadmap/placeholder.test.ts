import { describe, expect, it } from '@jest/globals';
import { findBlank, findBlankInPlace } from '../../src/roadmap/placeholder.ts';

describe('placeholders', () => {
  it.each([
    'Issue coming soon',
    'issue TBD',
    'Issues TBD',
    'Issue: TO BE ADDED',
    'tracking issue to be created',
    'no issue yet',
    '#TODO',
    '#???',
    '#TBD',
    'issue to follow',
    'Issue is pending',
  ])('“%s” says so anywhere', (text) => {
    expect(findBlank(`Do this (${text})`)).toEqual({ from: 9, to: 9 + text.length });
  });

  it.each(['TBD', 'coming soon', 'TO BE ADDED', '???', '#', 'todo', '_TBD_', 'Issue coming soon', 'none yet'])(
    '“%s” says so in an issue column',
    (text) => {
      expect(findBlankInPlace(` ${text} `)).not.toBeNull();
    },
  );

  it.each([
    'none',
    'N/A',
    '-',
    '',
    '#12',
    'Fix the issue of pending writes',
    'issue tracker',
    'Handle todo comments',
    'Resolve TODOs in the code',
  ])('“%s” does not', (text) => {
    expect(findBlank(text)).toBeNull();
    expect(findBlankInPlace(text)).toBeNull();
  });
});
