import { describe, expect, it } from '@jest/globals';
import { context, edited, idOf, issue, refusal } from './edited.ts';
import { applyEdits } from '../../../src/roadmap/edit/apply-edits.ts';
import type { Edit } from '../../../src/roadmap/edit/edit.ts';

const section = (...lines: string[]): string => ['# Roadmap', '', '## Q3 2026', '', ...lines, ''].join('\n');
const done = (item: string): Edit => ({ kind: 'set-status', item, status: 'done' });
const add = (item: string): Edit => ({ kind: 'add-reference', item, reference: issue(12) });

describe('what a careful person would write', () => {
  it.each([
    ['Undo in the editor;', 'Undo in the editor (#12);'],
    ['Undo in the editor.', 'Undo in the editor (#12).'],
    ['Undo in the editor', 'Undo in the editor (#12)'],
  ])('puts a reference to “%s” before the closing sign', (before, after) => {
    expect(edited(`- ${before}\n- Redo\n`, add(before.replace(/[;.]$/, '')))).toBe(`- ${after}\n- Redo\n`);
  });

  it('replaces all releases of a cell, not only the first', () => {
    const text = '| Work | Release |\n|---|---|\n| Undo | 4.x, 5.x |\n| Redo | 5.x |\n';
    expect(edited(text, { kind: 'set-target', item: 'Undo', target: '6.x' })).toBe(text.replace('4.x, 5.x', '6.x'));
  });

  it('takes no words for a status that speak of another item', () => {
    const text =
      '| Work | Status |\n|---|---|\n| Undo | Complete |\n| Redo | Not started: 20 open issues |\n| Search | In progress |\n';
    expect(edited(text, { kind: 'set-status', item: 'Undo', status: 'planned' })).toBe(
      text.replace('Complete', 'Planned'),
    );
  });

  it('writes a target behind an item that has none, nor any other', () => {
    expect(edited('- Undo\n- Redo\n', { kind: 'set-target', item: 'Undo', target: 'Q3 2026' })).toBe(
      '- Undo (Q3 2026)\n- Redo\n',
    );
  });

  it('replaces nothing by the same', () => {
    const text = section('- [ ] 🔄 Undo', '- [ ] ❌ Redo', '- [x] ✅ Search');
    const edit: Edit = { kind: 'set-status', item: idOf(text, 'Undo'), status: 'dropped' };
    const { applied } = applyEdits(text, context, [edit]);
    expect(applied[0]?.change.replacements.map((one) => one.text)).toEqual(['❌']);
  });

  it('gives a new item the mark that its neighbours have', () => {
    const text = section('- 📋 Undo', '- ✅ Redo', '- 📋 Search');
    const edit: Edit = { kind: 'add-item', to: ['Q3 2026'], item: { title: 'Replace' } };
    const legend = '📋 planned · ✅ done\n\n';
    expect(edited(legend + text, edit)).toBe(`${legend}${text}- 📋 Replace\n`);
  });

  it('takes tags before a given title for areas', () => {
    const edit: Edit = { kind: 'add-item', to: [], item: { title: '[CLI] [Web]: Search' } };
    expect(edited('- Undo\n- Redo\n', edit)).toBe('- Undo\n- Redo\n- \\[CLI\\] \\[Web\\]: Search\n');
  });

  it('announces the issue of a new heading below it', () => {
    const text = '# Roadmap\n\n## 2026\n\n### Undo\n\nTakes back a step.\n\n### Redo\n\nTakes it again.\n';
    const item = { title: 'Search', placeholder: 'Issue coming soon' };
    expect(edited(text, { kind: 'add-item', to: ['2026'], item })).toBe(`${text}\n### Search\n\nIssue coming soon\n`);
  });
});

describe('what a refusal tells', () => {
  it('names the sections that say a status', () => {
    const text = '# Roadmap\n\n## Planned\n\n- Undo\n\n## Completed\n\n- Redo\n';
    expect(refusal(text, done('Undo'))).toMatch(/^no-way-to-say: .*Move it to “Completed”/);
  });

  it('names what has no place', () => {
    const item = { title: 'Search', status: 'in-progress' as const };
    expect(refusal('- Undo\n- Redo\n', { kind: 'add-item', to: [], item })).toMatch(/the status in-progress/);
  });

  it('refuses a status that is none', () => {
    const edit = { kind: 'set-status', item: 'Undo', status: 'finished' } as unknown as Edit;
    expect(refusal('- [ ] Undo\n', edit)).toMatch(/^unusable-value: “finished” was given as a status; one of planned,/);
  });

  it('shows no character that hides or turns the message', () => {
    const told = refusal('- Undo (2026)\n', { kind: 'set-target', item: 'Undo', target: 'soon\n\u202Eretal\u0000' });
    expect(told).toContain('“soon retal” was given');
  });
});
