import { describe, expect, it } from '@jest/globals';
import { array, assert, constantFrom, property } from 'fast-check';
import type { Roadmap } from '../../src/roadmap/model.ts';
import { explain, parse } from '../../src/roadmap/parse.ts';

const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-01-15' };
const read = (text: string): Roadmap => parse(text, context);
const lines = (text: string): string[] => read(text).items.map((item) => `${item.line} ${item.title}`);

/** What files are made of, for making others of it. */
const PIECES = [
  '- ',
  '  - ',
  '1. ',
  '# ',
  '## ',
  '> ',
  '| a | b |\n',
  '|--|--|\n',
  '|',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\t',
  '`',
  '```\n',
  '**',
  '~~',
  '[ ] ',
  '[x] ',
  '[~] ',
  '[CLI] ',
  '#12',
  'a/b#3',
  'https://github.com/a/b/issues/4',
  '[5](../../issues/5)',
  '[t]: x\n',
  'Q3 2026',
  '(Q1',
  ')',
  'v1.2',
  'Add search',
  'Storage',
  'Status: done',
  'Issue coming soon',
  '(Completed)',
  '✅ ',
  'â†’',
  '&amp;',
  '\\|',
  '<br>',
  '<table><tr><td>',
  '</table>',
  '<details><summary>Done</summary>',
  '---\n',
  '+++\n',
  '\uFEFF',
  '\u0000',
  '😀',
  '修正',
  ':',
  ' - ',
  'Futire',
  'last updated: May 2020',
];

