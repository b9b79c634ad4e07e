import { describe, expect, it } from '@jest/globals';
import type { NextBaseInput } from '../../src/plan/base.ts';
import { nextBase } from '../../src/plan/base.ts';
import type { Item } from '../../src/roadmap/model.ts';
import {
  base,
  baseItem,
  found,
  item,
  ledgerOf,
  marked,
  NOW,
  observation,
  policy,
  record,
  roadmap,
} from './builders.ts';

const after = (items: Item[], before: NextBaseInput['base'], rest: Partial<NextBaseInput> = {}) =>
  nextBase({
    desired: roadmap(items),
    observed: observation(),
    base: before,
    policy: policy(),
    now: NOW,
    ledger: new Map(),
    ...rest,
  });
const remember = (items: Item[], rest: Partial<NextBaseInput> = {}) => after(items, null, rest).items;
const late = item('Dark mode', 5, { target: '2026-10-31' });
const keyOf = ({ id }: Item) => `open-issue:42:ROADMAP.md:${id}`;
const result = { number: 7, commentId: null, url: 'https://github.com/acme/anchor/issues/7', missedKey: null };

describe('nextBase', () => {
  it('remembers identity, place, target and status', () => {
    expect(remember([late])).toEqual([
      {
        id: late.id,
        title: 'Dark mode',
        path: ['Plans'],
        line: 5,
        target: { text: '2026-10-31', kind: 'timeframe', start: '2026-10-31', end: '2026-10-31' },
        status: 'planned',
        missedBefore: ['2026-10-31'],
        issue: null,
        earlierTargets: [],
        references: [],
        parent: null,
      },
    ]);
  });

  it('remembers the references by which an item is known again, its own issue among them', () => {
    const known = item('Dark mode', 5, { target: '2026-10-31', references: ['#3'] });
    expect(remember([known], { base: base(baseItem(known, { issue: 7 })) })[0]!.references).toEqual([
      { kind: 'issue', owner: 'acme', repo: 'anchor', number: 3 },
      { kind: 'issue', owner: 'acme', repo: 'anchor', number: 7 },
    ]);
  });

  it('remembers what is gone and had an issue, until it comes back', () => {
    const [kept, taken, other] = [item('Dark mode', 5), item('Offline maps', 6), item('Night mode', 7)];
    const before = base(baseItem(kept, { issue: 7 }), baseItem(taken, { issue: 8 }), baseItem(other, { issue: null }));
    const without = after([kept], before);
    expect(without.gone?.map(({ id, issue }) => [id, issue])).toEqual([[taken.id, 8]]);
    expect(after([kept], without).gone).toEqual(without.gone);
    expect(after([], without)).toEqual(without);
    const back = after([kept, taken], without);
    expect(back.gone).toBeUndefined();
    expect(back.items.map(({ issue }) => issue)).toEqual([7, 8]);
  });

  it.each([
    ['what was late at the first reading', null, ['2026-10-31']],
    ['what is late on an item new in this reading', base(), ['2026-10-31']],
    ['not what passed while Milepost watched', base(baseItem(late)), []],
    ['what was kept before', base(baseItem(late, { missedBefore: ['q1 2026'] })), ['q1 2026']],
  ])('keeps as missed before: %s', (_sentence, before, expected) => {
    expect(remember([late], { base: before })[0]!.missedBefore).toEqual(expected);
  });

  it('keeps as missed before what passed in a section that it did not serve', () => {
    const rest = { base: base(baseItem(late)), policy: policy({ sections: { include: [], exclude: ['plans'] } }) };
    expect(remember([late], rest)[0]!.missedBefore).toEqual(['2026-10-31']);
  });

  it('keeps what had been missed when the issue was opened, which says so itself', () => {
    const rest = { base: base(baseItem(late)), ledger: ledgerOf(record(keyOf(late), { result })) };
    expect(remember([late], rest)).toMatchObject([{ issue: 7, missedBefore: ['2026-10-31'] }]);
  });

  it('remembers the issue from the Ledger, from a marker, or from before', () => {
    expect(remember([late], { ledger: ledgerOf(record(keyOf(late), { result })) })[0]!.issue).toBe(7);
    expect(remember([late], { observed: observation({ markedIssues: [marked(8, late)] }) })[0]!.issue).toBe(8);
    expect(remember([late], { base: base(baseItem(late, { issue: 9 })) })[0]!.issue).toBe(9);
    expect(
      remember([late], { ledger: ledgerOf(record(keyOf(late), { result, state: 'begun' })) })[0]!.issue,
    ).toBeNull();
  });

  it('remembers earlier targets, oldest first', () => {
    const moved = item('Dark mode', 5, { target: '2027-06-30', references: ['#1'] });
    const before = base(baseItem(late, { earlierTargets: [{ text: 'Q1 2026', end: '2026-03-31' }] }));
    const once = remember([moved], { base: before, observed: observation({ references: { '#1': found('#1') } }) });
    expect(once[0]!.earlierTargets).toEqual([
      { text: 'Q1 2026', end: '2026-03-31' },
      { text: '2026-10-31', kind: 'timeframe', start: '2026-10-31', end: '2026-10-31', leftOn: '2026-11-21' },
    ]);
    expect(remember([moved], { base: { items: once } })[0]!.earlierTargets).toEqual(once[0]!.earlierTargets);
    expect(remember([{ ...moved, target: null }], { base: { items: once } })[0]!.earlierTargets).toHaveLength(3);
  });

  it('forgets nothing when the file cannot be read or is empty', () => {
    const before = base(baseItem(late, { issue: 9 }));
    expect(remember([], { base: before })).toEqual(before.items);
    expect(remember([])).toEqual([]);
  });

  it('remembers items of sections that the policy leaves out', () => {
    expect(remember([late], { policy: policy({ sections: { include: ['Other'], exclude: [] } }) })).toHaveLength(1);
  });
});
