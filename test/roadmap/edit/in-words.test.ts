import { describe, expect, it } from '@jest/globals';
import { applyEdits } from '../../../src/roadmap/edit/apply-edits.ts';
import { parse } from '../../../src/roadmap/parse.ts';
import type { Status } from '../../../src/roadmap/model.ts';

const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-06-01' };

function said(text: string, status: Status) {
  const { items } = parse(text, context);
  const item = items.find(({ title }) => title.startsWith('Undo'))?.id ?? '';
  const plain = applyEdits(text, context, [{ kind: 'set-status', item, status }], items);
  const inWords = applyEdits(text, context, [{ kind: 'set-status', item, status, inWords: true }], items);
  return { plain, inWords };
}

describe('a status in words, where the file has no way of its own', () => {
  it.each([
    ['a bullet', '# Plan\n\n- Undo\n- Redo\n', '- Undo\n', '- Undo (done)\n'],
    ['a bullet with a reference', '# Plan\n\n- Undo (#7)\n- Redo\n', '- Undo (#7)', '- Undo (#7) (done)'],
    ['a heading', '# Plan\n\n## Undo\n\nTake a step back.\n\n## Redo\n\nAnd forward.\n', '## Undo', '## Undo (done)'],
    [
      'a row',
      '# Plan\n\n| Issue | Feature |\n| --- | --- |\n| #7 | Undo of all steps |\n| #8 | Redo |\n',
      'Undo of all steps |',
      'Undo of all steps (done) |',
    ],
  ])('stands behind the title of %s', (_, text, before, after) => {
    const { plain, inWords } = said(text, 'done');
    expect(plain.refused).toHaveLength(1);
    expect(inWords.refused).toEqual([]);
    expect(inWords.text).toBe(text.replace(before, after));
    expect(parse(inWords.text, context).items[0]).toMatchObject({ status: 'done' });
  });

  it('gives way to the way that the file has', () => {
    const text = '# Plan\n\n- [ ] Undo\n- [x] Redo\n';
    expect(said(text, 'done').inWords.text).toBe(text.replace('[ ]', '[x]'));
  });

  it('says no word for what every item is', () => {
    expect(said('# Plan\n\n## Done\n\n- Undo\n', 'planned').inWords.refused).toHaveLength(1);
  });
});