describe('what is an item', () => {
  it.each<[string, string, string[]]>([
    ['a bullet that names work', '# Roadmap\n\n- Sign snapshots\n', ['3 Sign snapshots']],
    [
      'a numbered heading with prose',
      '## 1. Notary\nPublishers sign.\n\n## 2. Mirrors\nTwo sites.\n',
      ['1 Notary', '4 Mirrors'],
    ],
    [
      'numbered sub-headings under a numbered heading',
      '# 1. Core\n\n## 1.1 Runtime\nFaster.\n\n## 1.2 Images\nSmaller.\n',
      ['3 Runtime', '6 Images'],
    ],
    [
      'bare headings among themselves',
      '# Ease\n### Simpler setup\n### Better docs\n\n# Speed\n### Faster start\n',
      ['2 Simpler setup', '3 Better docs', '6 Faster start'],
    ],
    [
      'what nests under a name, not the name',
      '- Storage\n  - Cold tiers #1\n  - Checksums\n',
      ['2 Cold tiers', '3 Checksums'],
    ],
    [
      'what nests under a time',
      '- Q3 2026\n  - Cold tiers\n- M2: May 2026\n  - Checksums\n',
      ['2 Cold tiers', '4 Checksums'],
    ],
    [
      'a work with its parts',
      '- Improve the documentation\n  - A guide\n  - Examples\n',
      ['1 Improve the documentation', '2 A guide', '3 Examples'],
    ],
    [
      'a run of paragraphs with bold leads',
      '# Plan\n\n**Search.** Full text.\n\n**Sharing**: by link.\n',
      ['3 Search', '5 Sharing'],
    ],
    [
      'a run of lines with references',
      '# Plan\n\nWelcome newcomers: #1\n\nPort the examples: #2\n',
      ['3 Welcome newcomers', '5 Port the examples'],
    ],
    ['a row of a table', '|Feature|When|\n|--|--|\n|Search|2026|\n||  |\n', ['3 Search']],
    ['a row cut off from its table', '|Issue|Description|\n|--|--|\n\n|#4|Plugin timeouts|\n', ['4 Plugin timeouts']],
    [
      'the description where a theme comes twice',
      '|Theme|Description|\n|--|--|\n|UX|Undo|\n|UX|Redo|\n',
      ['3 Undo', '4 Redo'],
    ],
    [
      'the description where the name only is a number',
      '|Issue|Description|\n|--|--|\n|[12](../../issues/12)|Plugin timeouts|\n',
      ['3 Plugin timeouts'],
    ],
    [
      'the name in an issue column that holds no issues',
      '|Issue|Description|\n|--|--|\n|Privacy|Toggle is ignored|\n',
      ['3 Privacy'],
    ],
    [
      'each cell of a matrix of times',
      '||Q1 2026|Q2 2026|\n|--|--|--|\n|Web|Undo<br>Redo|Search|\n',
      ['3 Undo', '3 Redo', '3 Search'],
    ],
    [
      'each entry of a list in a cell',
      '|Release|Features|\n|--|--|\n|v1.2|<ul><li>Undo</li><li>Redo</li></ul>|\n',
      ['3 Undo', '3 Redo'],
    ],
    [
      'the heading of a table of its properties',
      '## Hole punching\n\n|Status|Target|Tracking|\n|--|--|--|\n|todo|Q1/2026|#5|\n\nMore direct links.\n',
      ['1 Hole punching'],
    ],
    [
      'a row of an HTML table, merged cells and all',
      '<table>\n<tr><th>Theme</th><th>Feature</th><th>When</th></tr>\n<tr><td rowspan="2">Maps</td><td>Routes</td><td>2026</td></tr>\n<tr><td>Offline <b>tiles</b></td>\n\n<td>Later</td></tr>\n</table>\n\n- After it\n',
      ['3 Routes', '4 Offline tiles', '9 After it'],
    ],
    ['works in a folded part', '# Plan\n\n<details>\n<summary>Done</summary>\n\n- Undo\n\n</details>\n', ['6 Undo']],
  ])('%s', (_, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['how to help', '## How to help?\n\n- Open an issue\n- Comment\n'],
    ['an introduction', '# Roadmap\n\nThis document tells what comes next.\n\nDates may change.\n'],
    ['contributing', '## Contributing\n\n- Read the guide\n'],
    ['a table of contents', '- [Goals](#goals)\n- [Plans](#plans)\n  - [More](#more)\n'],
    ['a change log', '## Change log\n\n|Date|Change|\n|--|--|\n|2026-01-01|Begun|\n'],
    ['a calendar of releases', '|Release|Date|\n|--|--|\n|v1.0|May 2026|\n|v1.1|June 2026|\n'],
    ['a legend', '## Legend\n\n- ✅ - Done\n- 🚧 - In progress\n'],
    ['a legend as a table', '|Marker|Meaning|\n|--|--|\n|`[x]`|there, with tests|\n|`[ ]`|not begun|\n'],
    ['non-goals', '## Non-Goals\n\n- Rewrite it in another language\n'],
    ['a cycle that repeats', '|Duration|Activity|\n|--|--|\n|4 weeks|Work|\n|1 week|Release|\n'],
    ['remarks among the works', '- ... TBD, more will be added here ...\n- Please tell us in #12\n'],
    ['addresses', '- https://github.com/example-org/lantern\n- https://example.org\n'],
    ['questions', '- What is next?\n- Who does it?\n'],
    ['an empty file', ''],
    ['only a link', 'Moved to <https://example.org/roadmap>.\n'],
    ['code', '```\n- Sign snapshots\n```\n'],
    ['front matter', '---\ntitle: Roadmap\nitems:\n  - one\n---\n'],
  ])('not %s', (_, text) => {
    const roadmap = read(text);
    expect(roadmap.items).toEqual([]);
    expect(roadmap.problems.map(({ rule }) => rule)).toEqual(['no-items']);
  });

  it('says why, for every line', () => {
    const { lines } = explain('# Plan\n\n- Storage\n  - Cold tiers (#1)\n\n## License\n\nMIT\n', context);
    expect(lines.filter(({ role }) => role !== 'blank').map(({ line, role, reason }) => [line, role, reason])).toEqual([
      [1, 'section', 'the title of the document'],
      [3, 'section', 'a short name over a list'],
      [4, 'item', 'a bullet that names work'],
      [6, 'left out', 'its heading is that of a notice'],
      [8, 'left out', 'its heading is that of a notice'],
    ]);
  });
});

