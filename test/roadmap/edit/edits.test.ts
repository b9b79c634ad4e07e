import { describe, expect, it } from '@jest/globals';
import { context, edited, idOf, issue, refusal } from './edited.ts';
import { applyEdits } from '../../../src/roadmap/edit/apply-edits.ts';
import type { Edit } from '../../../src/roadmap/edit/edit.ts';
import { parse } from '../../../src/roadmap/parse.ts';

type Case = [sentence: string, before: string, edit: Edit, after: string];

const table = (head: string, ...rows: string[]): string =>
  [head, head.replaceAll(/[^|]+/g, (cell) => '-'.repeat(cell.length)), ...rows, ''].join('\n');

const set = (item: string, number = 12): Edit => ({ kind: 'set-reference', item, reference: issue(number) });
const add = (item: string, number = 12, repo = 'lantern'): Edit => ({
  kind: 'add-reference',
  item,
  reference: issue(number, repo),
});
const status = (item: string, to: 'done' | 'planned' | 'in-progress' | 'dropped' | 'slipped'): Edit => ({
  kind: 'set-status',
  item,
  status: to,
});
const target = (item: string, to: string): Edit => ({ kind: 'set-target', item, target: to });
const remove = (item: string): Edit => ({ kind: 'remove-item', item });

function makes(cases: readonly Case[]): void {
  it.each(cases)('%s', (_, before, edit, after) => {
    expect(edited(before, edit)).toBe(after);
  });
}

describe('setting a reference', () => {
  makes([
    [
      'takes the place of the words that announce it, in their brackets',
      '- Undo (Issue coming soon)\n- Redo\n',
      set('Undo'),
      '- Undo (#12)\n- Redo\n',
    ],
    [
      'writes a link where the others are links',
      '- Undo (issue TBD)\n- Redo ([#9](https://github.com/example-org/lantern/issues/9))\n',
      set('Undo'),
      '- Undo ([#12](https://github.com/example-org/lantern/issues/12))\n- Redo ([#9](https://github.com/example-org/lantern/issues/9))\n',
    ],
    [
      'writes a relative link where the others are relative',
      '- Undo (issue TBD)\n- Redo ([#9](../../issues/9))\n',
      set('Undo'),
      '- Undo ([#12](../../issues/12))\n- Redo ([#9](../../issues/9))\n',
    ],
    [
      'writes a number in an issue column of numbers and keeps an aligned table aligned',
      table(
        '| Issue                                                  | Work |',
        '| [9](https://github.com/example-org/lantern/issues/9)   | Redo |',
        '| Issue coming soon                                      | Undo |',
      ),
      set('Undo'),
      table(
        '| Issue                                                  | Work |',
        '| [9](https://github.com/example-org/lantern/issues/9)   | Redo |',
        '| [12](https://github.com/example-org/lantern/issues/12) | Undo |',
      ),
    ],
    ['leaves the emphasis around it', '- Undo (*issue TBD*)\n- Redo\n', set('Undo'), '- Undo (*#12*)\n- Redo\n'],
    [
      'takes the code marks with it',
      '- Undo `issue TBD`\n- Redo\n',
      set('Undo'),
      '- Undo `issue TBD`\n- Redo\n'.replace('`issue TBD`', '#12'),
    ],
    [
      'takes the whole link whose label announced it',
      '- Undo [issue coming soon](#later)\n- Redo\n',
      set('Undo'),
      '- Undo #12\n- Redo\n',
    ],
  ]);

  it('is refused where nothing announces one', () => {
    expect(refusal('- Undo\n- Redo\n', set('Undo'))).toMatch(/^no-way-to-say: “Undo” has no placeholder/);
  });

  it('is refused for what is no reference', () => {
    const bad = { ...issue(12), owner: 'a/b](x)' };
    expect(refusal('- Undo (issue TBD)\n', { kind: 'set-reference', item: 'Undo', reference: bad })).toMatch(
      /^unusable-value/,
    );
  });
});

