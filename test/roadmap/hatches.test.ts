import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { nearestHatchWord, readHatchWord } from '../../src/roadmap/hatches/hatch.ts';
import type { Roadmap } from '../../src/roadmap/model.ts';
import { explain, parse } from '../../src/roadmap/parse.ts';

const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-07-01' };
const read = (text: string): Roadmap => parse(text, context);
const titles = (text: string): string[] => read(text).items.map(({ title }) => title);
const untracked = (text: string): string[] => read(text).items.flatMap((item) => (item.untracked ? [item.title] : []));
const problems = (text: string): [string, number][] =>
  read(text)
    .problems.filter(({ rule }) => rule !== 'no-items')
    .map(({ rule, line }) => [rule, line]);

const IGNORE = '<!-- milepost: ignore -->';
const START = '<!-- milepost: ignore-start -->';
const END = '<!-- milepost: ignore-end -->';
const UNTRACKED = '<!-- milepost: untracked -->';

describe('the words of a hatch', () => {
  it.each([
    [' milepost: ignore ', 'ignore'],
    ['milepost:ignore', 'ignore'],
    [' Milepost :  IGNORE ', 'ignore'],
    [' milepost: ignore - legal text ', 'ignore'],
    [' milepost: ignore — legal text ', 'ignore'],
    [' milepost: untracked - done by the community ', 'untracked'],
    [' milepost: ignore-start ', 'ignore-start'],
    [' milepost: ignore start ', 'ignore-start'],
    [' milepost: Ignore-End - here it goes on ', 'ignore-end'],
    [' milepost:\n ignore\n', 'ignore'],
  ])('%j', (comment, word) => {
    expect(readHatchWord(comment)).toBe(word);
  });

  it.each([
    ' a note ',
    ' milepost ',
    ' the milepost: ignore ',
    ' milepost:issue:eyJyb2FkbWFwIjoiIn0 ',
    ' milepost:slip:eyJ9 ',
  ])('%j does not speak to the reader', (comment) => {
    expect(readHatchWord(comment)).toBeNull();
  });

  it.each<[string, string | null]>([
    ['ingore', 'ignore'],
    ['ignored', 'ignore'],
    ['ignore this', 'ignore'],
    ['ignore-strat', 'ignore-start'],
    ['untraked', 'untracked'],
    ['un-tracked', 'untracked'],
    ['skip', null],
    ['', null],
  ])('%j is no such word, and means %s', (said, meant) => {
    expect(readHatchWord(` milepost: ${said} `)).toEqual({ unknown: said });
    expect(nearestHatchWord(said)).toBe(meant);
  });
});

