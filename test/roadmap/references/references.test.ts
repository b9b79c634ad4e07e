import { describe, expect, it } from '@jest/globals';
import { parse } from '../../../src/roadmap/parse.ts';
import { targetOfUrl } from '../../../src/roadmap/references/references.ts';
import { summarizeReference } from '../summary.ts';

const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-01-01' };
const referencesOf = (bullet: string, over = {}): string[] =>
  parse(`# Roadmap\n\n- Work on this: ${bullet}\n\n[ref]: https://github.com/example-org/lantern/issues/5\n`, {
    ...context,
    ...over,
  }).items.flatMap((item) =>
    item.references.map((reference) => `${summarizeReference(reference)} “${reference.text}”`),
  );

describe('references', () => {
  it.each([
    ['#675', 'issue example-org/lantern/675 “#675”'],
    ['(#675)', 'issue example-org/lantern/675 “#675”'],
    ['GH-12.', 'issue example-org/lantern/12 “GH-12”'],
    ['wick#3493', 'issue example-org/wick/3493 “wick#3493”'],
    ['other-org/wick#7', 'issue other-org/wick/7 “other-org/wick#7”'],
    ['https://github.com/a/b/issues/1', 'issue a/b/1 “https://github.com/a/b/issues/1”'],
    ['<https://github.com/a/b/pull/2>', 'pull a/b/2 “https://github.com/a/b/pull/2”'],
    ['[https://github.com/a/b/issues/3].', 'issue a/b/3 “https://github.com/a/b/issues/3”'],
    ['[3493](https://github.com/a/b/issues/3493)', 'issue a/b/3493 “3493”'],
    ['[the talk](https://github.com/a/b/discussions/4#discussioncomment-1)', 'discussion a/b/4 “the talk”'],
    ['[board](https://github.com/orgs/a/projects/5/views/2?x=1)', 'project a/5 “board”'],
    ['[board](https://github.com/users/a/projects/5)', 'project a/5 “board”'],
    ['[old board](https://github.com/a/b/projects/6)', 'project a/b/6 “old board”'],
    ['[M](https://www.github.com/a/b/milestone/7)', 'milestone a/b/7 “M”'],
    ['[files](https://github.com/a/b/pull/8/files)', 'pull a/b/8 “files”'],
    ['[typo](https://github.com/a/b/issue/9)', 'issue a/b/9 “typo”'],
    ['[seven](../../issues/7)', 'issue example-org/lantern/7 “seven”'],
    ['[one](../../milestone/1)', 'milestone example-org/lantern/1 “one”'],
    ['[by label][ref]', 'issue example-org/lantern/5 “by label”'],
    ['[ref]', 'issue example-org/lantern/5 “ref”'],
    ['**#6**', 'issue example-org/lantern/6 “#6”'],
  ])('finds %s', (bullet, expected) => {
    expect(referencesOf(bullet)).toEqual([expected]);
  });

  it.each([
    '`#12`',
    '`example-org/lantern#12`',
    'the colour #123456',
    '#fff000',
    '#0',
    '#12a',
    'C#7',
    'PKCS#11',
    'Milestone #2',
    '[a heading](#12-things)',
    '[forum #26](https://forum.example.org/d/26)',
    'https://example.org/a/b/issues/1',
    'https://github.com/a/b/issues',
    'https://github.com/a/b/blob/main/README.md#L12',
    'https://example.org/#12',
    '&#123;',
    'https://github.example.org/a/b/issues/1',
  ])('finds none in %s', (bullet) => {
    expect(referencesOf(bullet)).toEqual([]);
  });

  it('keeps each once, in order', () => {
    expect(referencesOf('#2, #1, [two](../../issues/2), #2 and wick#1')).toEqual([
      'issue example-org/lantern/2 “#2”',
      'issue example-org/lantern/1 “#1”',
      'issue example-org/wick/1 “wick#1”',
    ]);
  });

  it('knows a bare number beside the same number of another repository of the owner as that one, written short', () => {
    expect(referencesOf('[example-org/wick#9](https://github.com/example-org/wick/issues/9): see #9')).toEqual([
      'issue example-org/wick/9 “example-org/wick#9”',
    ]);
  });

  it('reads URLs of the host it is told', () => {
    const host = 'git.example.org:8443';
    expect(referencesOf('https://git.example.org:8443/a/b/issues/1', { host })).toEqual([
      'issue a/b/1 “https://git.example.org:8443/a/b/issues/1”',
    ]);
    expect(referencesOf('https://github.com/a/b/issues/1', { host })).toEqual([]);
  });

  it('without a repository, bare numbers and relative links are none', () => {
    expect(referencesOf('#1, wick#2, [3](../../issues/3), a/b#4', { repo: null })).toEqual(['issue a/b/4 “a/b#4”']);
  });

  it('resolves relative links from the folder of the file', () => {
    const deep = { ...context, file: 'docs/plans/ROADMAP.md' };
    expect(targetOfUrl('../../../../issues/7', deep)).toEqual({
      kind: 'issue',
      owner: 'example-org',
      repo: 'lantern',
      number: 7,
    });
    expect(targetOfUrl('../../../wick/issues/7', context)).toEqual({
      kind: 'issue',
      owner: 'example-org',
      repo: 'wick',
      number: 7,
    });
    expect(targetOfUrl('../docs/issues/notes.md', context)).toBeNull();
  });

  it('gives ranges that hold exactly what the file says', () => {
    const text = '# Roadmap\r\n\r\n- 修正 ✨ tabs\tand wide #12, [x](../../issues/3)\r\n';
    const { items } = parse(text, context);
    const said = items.flatMap((item) =>
      item.references.map(({ range }) => text.slice(range.startOffset, range.endOffset)),
    );
    expect(said).toEqual(['#12', '[x](../../issues/3)']);
    expect(items[0]?.references[0]).toMatchObject({ line: 3, range: { line: 3, column: 22, endColumn: 25 } });
  });
});