describe('adding a reference', () => {
  makes([
    ['stands behind the words of a bullet', '- Undo\n- Redo\n', add('Undo'), '- Undo (#12)\n- Redo\n'],
    ['stands beside the one that is there', '- Undo (#9)\n- Redo\n', add('Undo'), '- Undo (#9, #12)\n- Redo\n'],
    ['is set off as the others are', '- Undo\n- Redo - #9\n', add('Undo'), '- Undo - #12\n- Redo - #9\n'],
    ['names another repository in full', '- Undo\n', add('Undo', 12, 'meadow'), '- Undo (example-org/meadow#12)\n'],
    [
      'names another repository of the owner shortly where the file does',
      '- Undo\n- Redo (meadow#9)\n',
      add('Undo', 12, 'meadow'),
      '- Undo (meadow#12)\n- Redo (meadow#9)\n',
    ],
    [
      'fills the empty cell of an issue column',
      table('| Work | Issue |', '| Undo |       |', '| Redo | #9    |'),
      add('Undo'),
      table('| Work | Issue |', '| Undo | #12   |', '| Redo | #9    |'),
    ],
    [
      'completes a row that has no cell for it',
      '|Work|When|Issue|\n|--|--|--|\n|Undo|Q3 2026\n|Redo|Q4 2026|#9|\n',
      add('Undo'),
      '|Work|When|Issue|\n|--|--|--|\n|Undo|Q3 2026|#12\n|Redo|Q4 2026|#9|\n',
    ],
    [
      'stands in the heading of a work',
      '# Roadmap\n\n## Undo\n\nTake a step back.\n\n## Redo\n\nTake it again.\n',
      add('Undo'),
      '# Roadmap\n\n## Undo (#12)\n\nTake a step back.\n\n## Redo\n\nTake it again.\n',
    ],
    [
      'stands in an underlined heading',
      'Roadmap\n=======\n\nUndo\n----\n\nTake a step back.\n\nRedo\n----\n\nTake it again.\n',
      add('Undo'),
      'Roadmap\n=======\n\nUndo (#12)\n----\n\nTake a step back.\n\nRedo\n----\n\nTake it again.\n',
    ],
    [
      'stands behind one entry of a cell',
      '| Q1 2026 | Q2 2026 |\n|---|---|\n| Undo<br>Redo | Print |\n',
      add('Undo'),
      '| Q1 2026 | Q2 2026 |\n|---|---|\n| Undo (#12)<br>Redo | Print |\n',
    ],
    [
      'becomes a link in a table of tags',
      '<table>\n<tr><th>Work</th><th>Issue</th></tr>\n<tr><td>Undo</td><td></td></tr>\n<tr><td>Redo</td><td><a href="https://github.com/example-org/lantern/issues/9">#9</a></td></tr>\n</table>\n',
      add('Undo'),
      '<table>\n<tr><th>Work</th><th>Issue</th></tr>\n<tr><td>Undo</td><td><a href="https://github.com/example-org/lantern/issues/12">#12</a></td></tr>\n<tr><td>Redo</td><td><a href="https://github.com/example-org/lantern/issues/9">#9</a></td></tr>\n</table>\n',
    ],
    ['changes nothing where it is there already', '- Undo (#12)\n', add('Undo'), '- Undo (#12)\n'],
    ['keeps CR LF, and a last line without an end', '- Undo\r\n- Redo', add('Redo'), '- Undo\r\n- Redo (#12)'],
  ]);

  it('is refused beside words that announce it', () => {
    expect(refusal('- Undo (issue TBD)\n', add('Undo'))).toMatch(/Set the reference in its place/);
  });
});