describe('ignore', () => {
  it.each<[string, string, string[]]>([
    ['a bullet, at its end', `- Undo\n- Prices ${IGNORE}\n- Redo\n`, ['Undo', 'Redo']],
    ['a bullet, at its start', `- Undo\n- ${IGNORE} Prices\n- Redo\n`, ['Undo', 'Redo']],
    ['a bullet, below its words', `- Undo\n- Prices\n  ${IGNORE}\n- Redo\n`, ['Undo', 'Redo']],
    ['a bullet, right above', `- Undo\n${IGNORE}\n- Prices\n- Redo\n`, ['Undo', 'Redo']],
    ['a bullet, right above in its list', `- Add undo\n  ${IGNORE.trim()}\n`, []],
    ['a bullet with its parts', `- Undo\n- Publish prices ${IGNORE}\n  - Sell them\n`, ['Undo']],
    ['a part of a bullet', `- Build undo\n  - Steps\n  - Prices ${IGNORE}\n`, ['Build undo', 'Steps']],
    ['a part, right above', `- Build undo\n  - Steps\n  ${IGNORE}\n  - Prices\n`, ['Build undo', 'Steps']],
    ['a task', `- [ ] Undo\n- [x] Prices ${IGNORE}\n`, ['Undo']],
    [
      'a row',
      `| Feature | When |\n|--|--|\n| Undo | Q3 2026 |\n| Prices ${IGNORE} | Q3 2026 |\n| Redo | Q4 2026 |\n`,
      ['Undo', 'Redo'],
    ],
    [
      'a row, in any of its cells',
      `| Feature | When |\n|--|--|\n| Undo | Q3 2026 ${IGNORE} |\n| Redo | Q4 2026 |\n`,
      ['Redo'],
    ],
    ['a table, right above', `- Undo\n\n${IGNORE}\n| Feature | When |\n|--|--|\n| Prices | Q3 2026 |\n`, ['Undo']],
    [
      'a row of a table in HTML',
      `<table>\n<tr><th>Feature</th></tr>\n<tr><td>Undo</td></tr>\n<tr><td>Prices ${IGNORE}</td></tr>\n</table>\n`,
      ['Undo'],
    ],
    ['a heading that is a work', `### Undo\n\nSteps back.\n\n### Prices ${IGNORE}\n\nWhat it costs.\n`, ['Undo']],
    [
      'a section, at its heading',
      `## Plans\n\n- Undo\n\n## Legal ${IGNORE}\n\n- Prices\n\n### More\n\n- Terms\n\n## Later\n\n- Redo\n`,
      ['Undo', 'Redo'],
    ],
    ['a section, right below its heading', `## Plans\n\n- Undo\n\n## Legal\n${IGNORE}\n\n- Prices\n`, ['Undo']],
    [
      'a section, as the first below its heading',
      `## Plans\n\n- Undo\n\n## Legal\n\n${IGNORE}\n\n- Prices\n`,
      ['Undo'],
    ],
    ['a section, right above its heading', `## Plans\n\n- Undo\n\n${IGNORE}\n## Legal\n\n- Prices\n`, ['Undo']],
    ['the first bullet of a section, and not the section', `## Plans\n\n${IGNORE}\n- Prices\n- Undo\n`, ['Undo']],
    ['a grouping bullet', `- Plans\n  - Undo\n- Legal ${IGNORE}\n  - Prices\n  - Terms\n`, ['Undo']],
    ['a bold lead with what follows', `**Plans**\n\n- Undo\n\n**Legal** ${IGNORE}\n\n- Prices\n`, ['Undo']],
    [
      'a paragraph that stands as an item',
      `**Undo.** Steps back.\n\n**Redo.** Steps on.\n\n**Prices.** Cost. ${IGNORE}\n`,
      ['Undo', 'Redo'],
    ],
    [
      'a part between sections',
      `## Plans\n\n- Undo\n\n${START}\n\n## Legal\n\n- Prices\n\n## Terms\n\n- More\n\n${END}\n\n## Later\n\n- Redo\n`,
      ['Undo', 'Redo'],
    ],
    ['a part between bullets', `- Undo\n${START}\n- Prices\n- Terms\n${END}\n- Redo\n`, ['Undo', 'Redo']],
    [
      'a part between the parts of a bullet',
      `- Build undo\n  ${START}\n  - Prices\n  ${END}\n  - Steps\n`,
      ['Build undo', 'Steps'],
    ],
    [
      'a part that ends inside a section',
      `## Plans\n\n- Undo\n\n${START}\n\n## Legal\n\n- Prices\n\n${END}\n\n- Redo\n`,
      ['Undo', 'Redo'],
    ],
    [
      'a part that ends inside a bullet',
      `${START}\n- Build prices\n  - Terms\n  ${END}\n  - Undo\n- Redo\n`,
      ['Undo', 'Redo'],
    ],
    ['everything', `${IGNORE}\n# Plans\n\n- Undo\n`, []],
  ])('leaves out %s', (_, text, expected) => {
    expect(titles(text)).toEqual(expected);
    expect(problems(text)).toEqual([]);
  });

  it.each([
    ['in a code span', `- Undo \`${IGNORE}\`\n`],
    ['in a code block', `- Undo\n\n\`\`\`html\n${IGNORE}\n\`\`\`\n`],
    ['in indented code', `- Undo\n\nText.\n\n    ${START}\n`],
    ['behind a backslash', `- Undo \\${IGNORE}\n`],
  ])('is nothing %s', (_, text) => {
    expect(titles(text).some((title) => title.startsWith('Undo'))).toBe(true);
    expect(problems(text)).toEqual([]);
  });

  it('takes sections, references, a legend, a last update and broken characters along', () => {
    const text = `# Plans\n\n- Undo 🐢\n\n## Notes ${IGNORE}\n\nLast updated: May 2020. See #12.\n\n- 🐢 - Done\n- 🦶 - In progress\n\nImport â†’ export\n`;
    const roadmap = read(text);
    expect(roadmap.sections.map(({ title }) => title)).toEqual(['Plans']);
    expect([roadmap.pointers, roadmap.lastUpdated, roadmap.problems]).toEqual([[], null, []]);
    expect(roadmap.items[0]?.status).toBe('planned');
  });

  it('says in a file without items how much is ignored', () => {
    expect(read(`# Plans ${IGNORE}\n\n- Undo\n`).problems[0]?.message).toContain('1 ignored part');
  });

  it('gives a description back to the item that it was cut from', () => {
    const [item] = read(`### Undo\n\nSteps back, see #7.\n\nLegal text, see #8. ${IGNORE}\n`).items;
    expect([item?.description, item?.references.map(({ number }) => number)]).toEqual(['Steps back, see #7.', [7]]);
  });

  it('is told in the explanation, with the line of the comment', () => {
    const { lines } = explain(`- Undo\n${IGNORE}\n- Prices\n\n${START}\n\nText\n\n${END}\n`, context);
    expect(lines.map(({ line, endLine, role, reason }) => [line, endLine, role, reason]).slice(1)).toEqual([
      [2, 2, 'hatch', 'the escape hatch ignore, for what begins on line 3'],
      [3, 3, 'ignored', `ignored: ${IGNORE} on line 2`],
      [4, 4, 'blank', 'blank'],
      [5, 9, 'ignored', 'ignored: ignore-start on line 5, to line 9'],
    ]);
  });
});

