import { describe, expect, it } from '@jest/globals';
import { matchMarkedItems } from '../../src/plan/match-marked-items.ts';
import type { Item } from '../../src/roadmap/model.ts';
import { base, baseItem, item, marked, OWN } from './builders.ts';

const announced = item('Dark mode for the editor', 5);
/** The issue of a door that gave its ids anew. */
const stranger = marked(7, { ...announced, id: 'ffffffffff' });
const served = (items: Item[], known = base()): [string, number][] =>
  [...matchMarkedItems([stranger], items, known, OWN)].map(([id, { number }]) => [id, number]);

describe('an issue whose marker names no item', () => {
  it('serves the item that says the same in other words', () => {
    const reworded = item('A dark mode for the editor', 9, { path: ['Later'] });
    expect(served([item('Export as PDF', 5), reworded])).toEqual([[reworded.id, 7]]);
  });

  it('serves the item that refers to it, whatever that is called now', () => {
    const renamed = item('Night theme', 9, { path: ['Later'], references: ['#7'] });
    expect(served([item('Export as PDF', 5), renamed])).toEqual([[renamed.id, 7]]);
    expect(served([item('Night theme', 9, { path: ['Later'] })])).toEqual([]);
  });

  it('serves nobody when the stored reading knew its item, which is gone', () => {
    expect(served([announced], base(baseItem({ ...announced, id: 'ffffffffff' })))).toEqual([]);
  });
});