describe('setting a status', () => {
  makes([
    ['ticks the box', '- [ ] Undo\n- [x] Redo\n', status('Undo', 'done'), '- [x] Undo\n- [x] Redo\n'],
    [
      'ticks it with the letter of the others',
      '- [ ] Undo\n- [X] Redo\n',
      status('Undo', 'done'),
      '- [X] Undo\n- [X] Redo\n',
    ],
    ['takes the tick out', '1. [x] Undo\n2. [x] Redo\n', status('Redo', 'planned'), '1. [x] Undo\n2. [ ] Redo\n'],
    [
      'takes words away that would say otherwise',
      '- [ ] Undo (in progress)\n- [x] Redo\n',
      status('Undo', 'done'),
      '- [x] Undo\n- [x] Redo\n',
    ],
    [
      'uses the box that others have for it',
      '- [ ] Undo\n- [~] Redo\n',
      status('Undo', 'in-progress'),
      '- [~] Undo\n- [~] Redo\n',
    ],
    [
      'swaps the mark by the legend of the file',
      '# Roadmap\n\n- 🔵 - planned\n- 🟣 - in progress\n- 🏆 - done\n\n## 2026\n\n- 🔵 Undo\n- 🔵 Redo\n',
      status('Undo', 'done'),
      '# Roadmap\n\n- 🔵 - planned\n- 🟣 - in progress\n- 🏆 - done\n\n## 2026\n\n- 🏆 Undo\n- 🔵 Redo\n',
    ],
    [
      'swaps the mark by that of a neighbour',
      '- 🚧 Undo\n- 🎉 Redo\n',
      status('Undo', 'done'),
      '- 🎉 Undo\n- 🎉 Redo\n',
    ],
    [
      'adds the mark that its neighbours have',
      '- Undo\n- ✅ Redo\n- ✅ Print\n',
      status('Undo', 'done'),
      '- ✅ Undo\n- ✅ Redo\n- ✅ Print\n',
    ],
    [
      'adds the words that the file uses',
      '- Undo\n- Redo (Completed)\n',
      status('Undo', 'done'),
      '- Undo (Completed)\n- Redo (Completed)\n',
    ],
    [
      'leaves out of the words what they say of their own item',
      '- Undo\n- Redo (In progress. See [the proposal](https://example.org/redo))\n',
      status('Undo', 'in-progress'),
      '- Undo (In progress)\n- Redo (In progress. See [the proposal](https://example.org/redo))\n',
    ],
    ['takes the words away', '- Undo\n- Redo (Completed)\n', status('Redo', 'planned'), '- Undo\n- Redo\n'],
    [
      'changes the words in their brackets',
      '- Undo [WIP]\n- Redo [DONE]\n',
      status('Undo', 'done'),
      '- Undo [DONE]\n- Redo [DONE]\n',
    ],
    [
      'changes words behind a dash, with their emphasis',
      '- Undo - *In progress*\n- Redo - *DONE*\n',
      status('Undo', 'done'),
      '- Undo - *DONE*\n- Redo - *DONE*\n',
    ],
    [
      'strikes it through where the file does',
      '- Undo\n- ~~Redo~~\n',
      status('Undo', 'done'),
      '- ~~Undo~~\n- ~~Redo~~\n',
    ],
    ['takes the line through it away', '- Undo\n- ~~Redo~~\n', status('Redo', 'planned'), '- Undo\n- Redo\n'],
    [
      'fills the status column with its own words',
      table('| Work | Status      |', '| Undo | Not started |', '| Redo | Shipped     |'),
      status('Undo', 'done'),
      table('| Work | Status      |', '| Undo | Shipped     |', '| Redo | Shipped     |'),
    ],
    [
      'fills an empty status cell with the usual words in the letter case of the column',
      '|Work|Status|\n|--|--|\n|Undo||\n|Redo|planned|\n',
      status('Undo', 'in-progress'),
      '|Work|Status|\n|--|--|\n|Undo|in progress|\n|Redo|planned|\n',
    ],
    [
      'changes the value of a status line',
      '# Roadmap\n\n## Undo\n\n- Status: In progress\n- Issue: #9\n\n## Redo\n\n- Status: Released\n- Issue: #8\n',
      status('Undo', 'done'),
      '# Roadmap\n\n## Undo\n\n- Status: Released\n- Issue: #9\n\n## Redo\n\n- Status: Released\n- Issue: #8\n',
    ],
  ]);

  it('is refused where the file has no way to say it', () => {
    expect(refusal('- Undo\n- Redo\n', status('Undo', 'done'))).toMatch(
      /^no-way-to-say: “Undo” is read as planned, and nothing/,
    );
  });

  it('is refused where a legend has no mark for it', () => {
    const text = '# Roadmap\n\n- 🔵 - planned\n- 🏆 - done\n\n## 2026\n\n- 🔵 Undo\n- 🔵 Redo\n';
    expect(refusal(text, status('Undo', 'dropped'))).toMatch(/^(?:no-way-to-say|not-exact)/);
  });
});