describe('untracked', () => {
  it.each<[string, string, string[]]>([
    ['a bullet', `- Undo ${UNTRACKED}\n- Redo\n`, ['Undo']],
    ['a bullet, right above', `- Undo\n${UNTRACKED}\n- Redo\n`, ['Redo']],
    ['a bullet, below its words', `- Undo\n  ${UNTRACKED}\n- Redo\n`, ['Undo']],
    ['a bullet, in the text below it', `- Undo\n\n  Steps back. ${UNTRACKED}\n\n- Redo\n`, ['Undo']],
    ['a bullet with its parts', `- Build undo ${UNTRACKED}\n  - Steps\n- Redo\n`, ['Build undo', 'Steps']],
    ['a row', `| Feature | When |\n|--|--|\n| Undo | Q3 2026 |\n| Redo | Q4 2026 ${UNTRACKED} |\n`, ['Redo']],
    [
      'a row of a matrix',
      `| Q1 2026 | Q2 2026 |\n|--|--|\n| Undo ${UNTRACKED} | Redo |\n| Sort | Search |\n`,
      ['Undo', 'Redo'],
    ],
    ['a heading that is a work', `### Undo ${UNTRACKED}\n\nSteps back.\n\n### Redo\n\nSteps on.\n`, ['Undo']],
    ['such a heading, in its text', `### Undo\n\nSteps back. ${UNTRACKED}\n\n### Redo\n\nSteps on.\n`, ['Undo']],
    ['a section', `## Plans\n\n- Undo\n\n## Later ${UNTRACKED}\n\n- Redo\n- Sort\n`, ['Redo', 'Sort']],
    [
      'a section, right below its heading',
      `## Plans\n\n- Undo\n\n## Later\n${UNTRACKED}\n- Redo\n- Sort\n`,
      ['Redo', 'Sort'],
    ],
  ])('marks %s', (_, text, expected) => {
    expect(untracked(text)).toEqual(expected);
    expect(problems(text)).toEqual([]);
  });

  it('may stand below another hatch', () => {
    const text = `- Undo\n${UNTRACKED}\n<!-- a note -->\n- Redo\n`;
    expect([titles(text), untracked(text)]).toEqual([['Undo', 'Redo'], ['Redo']]);
  });
});