describe('the title of an item', () => {
  it.each([
    ['[CLI] Install with one command', 'Install with one command', ['CLI']],
    ['[Server/UI] - Import and export', 'Import and export', ['Server/UI']],
    ['[a link](https://example.org) to follow', 'a link to follow', []],
    ['Run `check` before (#12, #13)', 'Run check before', []],
    ['Elastic jobs: https://github.com/example-org/lantern/issues/7', 'Elastic jobs', []],
    ['Faster start. Related issue: [#54](../../issues/54).', 'Faster start', []],
    ['✅ Undo', 'Undo', []],
    ['Undo (Q1 2026)', 'Undo', []],
    ['Undo - *DONE*', 'Undo', []],
    ['[In-progress] Undo', 'Undo', []],
    ['Authentication (OAuth2)', 'Authentication (OAuth2)', []],
    ['**Undo** — takes back one step', 'Undo', []],
    ['**Undo**\n  takes back one step', 'Undo', []],
    ['Support CSV, JSON, etc.', 'Support CSV, JSON, etc.', []],
    ['#12', '#12', []],
    ['Seven dwarfs #8 and #7', 'Seven dwarfs', []],
    ['Seven dwarfs #8, #7 & #6', 'Seven dwarfs', []],
    ['Seven dwarfs (#8) or (#7).', 'Seven dwarfs', []],
    ['Seven dwarfs [8](../../issues/8) / [7](../../issues/7)', 'Seven dwarfs', []],
    ['Dwarfs and #8', 'Dwarfs', []],
    ['Search and', 'Search and', []],
    ['Late <img src=x> thing', 'Late thing', []],
    ['Late <img src=https://example.org/x.png>', 'Late', []],
    ['Late <img src=https://example.org/x.png alt="A, b"/> thing #7', 'Late thing', []],
    ['Late <a href=https://example.org/>thing</a> **now**', 'Late thing now', []],
    ['Late \\<img src=https://example.org/x.png>', 'Late <img src=https://example.org/x.png>', []],
    ['A <b>bold</b> thing', 'A bold thing', []],
  ])('%s', (bullet, title, areas) => {
    const [item] = read(`# Roadmap\n\n- ${bullet}\n`).items;
    expect(item).toMatchObject({ title, areas });
  });
});

describe('the status of an item', () => {
  it.each([
    ['- [x] Undo', 'done'],
    ['- [ ] Undo', 'planned'],
    ['- [~] Undo', 'in-progress'],
    ['- [ ] ~~Undo~~', 'dropped'],
    ['- ~~Undo~~', 'done'],
    ['- Undo (in progress)', 'in-progress'],
    ['- Undo (Postponed)', 'slipped'],
    ['- Undo **[DONE]**', 'done'],
    ['- 🚧 Undo', 'in-progress'],
    ['- ❌ Undo', 'dropped'],
    ['## Done\n\n- Undo', 'done'],
    ['## Done\n\n- [ ] Undo', 'planned'],
    ['## Under development\n\n- Undo', 'in-progress'],
    ['## Items that will likely slip\n\n- Undo', 'slipped'],
    ['## v1.0 (Released on May 2, 2025)\n\n- Undo', 'done'],
    ['## Now\n\n- Undo', 'planned'],
    ['|Feature|Status|\n|--|--|\n|Undo|Not started|', 'planned'],
    ['|Feature|Status|\n|--|--|\n|Undo|:white_check_mark:|', 'done'],
    ['|Feature|Completed|\n|--|--|\n|Undo|2025-02-03|', 'done'],
    ["|Feature|Timeline|\n|--|--|\n|Undo|Won't do|", 'dropped'],
    ['🐢 slipped | ✅ done\n\n- 🐢 Undo', 'slipped'],
    ['### Undo\n\n_Status: In design_\n\nOne step back.', 'in-progress'],
    ['### Undo\n\nWork is ongoing to bring it.', 'in-progress'],
    ['- Undo\n  - Status: done', 'done'],
    ['- Undo, since 2019', 'planned'],
    ['- Undo (Done ✅) - one step back', 'done'],
    ['## [v0.1](https://github.com/example-org/lantern/releases/tag/v0.1)\n\n- Undo', 'done'],
    [
      '* 📝: The feature is currently in progress\n* 🦶: The feature is complete and shipped\n\n## Plan\n\n- 🦶 Undo',
      'done',
    ],
    ['|Feature|Release|\n|--|--|\n|Undo|Pri 1 / Rel: (Q3 2026) / In progress for v4.2|', 'in-progress'],
  ])('%j is %s', (text, status) => {
    expect(read(`# Roadmap\n\n${text}\n`).items[0]).toMatchObject({ title: expect.stringContaining('Undo'), status });
  });
});

