import { describe, expect, it } from '@jest/globals';
import { nextBase } from '../../../src/plan/base.ts';
import type { LedgerRecord, Plan } from '../../../src/plan/model.ts';
import type { ReconcileInput } from '../../../src/plan/reconcile.ts';
import { reconcile } from '../../../src/plan/reconcile.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import {
  base,
  baseItem,
  closed,
  found,
  item,
  milestone,
  NOW,
  observation,
  planFor,
  policy,
  reference,
  release,
  repository,
  roadmap,
  target,
} from '../builders.ts';

const V18 = milestone(3, '1.8.0');
const creating: Policy = policy({ milestones: { assign: true, create: true } });
const words = (plan: Plan): string[] =>
  plan.operations.flatMap((operation) => {
    if (operation.kind === 'set-milestone')
      return [`#${operation.issue.number} gets ${operation.title} (${operation.milestone})`];
    return operation.kind === 'create-milestone' ? [`create ${operation.title} due ${operation.dueOn}`] : [];
  });
const bound = item('Dark mode', 5, { target: '1.8.0', references: ['#12'] });

const seen = (number: number | null) =>
  observation({
    references: { '#12': found('#12', { milestone: number === null ? null : V18 }) },
    milestones: [V18, milestone(4, '1.9.0')],
  });

const inputWith = (
  one: ReturnType<typeof item>,
  number: number | null,
  before: ReconcileInput['base'],
): ReconcileInput => ({
  desired: roadmap([one]),
  observed: seen(number),
  base: before,
  ledger: new Map(),
  approvals: { fingerprint: null },
  policy: policy(),
  now: NOW,
});

describe('setting milestones', () => {
  it.each<[string, ReturnType<typeof item>[], Partial<ReconcileInput>, string[]]>([
    [
      'on an open issue that has none',
      [bound],
      { observed: observation({ references: { '#12': found('#12') }, milestones: [V18] }) },
      ['#12 gets 1.8.0 (3)'],
    ],
    [
      'by a link, whatever the heading says',
      [
        item('Dark mode', 5, {
          target: target('Next', { milestone: reference('acme/anchor/milestone/3') }),
          references: ['#12'],
        }),
      ],
      { observed: observation({ references: { '#12': found('#12') }, milestones: [V18] }) },
      ['#12 gets 1.8.0 (3)'],
    ],
    [
      'on every open issue of the item, once',
      [
        item('Both', 5, { target: '1.8.0', references: ['#1', '#2', '#3'] }),
        item('Again', 6, { target: 'v1.8', references: ['#2'] }),
      ],
      {
        observed: observation({
          references: { '#1': found('#1'), '#2': found('#2'), '#3': closed('#3') },
          milestones: [V18],
        }),
      },
      ['#1 gets 1.8.0 (3)', '#2 gets 1.8.0 (3)'],
    ],
    [
      'not on one that has another: that is a finding',
      [bound],
      {
        observed: observation({
          references: { '#12': found('#12', { milestone: milestone(2, '1.7.0') }) },
          milestones: [V18],
        }),
      },
      [],
    ],
    [
      'not on a closed issue',
      [bound],
      { observed: observation({ references: { '#12': closed('#12') }, milestones: [V18] }) },
      [],
    ],
    [
      'not to a closed milestone',
      [bound],
      {
        observed: observation({
          references: { '#12': found('#12') },
          milestones: [milestone(3, '1.8.0', { state: 'closed' })],
        }),
      },
      [],
    ],
    [
      'not of an item that is over',
      [{ ...bound, status: 'done' }],
      { observed: observation({ references: { '#12': found('#12') }, milestones: [V18] }) },
      [],
    ],
    [
      'not on a pull request',
      [bound],
      { observed: observation({ references: { '#12': found('#12', { kind: 'pull' }) }, milestones: [V18] }) },
      [],
    ],
    [
      'not in another repository',
      [item('Dark mode', 5, { target: '1.8.0', references: ['acme/sail#1'] })],
      {
        observed: observation({
          references: { 'acme/sail#1': found('acme/sail#1') },
          repositories: [repository('sail')],
          milestones: [V18],
        }),
      },
      [],
    ],
    [
      'not where the policy assigns none',
      [bound],
      {
        policy: policy({ milestones: { assign: false, create: true } }),
        observed: observation({ references: { '#12': found('#12') }, milestones: [V18] }),
      },
      [],
    ],
    ['not to one that nobody creates', [bound], { observed: observation({ references: { '#12': found('#12') } }) }, []],
  ])('%s', (_what, items, rest, expected) => {
    expect(words(planFor(items, rest))).toEqual(expected);
  });

  it('not again where a person took it off, until the roadmap plans the item for another', () => {
    const had = nextBase(inputWith(bound, 3, base(baseItem(bound))));
    expect(had.items[0]?.agreed?.milestone).toEqual({ roadmap: '1.8', issues: { 12: 3 } });
    const taken = inputWith(bound, null, had);
    expect(words(reconcile(taken))).toEqual([]);
    const later = nextBase(taken);
    expect(words(reconcile(inputWith(bound, null, later)))).toEqual([]);
    const moved = { ...bound, target: target('1.9.0') };
    expect(words(reconcile(inputWith(moved, null, later)))).toEqual(['#12 gets 1.9.0 (4)']);
  });

  it('once, though the listing that says so lags behind', () => {
    const observed = observation({ references: { '#12': found('#12') }, milestones: [V18] });
    const input: ReconcileInput = {
      desired: roadmap([bound]),
      observed,
      base: base(baseItem(bound)),
      ledger: new Map(),
      approvals: { fingerprint: null },
      policy: policy(),
      now: NOW,
    };
    const [operation] = reconcile(input).operations;
    const entry: LedgerRecord = {
      key: operation!.key,
      kind: 'set-milestone',
      state: 'done',
      result: { number: 3, commentId: null, url: null, missedKey: null },
    };
    const after = { ...input, ledger: new Map([[entry.key, entry]]) };
    expect(words(reconcile({ ...after, base: nextBase(after) }))).toEqual([]);
  });
});

