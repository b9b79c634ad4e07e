import { describe, expect, it } from '@jest/globals';
import { applyEdits } from '../../../src/roadmap/edit/apply-edits.ts';
import type { Edit, NewItem } from '../../../src/roadmap/edit/edit.ts';
import { parse } from '../../../src/roadmap/parse.ts';
import { context, edited, idOf, issue, refusal } from './edited.ts';

const add = (to: readonly string[], item: NewItem): Edit => ({ kind: 'add-item', to, item });
const move = (item: string, ...to: string[]): Edit => ({ kind: 'move-item', item, to });

type Case = [sentence: string, before: string, edit: Edit, after: string];

function makes(cases: readonly Case[]): void {
  it.each(cases)('%s', (_, before, edit, after) => {
    expect(edited(before, edit)).toBe(after);
  });
}

describe('adding an item', () => {
  makes([
    [
      'takes the bullet and the checkbox of its neighbours',
      '## 2026\n\n* [x] Undo\n* [ ] Redo\n\n## 2027\n\n* [ ] Print\n',
      add(['2026'], { title: 'Zoom', reference: issue(12) }),
      '## 2026\n\n* [x] Undo\n* [ ] Redo\n* [ ] Zoom (#12)\n\n## 2027\n\n* [ ] Print\n',
    ],
    [
      'says its status, its target and its placeholder as the file does',
      '## Plan\n\n- Undo (Completed)\n- Redo - Q3 2026\n',
      add(['Plan'], { title: 'Zoom', status: 'done', target: 'Q4 2026', placeholder: 'Issue coming soon' }),
      '## Plan\n\n- Undo (Completed)\n- Redo - Q3 2026\n- Zoom - Q4 2026 (Completed) (Issue coming soon)\n',
    ],
    [
      'goes on with the numbers and the blank lines',
      '1. Undo\n\n2. Redo\n\nWords.\n',
      add([], { title: 'Zoom' }),
      '1. Undo\n\n2. Redo\n\n3. Zoom\n\nWords.\n',
    ],
    ['counts from one where all do', '1. Undo\n1. Redo\n', add([], { title: 'Zoom' }), '1. Undo\n1. Redo\n1. Zoom\n'],
    [
      'stands behind the nested lines of the last one, at its indent',
      '- **Tools**\n  - Add undo\n    - in steps\n- **Views**\n  - Zoom\n',
      add(['Tools'], { title: 'Redo' }),
      '- **Tools**\n  - Add undo\n    - in steps\n  - Redo\n- **Views**\n  - Zoom\n',
    ],
    [
      'puts a description behind a bold lead where the neighbours have one',
      '## 2026\n\n- **Undo**: A step back.\n- **Redo**: A step forth.\n',
      add(['2026'], { title: 'Zoom', description: 'Larger and smaller.' }),
      '## 2026\n\n- **Undo**: A step back.\n- **Redo**: A step forth.\n- **Zoom**: Larger and smaller.\n',
    ],
    [
      'fills every column of a row, at its width',
      '## 2026\n\n| # | Theme | Description | Timeline | Issue | Status  |\n|---|-------|-------------|----------|-------|---------|\n| 1 | Edit  | Undo        | Q3 2026  | #9    | Done    |\n| 2 | Edit  | Redo        | Q4 2026  | #8    | Planned |\n',
      add(['2026'], {
        title: 'Zoom | pan',
        area: 'View',
        target: 'Q1 2027',
        reference: issue(12),
        status: 'planned',
      }),
      '## 2026\n\n| # | Theme | Description | Timeline | Issue | Status  |\n|---|-------|-------------|----------|-------|---------|\n| 1 | Edit  | Undo        | Q3 2026  | #9    | Done    |\n| 2 | Edit  | Redo        | Q4 2026  | #8    | Planned |\n| 3 | View  | Zoom \\| pan | Q1 2027  | #12   | Planned |\n',
    ],
    [
      'has no pipe at its ends where the rows have none',
      'Work | When\n--- | ---\nUndo | Q3 2026\nRedo | Q4 2026\n',
      add([], { title: 'Zoom', target: 'Q1 2027' }),
      'Work | When\n--- | ---\nUndo | Q3 2026\nRedo | Q4 2026\nZoom | Q1 2027\n',
    ],
    [
      'becomes a heading with prose, with the next number',
      '# Roadmap\n\n### 1. Undo\n\nA step back.\n\n### 2. Redo\n\nA step forth.\n',
      add([], { title: 'Zoom', description: 'Larger and smaller.', reference: issue(12) }),
      '# Roadmap\n\n### 1. Undo\n\nA step back.\n\n### 2. Redo\n\nA step forth.\n\n### 3. Zoom (#12)\n\nLarger and smaller.\n',
    ],
    [
      'takes the usual shape of the file in an empty section',
      '## 2026\n\n+ Undo\n+ Redo\n\n## Later\n\n## Beyond\n\n+ Zoom\n',
      add(['Later'], { title: 'Print' }),
      '## 2026\n\n+ Undo\n+ Redo\n\n## Later\n\n+ Print\n\n## Beyond\n\n+ Zoom\n',
    ],
    [
      'keeps CR LF and a last line without an end',
      '- Undo\r\n- Redo',
      add([], { title: 'Zoom' }),
      '- Undo\r\n- Redo\r\n- Zoom',
    ],
    [
      'shows hostile words and lets them do nothing',
      '- Undo\n- Redo\n',
      add([], { title: '@bob <b>[x](y)</b> `c` **d**' }),
      '- Undo\n- Redo\n- @\u200Bbob &lt;b>\\[x\\](y)&lt;/b> \\`c\\` \\*\\*d\\*\\*\n',
    ],
  ]);

  it.each([
    [
      'a section that is not there',
      '## 2026\n\n- Undo\n- Redo\n',
      add(['2027'], { title: 'Zoom' }),
      /^not-found: .*“2026”/,
    ],
    [
      'two sections of the same name',
      '## Next\n\n- Undo\n\n## Next\n\n- Redo\n',
      add(['Next'], { title: 'Zoom' }),
      /^not-found: .*several/,
    ],
    [
      'a section that is left out',
      '## 2026\n\n- Undo\n- Redo\n\n## Contributing\n\n- Ask us\n',
      add(['Contributing'], { title: 'Zoom' }),
      /^shape/,
    ],
    [
      'the cells of a matrix',
      '| Q1 2026 | Q2 2026 |\n|---|---|\n| Undo | Redo |\n',
      add(['Q1 2026'], { title: 'Zoom' }),
      /^shape/,
    ],
    [
      'a table in tags',
      '<table>\n<tr><th>Work</th><th>When</th></tr>\n<tr><td>Undo</td><td>2026</td></tr>\n</table>\n',
      add([], { title: 'Zoom' }),
      /^shape: .*HTML tags/,
    ],
    [
      'a status that nothing in the file says',
      '- Undo\n- Redo\n',
      add([], { title: 'Zoom', status: 'done' }),
      /^no-way-to-say/,
    ],
    ['a title of two lines', '- Undo\n- Redo\n', add([], { title: 'Zoom\n# Pan' }), /^unusable-value/],
    [
      'an area that a grouping table needs',
      '|Theme|Description|When|\n|--|--|--|\n|Edit|Undo|2026|\n||Redo|2026|\n',
      add([], { title: 'Zoom' }),
      /^unusable-value: .*“Theme”/,
    ],
  ])('is refused for %s', (_, text, edit, message) => {
    expect(refusal(text, edit)).toMatch(message);
  });

  it('of several at one place stands in one order, however they are given', () => {
    const text = '- Undo\n- Redo\n';
    const edits = ['Zoom', 'Pan', 'Print'].map((title) => add([], { title }));
    const result = applyEdits(text, context, edits);
    expect(result.refused).toEqual([]);
    expect(parse(result.text, context).items).toHaveLength(5);
    expect(applyEdits(text, context, edits.toReversed()).text).toBe(result.text);
  });
});