describe('the target of an item', () => {
  it('is its own, else that of the nearest section, else none', () => {
    const text = '# 2027 plan\n\n- Alpha\n\n## v1.2\n\n- Beta (Q3 2026)\n- Gamma\n\n### Later\n\n- Delta\n';
    expect(read(text).items.map(({ title, target }) => [title, target?.kind, target?.text])).toEqual([
      ['Alpha', 'timeframe', '2027'],
      ['Beta', 'timeframe', 'Q3 2026'],
      ['Gamma', 'release', 'v1.2'],
      ['Delta', 'horizon', 'Later'],
    ]);
  });

  it('reads a quarter in the year of the heading around it', () => {
    expect(read('## 2023\n\n### Q2\n\n- Undo\n').items[0]?.target).toMatchObject({
      text: 'Q2',
      start: '2023-04-01',
      end: '2023-06-30',
    });
  });

  it('reads a time without a year against “Last updated”, else against the day of the commit', () => {
    expect(read('Last updated: May 2020\n\n## Fall\n\n- Undo\n').items[0]?.target).toMatchObject({
      start: '2020-09-01',
    });
    expect(read('## Fall\n\n- Undo\n').items[0]?.target).toMatchObject({ start: '2026-09-01' });
  });

  it('binds a section to the milestone that its heading links to', () => {
    const [linked] = read('## [v0.5.0](../../milestone/4)\n\n- Undo\n').items;
    expect(linked?.target).toMatchObject({
      text: 'v0.5.0',
      milestone: { kind: 'milestone', owner: 'example-org', repo: 'lantern', number: 4 },
    });
    const [named] = read('## [Small fixes](https://github.com/example-org/lantern/milestone/9)\n\n- Undo\n').items;
    expect(named?.target).toMatchObject({ kind: 'horizon', text: 'Small fixes', milestone: { number: 9 } });
  });

  it('is nothing where the timeline says TBD, whatever the section says', () => {
    expect(
      read('## v2\n\n|Feature|Timeline|\n|--|--|\n|Undo|TBD|\n|Redo||\n').items.map(
        ({ target }) => target?.text ?? null,
      ),
    ).toEqual([null, 'v2']);
  });

  it('takes the day under a release for the time of that release', () => {
    expect(read('## 0.5: Private\n#### Mid-May 2018\n\n- Undo\n').items[0]?.target).toMatchObject({
      kind: 'release',
      text: '0.5',
      start: '2018-05-11',
      end: '2018-05-20',
    });
  });

  it('does not take the version of something else for a target', () => {
    expect(read('## v1.14\n\n- Support Squid (v19)\n').items[0]?.target).toMatchObject({ text: 'v1.14' });
  });
});

describe('what stands beside an item', () => {
  it('reads its fields', () => {
    const text =
      '### Live preview\n- **Status**: In progress\n- **Target**: v2.0 (Q3 2026)\n- **Issue**: TBD\n- **Owner**: @ada\n';
    const [item] = read(text).items;
    expect(item).toMatchObject({
      title: 'Live preview',
      status: 'in-progress',
      target: { text: 'v2.0', start: '2026-07-01' },
      placeholder: true,
    });
    expect(text.slice(item?.placeholderRange?.startOffset, item?.placeholderRange?.endOffset)).toBe('TBD');
    expect(text.slice(item?.target?.range.startOffset, item?.target?.range.endOffset)).toBe('v2.0');
  });

  it('gives a heading the references of its prose and of its list of issues', () => {
    const [item] = read(
      '## Image builder\n\nSee #3.\n\nTracking issues:\n\n- [#4](../../issues/4) the new one\n',
    ).items;
    expect(item?.references.map(({ number }) => number)).toEqual([3, 4]);
  });

  it('gives a row its theme as area, its other words as description', () => {
    const [, second] = read('|Theme|Description|Notes|\n|--|--|--|\n|UX|Undo|one step|\n||Redo|all steps|\n').items;
    expect(second).toMatchObject({ title: 'Redo', areas: ['UX'], description: 'all steps' });
  });

  it('keeps the references outside every item as pointers', () => {
    const { pointers } = read(
      '# [v2](../../milestone/3)\n\nSee the [board](https://github.com/orgs/example-org/projects/2).\n\n- Undo #1\n',
    );
    expect(pointers.map(({ kind, number }) => `${kind} ${number}`)).toEqual(['milestone 3', 'project 2']);
  });
});

