import { describe, expect, it } from '@jest/globals';
import type { OpenIssue } from '../../../src/plan/model.ts';
import type { ReconcileInput } from '../../../src/plan/reconcile.ts';
import type { Item } from '../../../src/roadmap/model.ts';
import {
  base,
  baseItem,
  item,
  ledgerOf,
  marked,
  milestone,
  observation,
  planFor,
  policy,
  record,
  reference,
  roadmap,
  target,
} from '../builders.ts';

const opens = (items: Item[], rest: Partial<ReconcileInput> = {}): OpenIssue[] =>
  planFor(items, rest).operations.filter((operation) => operation.kind === 'open-issue');
const outline = (items: Item[], rest: Partial<ReconcileInput> = {}) =>
  opens(items, rest).map(({ item: { title }, reason, hold }) => [title, reason, hold]);

const announced = item('Dark mode', 5, { placeholder: true });
const late = item('Light mode', 6, { target: '2026-10-31' });
const openFor = (...open_for: ('placeholders' | 'slipped' | 'unreferenced')[]) => ({
  policy: policy({ issues: { open_for, labels: ['roadmap'] } }),
});
const keyOf = ({ id }: Item) => `open-issue:42:ROADMAP.md:${id}`;
const seeing = (sketch: Parameters<typeof observation>[0]) => ({ observed: observation(sketch) });

describe('open-issue', () => {
  it('carries all that the issue needs', () => {
    const full = item('Dark mode', 5, {
      endLine: 6,
      placeholder: true,
      description: 'For the night.',
      path: ['Plans', 'UI'],
      target: '1.7.0',
    });
    expect(opens([full], seeing({ milestones: [milestone(3, 'v1.7.0')] }))).toEqual([
      {
        kind: 'open-issue',
        key: keyOf(full),
        item: {
          id: full.id,
          title: 'Dark mode',
          description: 'For the night.',
          path: ['Plans', 'UI'],
          line: 5,
          endLine: 6,
          target: '1.7.0',
        },
        repository: { owner: 'acme', name: 'anchor', id: 42 },
        reason: 'placeholder',
        labels: ['roadmap'],
        milestone: 3,
        slip: null,
        hold: null,
      },
    ]);
  });

  const known = base(baseItem(late));
  const cases: [string, Item[], Partial<ReconcileInput>, unknown[]][] = [
    ['is for a placeholder', [announced], {}, [['Dark mode', 'placeholder', null]]],
    [
      'is for a placeholder even where the text mentions another issue',
      [item('Dark mode', 5, { placeholder: true, references: ['#1'] })],
      {},
      [['Dark mode', 'placeholder', null]],
    ],
    ['is not for what is done', [{ ...announced, status: 'done' }], {}, []],
    ['is not for what was dropped', [{ ...announced, status: 'dropped' }], {}, []],
    ['is not for a placeholder where the policy opens none', [announced], openFor('slipped'), []],
    ['is not twice for one item, says the Ledger', [announced], { ledger: ledgerOf(record(keyOf(announced))) }, []],
    ['is not twice for one item, says the store', [announced], { base: base(baseItem(announced, { issue: 7 })) }, []],
    [
      'is not twice for one item, says the marker, though somebody closed the issue',
      [announced],
      seeing({ markedIssues: [marked(7, announced, { open: false })] }),
      [],
    ],
    [
      'is not twice for one item that a door without a store calls otherwise',
      [announced],
      seeing({ markedIssues: [marked(7, { ...announced, id: 'ffffffffff' })] }),
      [],
    ],
    [
      'is for an item when the marker speaks of another roadmap',
      [announced],
      seeing({
        markedIssues: [
          marked(7, announced, { marker: { ...marked(7, announced).marker, roadmap: '42:docs/ROADMAP.md' } }),
        ],
      }),
      [['Dark mode', 'placeholder', null]],
    ],
    [
      'is tried again when GitHub refused it',
      [announced],
      { ledger: ledgerOf(record(keyOf(announced), { state: 'failed' })) },
      [['Dark mode', 'placeholder', null]],
    ],
    ['is offered for what was late before Milepost first saw it', [late], {}, [['Light mode', 'slipped', 'offered']]],
    ['is for what slips while Milepost watches', [late], { base: known }, [['Light mode', 'slipped', null]]],
    [
      'is offered still in later readings',
      [late],
      { base: base(baseItem(late, { missedBefore: ['2026-10-31'] })) },
      [['Light mode', 'slipped', 'offered']],
    ],
    [
      'is for a newer target missed while watching',
      [late],
      { base: base(baseItem(late, { missedBefore: ['2026-01-31'] })) },
      [['Light mode', 'slipped', null]],
    ],
    [
      'is not for a late item with any reference',
      [{ ...late, references: [reference('#1')] }],
      { ...seeing({ references: { '#1': { state: 'missing' } } }), base: known },
      [],
    ],
    [
      'is not for a late part of a referenced work',
      [item('Work', 5, { references: ['#1'] }), { ...late, parent: 0 }],
      { base: known },
      [],
    ],
    ['is not for a late item where the policy opens none', [late], { base: known, ...openFor('placeholders') }, []],
    [
      'is for a late item linked to a milestone alone',
      [{ ...late, references: [reference('acme/anchor/milestone/1')] }],
      { base: known },
      [['Light mode', 'slipped', null]],
    ],
    ['is not for an item that nothing tracks, unless configured', [item('Night mode', 5)], {}, []],
    [
      'is for an item that nothing tracks when configured',
      [item('Night mode', 5), announced],
      openFor('unreferenced'),
      [['Night mode', 'unreferenced', null]],
    ],
    [
      'is for a late placeholder where only slips are served',
      [item('Dark mode', 5, { placeholder: true, target: '2026-10-31' })],
      { ...openFor('slipped'), base: base(baseItem(announced)) },
      [['Dark mode', 'slipped', null]],
    ],
  ];
  it.each(cases)('%s', (_sentence, items, rest, expected) => {
    expect(outline(items, rest)).toEqual(expected);
  });

  it('serves two items of the same words with an issue each', () => {
    const twin = { ...announced, id: 'aaaaaaaaaa', line: 9 };
    const observed = observation({ markedIssues: [marked(7, announced)] });
    expect(opens([announced, twin], { observed }).map(({ item: { line } }) => line)).toEqual([9]);
  });

  it('knows its issue when a door without a store finds the item reworded or moved', () => {
    const issue = marked(7, { ...announced, id: 'ffffffffff', title: 'A dark mode for the editor' });
    const reworded = item('Dark mode for the editor', 5, { placeholder: true });
    const moved = item('A dark mode for the editor', 5, { placeholder: true, path: ['Ideas'] });
    for (const now of [reworded, moved]) expect(opens([now], seeing({ markedIssues: [issue] }))).toEqual([]);
  });

  it('takes the issue of an item that the store knows to be removed for nobody else’s', () => {
    const removed = item('A dark mode for the editor', 5, { placeholder: true });
    const similar = item('A dark mode for the viewer', 5, { placeholder: true });
    const rest = { ...seeing({ markedIssues: [marked(7, removed)] }), base: base(baseItem(removed)) };
    expect(outline([similar], rest)).toEqual([['A dark mode for the viewer', 'placeholder', null]]);
  });

  it('leaves out sections that the policy excludes', () => {
    const rest = { policy: policy({ sections: { include: [], exclude: ['PLANS'] } }) };
    const plan = planFor([announced, { ...late, path: ['Ideas'], placeholder: true }], rest);
    expect(plan.operations.map(({ item: { title } }) => title)).toEqual(['Light mode']);
    expect(plan.findings.every(({ item: id }) => id === late.id)).toBe(true);
  });

  it('says so when the choice of sections leaves nothing', () => {
    const plan = planFor([announced], {
      desired: roadmap([announced]),
      policy: policy({ sections: { include: ['Nowhere'], exclude: [] } }),
    });
    expect(plan.findings).toMatchObject([
      { rule: 'no-items', severity: 'info' },
      { rule: 'unknown-section', severity: 'info' },
    ]);
    expect(plan.operations).toEqual([]);
  });
});