describe('changing a target', () => {
  makes([
    [
      'replaces the words in the brackets',
      '- Undo (Q3 2026)\n- Redo\n',
      target('Undo', 'Q4 2026'),
      '- Undo (Q4 2026)\n- Redo\n',
    ],
    [
      'adds one where the neighbours have one',
      '- Undo\n- Redo (Q3 2026)\n',
      target('Undo', 'Q4 2026'),
      '- Undo (Q4 2026)\n- Redo (Q3 2026)\n',
    ],
    [
      'fills the timeline column and keeps its width',
      table('| Work | Timeline |', '| Undo | Q3 2026  |', '| Redo | TBD      |'),
      target('Redo', 'Q1 2027'),
      table('| Work | Timeline |', '| Undo | Q3 2026  |', '| Redo | Q1 2027  |'),
    ],
    [
      'lets a cell grow where the text does not fit',
      table('| Work | When |', '| Undo | 2026 |', '| Redo | 2026 |'),
      target('Redo', 'March 2027'),
      table('| Work | When |', '| Undo | 2026 |', '| Redo | March 2027 |'),
    ],
  ]);

  it('is refused where the section gives it and no item has its own', () => {
    expect(refusal('## Q3 2026\n\n- Undo\n- Redo\n', target('Undo', 'Q4 2026'))).toMatch(
      /from the section that it stands in.*Move it/,
    );
  });

  it('is refused for what is no target', () => {
    expect(refusal('- Undo (Q3 2026)\n', target('Undo', 'when we can'))).toMatch(/^unusable-value/);
  });
});

describe('updating “Last updated”', () => {
  makes(
    [
      ['2025-11-13', '2026-03-05'],
      ['2025/1/3', '2026/3/5'],
      ['November 13, 2025', 'March 5, 2026'],
      ['Nov 13th, 2025', 'Mar 5th, 2026'],
      ['13 November 2025', '5 March 2026'],
      ['03 Nov 2025', '05 Mar 2026'],
      ['July 2025', 'March 2026'],
      ['Q4 2025', 'Q1 2026'],
    ].map(([before, after]): Case => [
      `writes ${before} as ${after}`,
      `# Roadmap\n\n*Last updated: ${before}*\n\n- Undo\n`,
      { kind: 'set-last-updated', date: '2026-03-05' },
      `# Roadmap\n\n*Last updated: ${after}*\n\n- Undo\n`,
    ]),
  );

  it.each([
    ['a format that is not known', 'Last updated: a while ago\n\n- Undo\n', /^no-way-to-say/],
    ['a time of day behind it', 'Last updated: 2025-11-13T10:00:00Z\n\n- Undo\n', /^no-way-to-say/],
    ['a file that does not say it', '- Undo\n', /^no-way-to-say/],
    [
      'a time that would be read otherwise',
      'Last updated: 2025-05-13\n\n- Undo (Q4)\n- Redo (Q1)\n',
      /^not-exact.*“Q4 \(2026-10-01 to 2026-12-31\)”/,
    ],
  ])('is refused for %s', (_, text, message) => {
    expect(refusal(text, { kind: 'set-last-updated', date: '2026-03-05' })).toMatch(message);
  });
});