describe('moving an item', () => {
  makes([
    [
      'takes its nested lines along, with the bullet and the indent of its new place',
      '## Now\n\n- Add undo\n  - in steps\n\n    Up to ten.\n- Redo\n\n## Later\n\n1. Print\n',
      move('Add undo', 'Later'),
      '## Now\n\n- Redo\n\n## Later\n\n1. Print\n2. Add undo\n   - in steps\n\n     Up to ten.\n',
    ],
    [
      'takes a bullet into a nested list',
      '- **Tools**\n  - Undo\n- **Views**\n  - Zoom\n  - Pan\n',
      move('Pan', 'Tools'),
      '- **Tools**\n  - Undo\n  - Pan\n- **Views**\n  - Zoom\n',
    ],
    [
      'gives it the checkbox that its new neighbours have',
      '## Now\n\n- Undo\n- Redo\n\n## Later\n\n- [ ] Print\n- [ ] Zoom\n',
      move('Undo', 'Later'),
      '## Now\n\n- Redo\n\n## Later\n\n- [ ] Print\n- [ ] Zoom\n- [ ] Undo\n',
    ],
    [
      'takes a row to a table with the same columns in another order',
      '## Now\n\n|Work|When|Issue|\n|--|--|--|\n|Undo|Q3 2026|#9|\n|Redo|Q3 2026|#8|\n\n## Later\n\n| Issue | Work  |   When  |\n|-------|-------|---------|\n| #7    | Print | Q1 2027 |\n',
      move('Undo', 'Later'),
      '## Now\n\n|Work|When|Issue|\n|--|--|--|\n|Redo|Q3 2026|#8|\n\n## Later\n\n| Issue | Work  |   When  |\n|-------|-------|---------|\n| #7    | Print | Q1 2027 |\n| #9    | Undo  | Q3 2026 |\n',
    ],
    [
      'takes a row with the head of its table into an empty section',
      '## Now\n\n|Work|When|\n|--|--|\n|Undo|Q3 2026|\n|Redo|Q4 2026|\n\n## Later\n',
      move('Undo', 'Later'),
      '## Now\n\n|Work|When|\n|--|--|\n|Redo|Q4 2026|\n\n## Later\n\n|Work|When|\n|--|--|\n|Undo|Q3 2026|\n',
    ],
    [
      'takes a heading with its prose, at the level of its new place',
      '# Now\n\n## Undo\n\nA step back.\n\n## Redo\n\nA step forth.\n\n# Later\n\n### Print\n\nOn paper.\n\n### Zoom\n\nLarger.\n',
      move('Undo', 'Later'),
      '# Now\n\n## Redo\n\nA step forth.\n\n# Later\n\n### Print\n\nOn paper.\n\n### Zoom\n\nLarger.\n\n### Undo\n\nA step back.\n',
    ],
    [
      'changes nothing where it is there already',
      '## Now\n\n- Undo\n- Redo\n',
      move('Undo', 'Now'),
      '## Now\n\n- Undo\n- Redo\n',
    ],
  ]);

  it('takes the target of its new section, and keeps one of its own', () => {
    const text = '## Q3 2026\n\n- Undo\n- Redo (1.2.0)\n\n## Q4 2026\n\n- Print\n';
    const result = applyEdits(text, context, [
      { kind: 'move-item', item: idOf(text, 'Undo'), to: ['Q4 2026'] },
      { kind: 'move-item', item: idOf(text, 'Redo'), to: ['Q4 2026'] },
    ]);
    expect(result.refused).toEqual([]);
    expect(parse(result.text, context).items.map(({ title, target }) => `${title} ${target?.text ?? ''}`)).toEqual([
      'Print Q4 2026',
      'Redo 1.2.0',
      'Undo Q4 2026',
    ]);
  });

  it.each([
    [
      'rows',
      '## Now\n\n- Undo\n- Redo\n\n## Later\n\n|Work|When|\n|--|--|\n|Print|2027|\n',
      move('Undo', 'Later'),
      /^shape: .*rows of a table/,
    ],
    [
      'a table without a column for what the row says',
      '## Now\n\n|Work|Status|\n|--|--|\n|Undo|Planned|\n|Redo|Done|\n\n## Later\n\n|Work|When|\n|--|--|\n|Print|2027|\n',
      move('Undo', 'Later'),
      /^shape: .*other columns/,
    ],
    ['a section that is not there', '## Now\n\n- Undo\n- Redo\n', move('Undo', 'Later'), /^not-found/],
  ])('is refused to %s', (_, text, edit, message) => {
    expect(refusal(text, edit)).toMatch(message);
  });

  it('conflicts with an edit of the item itself', () => {
    const text = '## Now\n\n- [ ] Undo\n- [ ] Redo\n\n## Later\n\n- [ ] Print\n';
    const item = idOf(text, 'Undo');
    const result = applyEdits(text, context, [
      { kind: 'move-item', item, to: ['Later'] },
      { kind: 'set-status', item, status: 'done' },
    ]);
    expect(result.applied).toHaveLength(1);
    expect(result.refused).toMatchObject([{ refusal: { reason: 'conflict' } }]);
  });
});
