import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { REASONS } from '../../src/roadmap/classify/reasons.ts';
import { decode } from '../../src/roadmap/decode.ts';
import { explain, parse } from '../../src/roadmap/parse.ts';
import type { ExplainedRoadmap } from '../../src/roadmap/unexplained.ts';

const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-07-01' };
const roles = (text: string): (string | number)[][] =>
  explain(text, context)
    .lines.filter(({ role }) => role !== 'blank')
    .map(({ line, endLine, role }) => [line === endLine ? line : `${line}-${endLine}`, role]);

/** The lines as an editor counts them: a last line break begins none. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines[lines.length - 1] === '') lines.pop();
  return lines;
}

/** Every line once and in order, nothing outside, and every item on exactly one stretch that its own first line lies in. */
function expectWholeCover(text: string, { roadmap, lines, origins }: ExplainedRoadmap): void {
  const texts = linesOf(text);
  let next = 1;
  for (const { line, endLine, role, signal, reason } of lines) {
    expect(line).toBe(next);
    expect(endLine).toBeGreaterThanOrEqual(line);
    expect(reason).not.toBe('');
    expect(Object.keys(REASONS)).toContain(signal);
    if (role === 'blank') for (let at = line; at <= endLine; at += 1) expect(texts[at - 1]?.trim()).toBe('');
    next = endLine + 1;
  }
  expect(next).toBe(texts.length + 1);
  const shown = lines.flatMap(({ items }) => items).toSorted((one, other) => one - other);
  expect(shown).toEqual(roadmap.items.map((_, index) => index));
  for (const { line, endLine, items } of lines) {
    for (const index of items) {
      const item = roadmap.items[index];
      expect(item !== undefined && item.line >= line && item.line <= endLine).toBe(true);
    }
  }
  expect(origins.map(({ target }) => target !== null)).toEqual(roadmap.items.map(({ target }) => target !== null));
}

describe('the explanation of a file', () => {
  it.each<[string, string, (string | number)[][]]>([
    [
      'front matter, the title and the introduction',
      '---\nlayout: page\n---\n\n# Plans\n\nWhat comes next,\nas we see it.\n',
      [
        ['1-3', 'front matter'],
        [5, 'section'],
        ['7-8', 'introduction'],
      ],
    ],
    [
      'bullets, their parts and what describes them',
      '## Later\n\n- Add undo\n  that steps back\n\n  Any number of steps.\n  - Undo of settings\n',
      [
        [1, 'section'],
        ['3-4', 'item'],
        [6, 'description'],
        [7, 'sub-item'],
      ],
    ],
    [
      'a heading that is a work, and its text',
      '# Roadmap\n\n### Undo\n\nOne step back.\n\n### Redo\n\nOne step on.\n',
      [
        [1, 'section'],
        [3, 'item'],
        [5, 'description'],
        [7, 'item'],
        [9, 'description'],
      ],
    ],
    [
      'a table with its header and a row that continues the one above',
      '| Feature | Description |\n|--|--|\n| Undo | One step |\n| | Many steps |\n',
      [
        ['1-2', 'table header'],
        [3, 'item'],
        [4, 'item'],
      ],
    ],
    [
      'a table in HTML',
      '<table>\n<tr><th>Feature</th><th>Timeline</th></tr>\n<tr>\n<td>Undo</td><td>Q3 2026</td>\n</tr>\n</table>\n',
      [
        ['1-2', 'table header'],
        ['3-5', 'item'],
        [6, 'markup'],
      ],
    ],
    [
      'a legend, and what is left out',
      '- ✅ - Done\n- 🚧 - In progress\n\n## Contributing\n\nOpen an issue.\n',
      [
        ['1-2', 'legend'],
        [4, 'left out'],
        [6, 'left out'],
      ],
    ],
    [
      'what only serves other lines',
      '# Plans\n\n<!-- a note -->\n\n---\n\n- Undo [here]\n\n[here]: https://example.org\n',
      [
        [1, 'section'],
        [3, 'markup'],
        [5, 'markup'],
        [7, 'item'],
        [9, 'markup'],
      ],
    ],
    [
      'a headline underlined',
      'Plans\n=====\n\n- Undo\n',
      [
        ['1-2', 'section'],
        [4, 'item'],
      ],
    ],
    ['an empty file', '', []],
    ['a code block with a blank line in it', '```\none\n\ntwo\n```\n', [['1-5', 'left out']]],
  ])('knows %s', (_, text, expected) => {
    expect(roles(text)).toEqual(expected);
    expectWholeCover(text, explain(text, context));
  });

  it('shows all cells of a row of a matrix on its line', () => {
    const { lines, roadmap } = explain('| Q1 2026 | Q2 2026 |\n|--|--|\n| Undo | Redo |\n', context);
    expect(lines.map(({ items }) => items.map((index) => roadmap.items[index]?.title))).toEqual([[], ['Undo', 'Redo']]);
  });

  it.each<[string, string, string | null]>([
    ['- [x] Undo', 'box ticked', null],
    ['- [ ] Undo', 'box empty', null],
    ['- ~~Undo~~', 'struck through', null],
    ['- Undo', 'nothing says otherwise', null],
    ['- Undo (done)', 'a tag at its title', null],
    ['- ✅ Undo', 'the mark ✅, or a tag, at its title', null],
    ['- Undo\n  - Status: done', 'its “Status” line or table', null],
    ['- Undo (Q3 2026)', 'nothing says otherwise', 'its own words'],
    ['## Done\n\n- Undo', 'from the heading on line 1', null],
    ['## Q3 2026\n\n- Undo', 'nothing says otherwise', 'from the heading on line 1'],
    ['- Q3 2026\n  - Undo', 'nothing says otherwise', 'from the group on line 1'],
    ['**v2.0**\n\n- Undo', 'nothing says otherwise', 'from the lead on line 1'],
    ['| Feature | Status | Timeline |\n|--|--|--|\n| Undo | done | Q3 2026 |', 'its column', 'its column'],
    ['| Q1 2026 | Q2 2026 |\n|--|--|\n| Undo | |', 'nothing says otherwise', 'from line 1'],
  ])('says where status and target of %j come from', (text, status, target) => {
    expect(explain(`${text}\n`, context).origins[0]).toEqual({ status, target });
  });

  it('says of a sub-item what it stands below, and where its status comes from', () => {
    const { lines, origins } = explain('- [x] Undo\n  - Undo of settings\n', context);
    expect(lines[1]?.reason).toBe('a bullet that names work, below the work on line 1');
    expect(origins[1]?.status).toBe('from the work on line 1');
  });

  it('explains the very Roadmap that parse gives', () => {
    const text = '# Plans\n\n## Q3 2026\n\n- Undo (#12)\n';
    expect(explain(text, context).roadmap).toEqual(parse(text, context));
  });
});