describe('removing an item', () => {
  makes([
    [
      'takes its nested lines with it',
      '- Add undo\n  - One\n\n    More words.\n- Redo\n',
      remove('Add undo'),
      '- Redo\n',
    ],
    ['leaves one blank line', '- Undo\n\n- Redo\n\n- Print\n', remove('Redo'), '- Undo\n\n- Print\n'],
    ['leaves no blank line at the end of the file', '- Undo\n\n- Redo\n', remove('Redo'), '- Undo\n'],
    ['leaves a last line without an end', '- Undo\r\n- Redo', remove('Redo'), '- Undo'],
    [
      'takes one row',
      '|Work|When|\n|--|--|\n|Undo|2026|\n|Redo|2027|\n\nWords.\n',
      remove('Redo'),
      '|Work|When|\n|--|--|\n|Undo|2026|\n\nWords.\n',
    ],
    [
      'takes a heading with its prose',
      '# Roadmap\n\n## Undo\n\nA step back.\n\n## Redo\n\nA step forth.\n\n## Print\n\nOn paper.\n',
      remove('Redo'),
      '# Roadmap\n\n## Undo\n\nA step back.\n\n## Print\n\nOn paper.\n',
    ],
    [
      'takes one entry of a cell',
      '| Q1 2026 | Q2 2026 |\n|---|---|\n| Undo<br>Redo | Print |\n',
      remove('Redo'),
      '| Q1 2026 | Q2 2026 |\n|---|---|\n| Undo | Print |\n',
    ],
  ]);

  makes([
    [
      'takes a row of a table in tags with its line',
      '<table>\n<tr><th>Work</th><th>When</th></tr>\n<tr><td>Undo</td><td>2026</td></tr>\n<tr><td>Redo</td><td>2026</td></tr>\n</table>\n',
      remove('Undo'),
      '<table>\n<tr><th>Work</th><th>When</th></tr>\n<tr><td>Redo</td><td>2026</td></tr>\n</table>\n',
    ],
    [
      'takes a row that shares its line with others',
      '<table><tr><th>Work</th><th>When</th></tr><tr><td>Undo</td><td>2026</td></tr><tr><td>Redo</td><td>2026</td></tr></table>\n',
      remove('Undo'),
      '<table><tr><th>Work</th><th>When</th></tr><tr><td>Redo</td><td>2026</td></tr></table>\n',
    ],
  ]);

  it('is refused where other rows continue the row', () => {
    const text =
      '|Theme|Description|When|\n|--|--|--|\n|Storage|Undo|2026|\n||Redo|2026|\n|Print|On paper|2027|\n||In colour|2027|\n';
    expect(refusal(text, remove('Undo'))).toMatch(/^not-exact/);
  });
});

describe('several edits', () => {
  it('are made together, and one that cannot be made stops no other', () => {
    const text = '- [ ] Undo (issue TBD)\n- [ ] Redo (Q3 2026)\n- [x] Print\n';
    const edits: Edit[] = [
      { kind: 'set-status', item: idOf(text, 'Undo'), status: 'done' },
      { kind: 'set-reference', item: idOf(text, 'Undo'), reference: issue(12) },
      { kind: 'set-status', item: idOf(text, 'Redo'), status: 'dropped' },
      { kind: 'set-target', item: idOf(text, 'Redo'), target: 'Q4 2026' },
      { kind: 'remove-item', item: 'ffffffffff' },
    ];
    const result = applyEdits(text, context, edits);
    expect(result.text).toBe('- [x] Undo (#12)\n- [ ] Redo (Q4 2026)\n- [x] Print\n');
    expect(result.refused.map(({ refusal: { reason } }) => reason)).toEqual(['no-way-to-say', 'not-found']);
    expect(applyEdits(text, context, edits.toReversed()).text).toBe(result.text);
  });

  it('of the same stretch conflict', () => {
    const text = '- [ ] Undo\n- [~] Redo\n';
    const item = idOf(text, 'Undo');
    const result = applyEdits(text, context, [
      { kind: 'set-status', item, status: 'done' },
      { kind: 'set-status', item, status: 'in-progress' },
    ]);
    expect(result.text).toBe('- [x] Undo\n- [~] Redo\n');
    expect(result.refused).toMatchObject([{ refusal: { reason: 'conflict' } }]);
  });

  it('know items by the ids of a stored reading', () => {
    const text = '- Undo\n- Redo\n';
    const stored = parse(text, context).items.map((item, index) => ({ ...item, id: `stored-${index}` }));
    const result = applyEdits(
      text,
      context,
      [{ kind: 'add-reference', item: 'stored-1', reference: issue(12) }],
      stored,
    );
    expect(result.text).toBe('- Undo\n- Redo (#12)\n');
  });
});