describe('a hatch that cannot do what it should', () => {
  it.each<[string, string, number, RegExp]>([
    [
      'a typo',
      '- Undo <!-- milepost: ingore -->\n',
      1,
      /“ingore”.*ignore, ignore-start, ignore-end or untracked was expected.*Write ignore/,
    ],
    ['another word', '- Undo\n\n<!-- milepost: hide -->\n', 3, /“hide”/],
    ['no word', '- Undo <!-- milepost: -->\n', 1, /nothing/],
    ['a part that never ends', `- Undo\n\n${START}\n\n- Redo\n`, 3, /never ends.*rest of the file/],
    ['an end without a start', `- Undo\n\n${END}\n\n- Redo\n`, 3, /none begins above/],
    ['a start in an ignored part', `- Undo\n\n${START}\n\n- A\n\n${START}\n\n- B\n\n${END}\n`, 7, /since line 3/],
    ['an empty part', `- Undo\n\n${START}\n${END}\n`, 3, /nothing is ignored/],
    ['a comment between blank lines', `- Undo\n\nText.\n\n${IGNORE}\n\nMore.\n`, 5, /speaks for nothing/],
    [
      'untracked at what is no item',
      `- Undo\n\nText. ${UNTRACKED}\n`,
      3,
      /an item, or a section with items, was expected/,
    ],
    [
      'untracked at the start of a bullet, which makes HTML of it',
      `- Undo\n- ${UNTRACKED} Redo\n`,
      2,
      /end of the item/,
    ],
  ])('%s is a problem', (_, text, line, message) => {
    expect(problems(text)).toEqual([['broken-hatch', line]]);
    expect(read(text).problems[0]?.message).toMatch(message);
    expect(titles(text)).toContain('Undo');
  });

  it('suggests the whole comment where the word is near', () => {
    const [problem] = read('- Undo <!-- milepost: ingore -->\n').problems;
    expect(problem).toMatchObject({ suggestion: IGNORE, range: { column: 8, endColumn: 33 } });
  });
});

/** What is read, without where it stands. */
const essence = ({ title, sections, items, problems: found }: Roadmap): unknown => ({
  title,
  sections: sections.map((section) => [section.title, section.path, section.status, section.target?.text]),
  items: items.map((item) => [item.title, item.description, item.path, item.parent, item.status, item.target?.text]),
  problems: found.map(({ rule }) => rule),
});

describe('hatches in a file', () => {
  const examples = new URL('../../roadmaps/', import.meta.url);
  const texts = readdirSync(examples).map((name) => readFileSync(new URL(name, examples), 'utf8'));

  it('mark an item and change nothing else, wherever they stand in its line', () => {
    for (const text of texts) {
      const before = read(text);
      for (const item of before.items) {
        const lines = text.split('\n');
        const line = lines[item.line - 1] ?? '';
        lines[item.line - 1] = /\|\s*$/.test(line)
          ? line.replace(/\s*\|\s*$/, ` ${UNTRACKED} |`)
          : `${line} ${UNTRACKED}`;
        const after = read(lines.join('\n'));
        expect(essence(after)).toEqual(essence(before));
        expect(after.items.find(({ line: at, title }) => at === item.line && title === item.title)?.untracked).toBe(
          true,
        );
      }
    }
  });

  it('leave of an ignored part what is left when it is deleted', () => {
    const blocks = fc.constantFrom(
      '## Plans',
      '## Q3 2026',
      '### Undo\n\nSteps back.',
      '- Undo\n- Redo (#7)',
      '- Themes\n  - Dark mode\n  - Light mode',
      '| Feature | When |\n|--|--|\n| Undo | Q3 2026 |',
      'Some prose about it.',
      '> Quoted #9',
      '```\ncode\n```',
      '**Later**',
    );
    const part = fc.array(blocks, { maxLength: 5 });
    fc.assert(
      fc.property(part, fc.array(blocks, { minLength: 1, maxLength: 5 }), part, (above, ignored, below) => {
        // Between two headings nothing can run together that the part kept apart.
        const [head, tail] = [
          ['# Roadmap', ...above],
          ['## End', ...below],
        ];
        const withPart = [...head, START, ...ignored, END, ...tail].join('\n\n');
        expect(essence(read(withPart))).toEqual(essence(read([...head, ...tail].join('\n\n'))));
      }),
      { numRuns: 200 },
    );
  });

  it('cost little where thousands of them stand', () => {
    const started = performance.now();
    read(`# Plans\n\n${`- Undo ${IGNORE}\n`.repeat(3_000)}${`${START}\n`.repeat(2_000)}`);
    read(`# Plans\n\n${'<!-- milepost: '.repeat(10_000)}`);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