describe('every line is accounted for', () => {
  const examples = new URL('../../roadmaps/', import.meta.url);
  it.each(readdirSync(examples))('in %s', (name) => {
    const text = readFileSync(new URL(name, examples), 'utf8');
    expectWholeCover(text, explain(text, context));
  });

  it('of a table whose first row begins on the line of its markup', () => {
    const text = '<table><tr><td>One\n<td>Two</td></tr>\n</table>';
    expectWholeCover(text, explain(text, context));
  });

  it('in whatever is put together of the ways in which people write', () => {
    const line = fc.constantFrom(
      '',
      '',
      '# Plans',
      '## Q3 2026',
      '### Undo',
      '**Themes**',
      'Tasks:',
      'Prose about it.',
      '> Quoted',
      '---',
      '- Undo',
      '  - Part of it',
      '    - Part of the part',
      '- [x] Done thing',
      '1. First',
      '   wrapped',
      '\tcode',
      '| Feature | Timeline |',
      '|--|--|',
      '| Undo | Q3 2026 |',
      '| | Later |',
      '```',
      '<details>',
      '</details>',
      '<!-- milepost: ignore -->',
      '<!-- milepost: ignore-start -->',
      '<!-- milepost: ignore-end -->',
      '<!-- milepost: untracked -->',
      '- Redo <!-- milepost: ignore -->',
      '<!-- open',
      '[x]: https://example.org',
      '<table><tr><td>One',
      '<td>Two</td></tr>',
      '</table>',
      'Setext\n======',
      '日本語の検索',
      '- ✅ - Done',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 24 }), fc.constantFrom('\n', '\r\n'), (lines, newline) => {
        const text = lines.join(newline);
        expectWholeCover(text, explain(text, context));
      }),
      { numRuns: 300 },
    );
  });

  const corpus = new URL('../../../shared/corpus/raw/', import.meta.url);
  const isThere = existsSync(corpus);
  (isThere ? it : it.skip)(`in the corpus${isThere ? '' : ' (skipped: ../shared/corpus/raw is not there)'}`, () => {
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:md|markdown)$/i.test(name),
    );
    expect(files.length).toBeGreaterThan(20);
    for (const name of files) {
      const decoded = decode(readFileSync(new URL(encodeURI(name), corpus)), name);
      if ('text' in decoded) expectWholeCover(decoded.text, explain(decoded.text, { ...context, file: name }));
    }
  });
});
