import { describe, expect, it } from '@jest/globals';
import { parse } from '../../../src/roadmap/parse.ts';
import { findBlank, findBlankInPlace } from '../../../src/roadmap/references/placeholder.ts';

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

describe('the words that an issue is still to come', () => {
  it.each([
    ['Face grouping (issue coming soon)', 'Face grouping'],
    ['Share by link: Issue coming soon', 'Share by link'],
    ['Sync folders — issue coming soon', 'Sync folders'],
    ['Cats (issue TBD), soon', 'Cats, soon'],
    ['Issue coming soon', 'Issue coming soon'],
  ])('are no part of the name: %s', (text, title) => {
    const context = { file: 'ROADMAP.md', repo: null, host: 'github.com', asOf: '2026-01-01' };
    expect(parse(`## 2027\n\n- ${text}\n`, context).items).toMatchObject([{ title, placeholder: true }]);
  });
});
