import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import * as fc from 'fast-check';
import { editDocument } from '../../../src/roadmap/edit/apply-edits.ts';
import { readForEdit } from '../../../src/roadmap/edit/document.ts';
import type { EditDocument } from '../../../src/roadmap/edit/document.ts';
import type { Edit } from '../../../src/roadmap/edit/edit.ts';
import { replaceIn } from '../../../src/roadmap/edit/replacements.ts';
import { STATUSES } from '../../../src/roadmap/model.ts';
import type { Item } from '../../../src/roadmap/model.ts';
import { parse } from '../../../src/roadmap/parse.ts';
import { context, issue, said } from './edited.ts';

jest.setTimeout(120_000);

const RUNS = 120;

const folder = join(import.meta.dirname, '../../../roadmaps');
const examples = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Our own examples, bent: other line ends, tabs, blank lines, spaces at line ends, wide characters, lines gone or twice. */
const bent = fc
  .tuple(
    fc.constantFrom(...examples),
    fc.array(
      fc.tuple(
        fc.nat(60),
        fc.constantFrom('crlf', 'cr', 'tab', 'blank', 'trail', 'wide', 'gone', 'twice', 'star', 'pipe'),
      ),
      {
        maxLength: 8,
      },
    ),
    fc.boolean(),
  )
  .map(([text, bends, isCut]) => {
    const lines = text.split('\n').map((line) => ({ line, end: '\n' }));
    for (const [at, bend] of bends) {
      const one = lines[at % lines.length];
      if (one === undefined) continue;
      if (bend === 'crlf') one.end = '\r\n';
      if (bend === 'cr') one.end = '\r';
      if (bend === 'tab') one.line = one.line.replace(/^ {2,4}/, '\t');
      if (bend === 'blank') one.end = '\n\n';
      if (bend === 'trail') one.line += '  ';
      if (bend === 'wide') one.line = one.line.replace(/(\p{L}{4})/u, '$1路线图🚀');
      if (bend === 'gone') one.line = '';
      if (bend === 'twice') one.line += `\n${one.line}`;
      if (bend === 'star') one.line = one.line.replace(/^(\s*)- /, '$1* ');
      if (bend === 'pipe') one.line = one.line.replace(/\|$/, '');
    }
    const whole = lines.map(({ line, end }) => line + end).join('');
    return isCut ? whole.trimEnd() : whole;
  });

/** Words that would do something in Markdown, HTML or on GitHub. */
const hostile = fc
  .array(
    fc.constantFrom(
      'Greet',
      'all',
      '@bob',
      '#12',
      'a|b',
      '<b>',
      '<!--',
      '-->',
      '`x`',
      '**',
      '_',
      '[a](b)',
      '![i](u)',
      '- [ ]',
      '# top',
      '1. one',
      '~~',
      '&amp;',
      '\\',
      '路线',
      '(Done)',
      '| --- |',
      'GH-3',
      '---',
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((words) => words.join(' '));

type Choice = (document: EditDocument) => Edit | null;

/** An edit of some item of whatever file it meets. */
const choice: fc.Arbitrary<Choice> = fc
  .tuple(fc.nat(9), fc.nat(500), fc.nat(500), hostile, fc.constantFrom(...STATUSES))
  .map(([kind, one, other, words, status]) => (document) => {
    const { items } = document.roadmap;
    const item = items[one % Math.max(1, items.length)];
    const to = items[other % Math.max(1, items.length)]?.path ?? [];
    if (item === undefined) return null;
    const reference = issue(7000 + one);
    const edits: Edit[] = [
      { kind: 'set-reference', item: item.id, reference },
      { kind: 'add-reference', item: item.id, reference },
      { kind: 'set-status', item: item.id, status },
      { kind: 'set-target', item: item.id, target: other % 2 === 0 ? 'Q3 2031' : words },
      { kind: 'move-item', item: item.id, to },
      { kind: 'add-item', to, item: { title: words, ...(one % 2 === 0 ? { status } : { description: words }) } },
      { kind: 'add-item', to, item: { title: `Work ${one}`, reference, target: 'Q3 2031' } },
      { kind: 'remove-item', item: item.id },
      { kind: 'set-last-updated', date: `2026-0${(one % 9) + 1}-1${other % 10}` },
      { kind: 'set-status', item: item.id, status: 'done' },
    ];
    return edits[kind] ?? null;
  });

function familyOf(items: readonly Item[], ids: ReadonlySet<string>): Set<number> {
  const inside = new Set<number>();
  items.forEach((item, index) => {
    if (ids.has(item.id) || (item.parent !== null && inside.has(item.parent))) inside.add(index);
  });
  return inside;
}

describe('any edits of any roadmap', () => {
  it('change what they mean to and nothing else, lead back, and do so in any order', () => {
    let made = 0;
    fc.assert(
      fc.property(bent, fc.array(choice, { minLength: 1, maxLength: 5 }), (text, choices) => {
        const document = readForEdit(text, context);
        const edits = choices.flatMap((choose) => choose(document) ?? []);
        const result = editDocument(document, edits);
        made += result.applied.length;
        expect(result.applied.length + result.refused.length).toBe(edits.length);
        expect(replaceIn(result.text, result.inverse)).toBe(text);

        const before = document.roadmap.items;
        const after = parse(result.text, context).items;
        const applied = result.applied.filter(({ change }) => change.replacements.length > 0).map(({ edit }) => edit);
        const named = new Set(
          applied.flatMap((edit) => ('item' in edit && typeof edit.item === 'string' ? [edit.item] : [])),
        );
        const removed = familyOf(
          before,
          new Set(applied.flatMap((edit) => (edit.kind === 'remove-item' ? [edit.item] : []))),
        );
        const added = applied.filter((edit) => edit.kind === 'add-item').length;
        expect(after).toHaveLength(before.length - removed.size + added);

        const touched = familyOf(before, named);
        const left = after.map((item) => JSON.stringify(said(item)));
        for (const [index, item] of before.entries()) {
          if (touched.has(index)) continue;
          const at = left.indexOf(JSON.stringify(said(item)));
          expect(at).not.toBe(-1);
          left.splice(at, 1);
        }

        const other = editDocument(document, edits.toReversed());
        const isConflict = [...result.refused, ...other.refused].some(({ refusal }) => refusal.reason === 'conflict');
        if (!isConflict) expect(other.text).toBe(result.text);
      }),
      { numRuns: RUNS },
    );
    // A run that refuses everything would show nothing.
    expect(made).toBeGreaterThan(RUNS / 2);
  });

  it('of several lines or without a letter put nothing into a file', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('\n', '\r\n', '\u2028', '\u0000', '\u202E'), (words, bad) => {
        const document = readForEdit('## 2026\n\n- Undo\n- Redo\n', context);
        const result = editDocument(document, [{ kind: 'add-item', to: ['2026'], item: { title: `a${bad}${words}` } }]);
        expect(result.text).toBe(document.source.text);
        expect(result.refused[0]?.refusal.reason).toBe('unusable-value');
      }),
      { numRuns: 50 },
    );
  });
});