describe('problems', () => {
  it('finds mojibake, with what was meant', () => {
    const text = '# Roadmap\n\n- SQLite â†’ Postgres, naÃ¯ve\n';
    const { problems } = read(text);
    expect(
      problems.map(({ rule, range, suggestion }) => [rule, text.slice(range.startOffset, range.endOffset), suggestion]),
    ).toEqual([
      ['mojibake', 'â†’', '→'],
      ['mojibake', 'Ã¯', 'ï'],
    ]);
    expect(problems[0]?.message).toBe(
      '“â†’” is “→” whose UTF-8 bytes were read as Windows-1252; “→” was expected. Replace it and save the file as UTF-8.',
    );
  });

  it('does not take accented words for mojibake', () => {
    expect(read('# Feuille\n\n- Être à l’heure, naïve, Ångström â → é\n').problems).toEqual([]);
  });

  it('suggests the word that a timeline nearly says', () => {
    const text = '|Feature|Timeline|\n|--|--|\n|Undo|Futire|\n|Redo|Agust 2026|\n|Find|Someday|\n|Sort|Long running|\n';
    const { problems } = read(text);
    expect(
      problems.map(({ rule, line, range, suggestion }) => [
        rule,
        line,
        text.slice(range.startOffset, range.endOffset),
        suggestion,
      ]),
    ).toEqual([
      ['unreadable-timeframe', 3, 'Futire', 'Future'],
      ['unreadable-timeframe', 4, 'Agust', 'August'],
      ['unreadable-timeframe', 6, 'Long running', null],
    ]);
    expect(problems[0]?.message).toContain('Did you mean “Future”?');
  });

  it('reports a row without its table', () => {
    const { problems, items } = read('|Issue|Description|\n|--|--|\n\n|#4|Plugin timeouts|\n|#5|Key rotation|\n');
    expect(problems.map(({ rule, line }) => [rule, line])).toEqual([
      ['detached-row', 4],
      ['detached-row', 5],
    ]);
    expect(items[1]).toMatchObject({
      title: 'Key rotation',
      references: [{ number: 5 }],
      range: { line: 5, column: 1, endColumn: 18 },
    });
  });

  it('quotes so that one can tell where the quotation ends', () => {
    const { problems } = read('|Issue|Description|\n|--|--|\n\n|#4|Say “hi” to #5|\n');
    expect(problems[0]?.message).toContain('The row “|#4|Say ‘hi’ to #5|” is cut off');
  });

  it('says what it saw where it found no items', () => {
    expect(read('').problems[0]?.message).toContain('the reader saw an empty file');
    expect(
      read('# Plan\n\nSee the [board](https://github.com/orgs/example-org/projects/2).\n').problems[0]?.message,
    ).toBe(
      'No items were found: the reader saw 1 heading, 1 paragraph, 1 link to https://github.com/orgs/example-org/projects/2. A table row, a bullet or a heading with prose for each piece of work was expected. It points to project example-org/2. Add one, or point the configuration to the file that has them.',
    );
  });

  it('refuses what overflows the stack instead of throwing', () => {
    const { items, problems } = read('>'.repeat(20_000));
    expect(items).toEqual([]);
    expect(problems).toMatchObject([{ rule: 'unreadable-file', line: 1 }]);
  });
});