const link = (number: number) => target('1.7.0', { milestone: reference(`acme/anchor/milestone/${number}`) });

const milestoneOf = (
  planned: ReturnType<typeof target> | null,
  milestones: ReturnType<typeof milestone>[],
  assign = true,
) =>
  opens([{ ...announced, target: planned }], {
    ...seeing({ milestones }),
    policy: policy({ milestones: { assign, create: false } }),
  })[0]!.milestone;

describe('the milestone of a new issue', () => {
  it.each([
    ['is the one that the section is bound to', link(4), [milestone(3, '1.7.0'), milestone(4, 'Harbour')], true, 4],
    [
      'is the bound one even when it is closed and the release has an open one',
      link(4),
      [milestone(3, 'v1.7.0'), milestone(4, 'Harbour', { state: 'closed' })],
      true,
      4,
    ],
    ['is the one titled like the release when the bound one does not exist', link(9), [milestone(3, '1.7.0')], true, 3],
    [
      'is the open one of two that are titled like the release',
      target('1.7.0'),
      [milestone(3, '1.7.0', { state: 'closed' }), milestone(4, 'v1.7.0')],
      true,
      4,
    ],
    [
      'is the closed one when the only one titled like the release is closed',
      target('1.7.0'),
      [milestone(3, '1.7.0', { state: 'closed' })],
      true,
      3,
    ],
    ['is none for a timeframe', target('2027-03-31'), [milestone(3, '2027-03-31')], true, null],
    ['is none without a target', null, [milestone(3, '1.7.0')], true, null],
    ['is none when the policy assigns none', target('1.7.0'), [milestone(3, '1.7.0')], false, null],
  ])('%s', (_sentence, planned, milestones, assign, expected) => {
    expect(milestoneOf(planned, milestones, assign)).toBe(expected);
  });
});