const planned = (title: string, line: number, text: string, rest: Parameters<typeof item>[2] = {}) =>
  item(title, line, { target: target(text), ...rest });

const run = (
  items: ReturnType<typeof item>[],
  sketch: Parameters<typeof observation>[0] = {},
  rest: Partial<ReconcileInput> = {},
) => words(planFor(items, { policy: creating, observed: observation(sketch), ...rest }));

describe('creating milestones', () => {
  it('one for each release, due on the latest day that is given for it, and the issues get it', () => {
    const items = [
      planned('One', 5, '1.8.0', { references: ['#1'] }),
      item('Two', 6, { target: target('v1.8', { end: '2027-03-31' }), references: ['#2'] }),
      planned('Three', 7, '1.9.0'),
    ];
    expect(run(items, { references: { '#1': found('#1'), '#2': found('#2') } })).toEqual([
      'create 1.8.0 due 2027-03-31',
      '#1 gets 1.8.0 (null)',
      '#2 gets 1.8.0 (null)',
      'create 1.9.0 due null',
    ]);
  });

  it.each<[string, Parameters<typeof run>, string[]]>([
    ['none where one is there', [[planned('One', 5, '1.8.0')], { milestones: [milestone(1, 'v1.8')] }], []],
    [
      'none where a closed one is there',
      [[planned('One', 5, '1.8.0')], { milestones: [milestone(1, '1.8.0', { state: 'closed' })] }],
      [],
    ],
    ['none for what is released', [[planned('One', 5, '1.8.0')], { releases: [release('v1.8.0')] }], []],
    ['none for items that are over', [[planned('One', 5, '1.8.0', { status: 'done' })]], []],
    ['none for a time or a horizon', [[planned('One', 5, '2027-03-31'), planned('Two', 6, 'Later')]], []],
    [
      'none for what links its own',
      [[item('One', 5, { target: target('1.8.0', { milestone: reference('acme/anchor/milestone/9') }) })]],
      [],
    ],
    ['none unless it is configured', [[planned('One', 5, '1.8.0')], {}, { policy: policy() }], []],
    [
      'no second one where somebody deleted it',
      [
        [planned('One', 5, '1.8.0', { references: ['#1'] })],
        { references: { '#1': found('#1') } },
        {
          ledger: new Map([
            [
              'create-milestone:42:ROADMAP.md:1.8',
              { key: 'create-milestone:42:ROADMAP.md:1.8', kind: 'create-milestone', state: 'done', result: null },
            ],
          ]),
        },
      ],
      [],
    ],
  ])('%s', (_what, args, expected) => {
    expect(run(...args)).toEqual(expected);
  });
});

describe('a milestone that is due', () => {
  it.each<[string, Parameters<typeof target>[1], string | null, string | null]>([
    ['is the last day of a release that says none', {}, '2026-11-20', 'milestone-due'],
    ['is not late on its day', {}, '2026-11-21', null],
    ['gives way to the last day that the roadmap says', { end: '2027-01-01' }, '2026-01-01', null],
    ['says nothing without a day', {}, null, null],
  ])('%s', (_what, rest, dueOn, reason) => {
    const late = item('Dark mode', 5, { target: target('1.8.0', rest), references: ['#12'] });
    const observed = observation({
      references: { '#12': found('#12', { milestone: V18 }) },
      milestones: [milestone(3, '1.8.0', { dueOn })],
    });
    const plan = planFor([late], { observed });
    const slip = plan.operations.flatMap((operation) => (operation.kind === 'comment-slip' ? [operation.slip] : []))[0];
    expect(slip?.reason ?? null).toBe(reason);
    if (reason === null) return;
    expect(slip).toMatchObject({ missedKey: '1.8.0', missed: '1.8.0', missedOn: dueOn });
    expect(plan.findings.find(({ rule }) => rule === 'overdue')?.message).toBe(
      '“Dark mode” is planned for “1.8.0”, whose milestone “1.8.0” was due on 2026-11-20, and is not done. Mark it as done or dropped, or give it or the milestone a later date.',
    );
  });
});