describe('the file as it is', () => {
  const text =
    '# Roadmap ✨\n\n## v1.0 (Q3 2026)\n\n* [ ] Schöne\tneue `Welt` #12 (issue TBD)\n\n  More about it,\n  on two lines, see GH-13.\n\n|Feature|Timeline|Issue|\n|--|--|--|\n|Undo|Aug 2026|Issue coming soon|\n';
  const shapes: [string, string][] = [
    ['LF', text],
    ['CR LF', text.replaceAll('\n', '\r\n')],
    ['a lone CR', text.replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${text}`],
    ['no final newline', text.trimEnd()],
  ];

  it.each(shapes)('gives the same lines and exact ranges with %s', (_, shaped) => {
    const { items } = read(shaped);
    const said = (range: { startOffset: number; endOffset: number } | null | undefined): string =>
      range == null ? '' : shaped.slice(range.startOffset, range.endOffset);
    expect(items.map(({ line, endLine, title }) => [line, endLine, title])).toEqual([
      [5, 8, 'Schöne neue Welt'],
      [12, 12, 'Undo'],
    ]);
    expect(items.flatMap(({ references }) => references.map(({ range, line }) => [line, said(range)]))).toEqual([
      [5, '#12'],
      [8, 'GH-13'],
    ]);
    expect(items.map(({ target }) => [target?.text, said(target?.range)])).toEqual([
      ['v1.0', 'v1.0'],
      ['Aug 2026', 'Aug 2026'],
    ]);
    expect(items.map(({ placeholderRange }) => said(placeholderRange))).toEqual(['issue TBD', 'Issue coming soon']);
  });

  it('never throws, leaves the file or loses the order, whatever is in it', () => {
    const piece = constantFrom(...PIECES);
    assert(
      property(array(piece, { maxLength: 40 }), (pieces) => {
        const file = pieces.join('');
        const roadmap = read(file);
        const count = file.split(/\r\n|\n|\r/).length;
        const ranges = [
          ...roadmap.items.flatMap(({ range, references, target, placeholderRange }) => [
            range,
            ...references.map((reference) => reference.range),
            ...(target === null ? [] : [target.range]),
            ...(placeholderRange === null ? [] : [placeholderRange]),
          ]),
          ...roadmap.problems.map(({ range }) => range),
          ...roadmap.pointers.map(({ range }) => range),
        ];
        for (const { line, endLine, startOffset, endOffset } of ranges) {
          expect(startOffset >= 0 && startOffset <= endOffset && endOffset <= file.length).toBe(true);
          expect(line >= 1 && line <= endLine && endLine <= count).toBe(true);
        }
        const starts = roadmap.items.map(({ range }) => range.startOffset);
        expect(starts).toEqual(starts.toSorted((one, other) => one - other));
        expect(
          roadmap.items.every(({ title, parent }, index) => title !== '' && (parent === null || parent < index)),
        ).toBe(true);
        expect(new Set(roadmap.items.map(({ id }) => id)).size).toBe(roadmap.items.length);
      }),
      { numRuns: 300 },
    );
  });

  it('is read the same twice', () => {
    expect(read(text)).toEqual(read(text));
  });
});

describe('“Last updated”', () => {
  it.each([
    ['`Last Updated: July 2021`', 'July 2021', '2021-07-01'],
    ['**Last updated: 2025-11-13**', '2025-11-13', '2025-11-13'],
    ['*Last updated: July 2026 — Phase 3 in progress*', 'July 2026', '2026-07-01'],
    ['Last updated: 02/15/2022', '02/15/2022', '2022-02-15'],
    ['`updated_at: 2022-04-12`', '2022-04-12', '2022-04-12'],
    ['Last Updated: recently', 'recently', null],
  ])('%s', (line, text, date) => {
    const file = `# Roadmap\n\n${line}\n\n- Undo\n`;
    const { lastUpdated } = read(file);
    expect(lastUpdated).toMatchObject({ text, date, line: 3 });
    expect(file.slice(lastUpdated?.range.startOffset, lastUpdated?.range.endOffset)).toBe(text);
  });

  it.each([
    'This page was last updated by the maintainers a while ago.',
    'The list is updated: often and by many people.',
    'We update it.',
  ])('is not in “%s”', (line) => {
    expect(read(`# Roadmap\n\n${line}\n\n- Undo\n`).lastUpdated).toBeNull();
  });
});

describe('a work whose name begins like a remark', () => {
  it.each([
    'Join tables in queries (#2)',
    'Thank-you page (#3)',
    'Please-wait indicator (#4)',
    'Thank the neighbour (#2)',
  ])('is an item: %s', (text) => {
    const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-01-01' };
    expect(parse(`## 2027\n\n- Sweep the yard\n- ${text}\n`, context).items).toHaveLength(2);
  });

  it.each(['Join us on the forum', 'Thanks to everybody', 'Please tell us in #12'])(
    'is none where it is one: %s',
    (text) => {
      const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-01-01' };
      expect(parse(`## 2027\n\n- Sweep the yard\n- ${text}\n`, context).items).toHaveLength(1);
    },
  );
});
