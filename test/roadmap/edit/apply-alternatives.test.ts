import { describe, expect, it } from '@jest/globals';
import { applyAlternatives } from '../../../src/roadmap/edit/apply-alternatives.ts';
import type { Edit } from '../../../src/roadmap/edit/edit.ts';
import { parse } from '../../../src/roadmap/parse.ts';

const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-06-01' };
const text = '# Roadmap\n\n## Planned\n\n- [ ] Dark mode\n- [ ] Undo\n\n## Shipped\n\n- [x] Search\n';
const items = parse(text, context).items;
const idOf = (title: string): string => items.find((item) => item.title === title)?.id ?? '';
const made = (...wishes: Edit[][]) => applyAlternatives(text, context, wishes, items);

const link = (number: number): Edit[] => [
  {
    kind: 'add-reference',
    item: idOf('Undo'),
    reference: { kind: 'issue', owner: 'example-org', repo: 'lantern', number },
  },
];

const say = (status: 'done' | 'in-progress'): Edit[] => [{ kind: 'set-status', item: idOf('Undo'), status }];

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

  it('makes what changes the same words one after the other, in either order', () => {
    const move: Edit = { kind: 'move-item', item: idOf('Undo'), to: ['Planned', 'Later'] };
    const withLater = text.replace('## Shipped', '### Later\n\n- [ ] Sync\n\n## Shipped');
    const done: Edit = { kind: 'set-status', item: idOf('Undo'), status: 'done' };
    for (const wishes of [
      [[move], [done]],
      [[done], [move]],
    ]) {
      const { text: edited, outcomes } = applyAlternatives(withLater, context, wishes, items);
      expect(edited).toBe(withLater.replace('- [ ] Undo\n', '').replace('- [ ] Sync\n', '- [ ] Sync\n- [x] Undo\n'));
      expect(outcomes.map(({ state }) => state)).toEqual(['made', 'made']);
    }
  });

  it('adds several references to one item', () => {
    const { text: edited, outcomes } = made(link(8), link(9));
    expect(edited).toBe(text.replace('Undo', 'Undo (#8, #9)'));
    expect(outcomes.map(({ state }) => state)).toEqual(['made', 'made']);
  });

  it('refuses of two that say an item otherwise the later, without words of the machine room', () => {
    const { text: edited, outcomes } = applyAlternatives(
      text.replace('Search', 'Search\n- [~] Fonts'),
      context,
      [say('done'), say('in-progress')],
      items,
    );
    expect(edited).toContain('- [x] Undo');
    expect(outcomes[1]).toMatchObject({ state: 'refused', refusal: { reason: 'conflict' } });
    expect(JSON.stringify(outcomes[1])).toContain('Make this one after it.');
  });
});
