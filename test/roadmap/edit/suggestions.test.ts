import { describe, expect, it } from '@jest/globals';
import { context, idOf } from './edited.ts';
import { applyEdits } from '../../../src/roadmap/edit/apply-edits.ts';
import type { Edit } from '../../../src/roadmap/edit/edit.ts';
import { replaceIn } from '../../../src/roadmap/edit/replacements.ts';
import { parse } from '../../../src/roadmap/parse.ts';

/** The edits that take all suggestions of reading alone. */
function suggested(text: string): Edit[] {
  return parse(text, context).problems.flatMap(({ range, suggestion }): Edit[] => {
    if (suggestion === null) return [];
    const { startOffset, endOffset } = range;
    return [
      { kind: 'take-suggestion', at: { startOffset, endOffset, text: text.slice(startOffset, endOffset) }, suggestion },
    ];
  });
}

function taking(found: string, suggestion: string, text: string): Edit {
  const startOffset = text.indexOf(found);
  return {
    kind: 'take-suggestion',
    at: { startOffset, endOffset: startOffset + found.length, text: found },
    suggestion,
  };
}

const TABLE = '# Roadmap\n\n| Work | Timeline |\n|---|---|\n| Undo | Agust 2026 |\n| Redo | Futire |\n';

describe('taking a suggestion', () => {
  it.each([
    [
      'the name of a month',
      TABLE,
      '# Roadmap\n\n| Work | Timeline |\n|---|---|\n| Undo | August 2026 |\n| Redo | Future |\n',
    ],
    [
      'characters in a title',
      '# Roadmap\r\n\r\n- CafÃ© mode\r\n- Undo\r\n',
      '# Roadmap\r\n\r\n- Café mode\r\n- Undo\r\n',
    ],
    ['characters in a heading', '# Roadmap\n\n## CafÃ© 2026\n\n- Undo\n', '# Roadmap\n\n## Café 2026\n\n- Undo\n'],
    ['two faults in one title', '- CafÃ© vÃ©lo\n- Undo\n', '- Café vélo\n- Undo\n'],
    [
      'two faults in one heading',
      '## CafÃ© vÃ©lo 2026\n\n- Undo\n\n## Next\n\n- Redo\n',
      '## Café vélo 2026\n\n- Undo\n\n## Next\n\n- Redo\n',
    ],
    [
      'the word of a hatch',
      '# Roadmap\n\n- Undo <!-- milepost: untrakced -->\n- Redo\n',
      '# Roadmap\n\n- Undo <!-- milepost: untracked -->\n- Redo\n',
    ],
  ])('corrects %s, and nothing else', (_, before, after) => {
    const edits = suggested(before);
    expect(edits).not.toEqual([]);
    const result = applyEdits(before, context, edits);
    expect([result.text, result.refused]).toEqual([after, []]);
    expect(replaceIn(result.text, result.inverse)).toBe(before);
    expect(suggested(result.text)).toEqual([]);
  });

  it('goes with other edits of the same item, in any order', () => {
    const done: Edit = {
      kind: 'add-reference',
      item: idOf(TABLE, 'Undo'),
      reference: { kind: 'issue', owner: 'example-org', repo: 'lantern', number: 12 },
    };
    const edits = [...suggested(TABLE), done];
    const [one, other] = [applyEdits(TABLE, context, edits), applyEdits(TABLE, context, edits.toReversed())];
    expect(one.refused).toEqual([]);
    expect(one.text).toBe(other.text);
    expect(one.text).toContain('| Undo (#12) | August 2026 |');
  });

  it.each([
    ['where something else stands by now', 'Undo', 'Redo', 'not-found'],
    ['with a line end in it', 'Agust', 'August\n- [x] Done', 'unusable-value'],
    ['with a direction character in it', 'Agust', 'Aug\u202Eust', 'unusable-value'],
    ['that takes an item away', '| Redo | Futire |', '', 'not-exact'],
    ['that leaves an item out', '| Redo', '<!-- milepost: ignore --> | Redo', 'not-exact'],
  ])('is refused %s', (_, found, suggestion, reason) => {
    const edit = taking(found, suggestion, TABLE);
    if (reason === 'not-found' && edit.kind === 'take-suggestion') edit.at.text = 'Undone';
    const result = applyEdits(TABLE, context, [edit]);
    expect([result.text, result.refused.map(({ refusal }) => refusal.reason)]).toEqual([TABLE, [reason]]);
  });
});
