import { describe, expect, it } from '@jest/globals';
import { applyAlternatives } from '../../../src/roadmap/edit/apply-alternatives.ts';
import type { Edit } from '../../../src/roadmap/edit/edit.ts';
import { parse } from '../../../src/roadmap/parse.ts';

const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-06-01' };
const text = '# Roadmap\n\n## Planned\n\n- [ ] Dark mode\n- [ ] Undo\n\n## Shipped\n\n- [x] Search\n';
const items = parse(text, context).items;
const idOf = (title: string): string => items.find((item) => item.title === title)?.id ?? '';
const made = (...wishes: Edit[][]) => applyAlternatives(text, context, wishes, items);

describe('edits with alternatives', () => {
  it('makes each wish by the first of its ways that the file has', () => {
    const nowhere: Edit = { kind: 'move-item', item: idOf('Undo'), to: ['Nowhere'] };
    const done: Edit = { kind: 'set-status', item: idOf('Undo'), status: 'done' };
    const { text: edited, outcomes } = made(
      [nowhere, done],
      [{ kind: 'set-status', item: idOf('Dark mode'), status: 'done' }],
    );
    expect(edited).toBe(text.replaceAll('[ ]', '[x]'));
    expect(outcomes).toMatchObject([
      { state: 'made', edit: done },
      { state: 'made', edit: { kind: 'set-status' } },
    ]);
  });

  it('says what the file says already, and why the last way was refused', () => {
    const { text: edited, outcomes } = made(
      [{ kind: 'set-status', item: idOf('Search'), status: 'done' }],
      [
        { kind: 'move-item', item: idOf('Undo'), to: ['Nowhere'] },
        { kind: 'move-item', item: idOf('Undo'), to: ['Elsewhere'] },
      ],
      [],
    );
    expect(edited).toBe(text);
    expect(outcomes[0]).toEqual({ state: 'said' });
    expect(outcomes[1]).toMatchObject({ state: 'refused', refusal: { reason: 'not-found' } });
    expect(JSON.stringify(outcomes[1])).toContain('Elsewhere');
    expect(outcomes[2]).toEqual({ state: 'said' });
  });
});
