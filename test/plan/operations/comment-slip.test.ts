import { describe, expect, it } from '@jest/globals';
import type { ReconcileInput } from '../../../src/plan/reconcile.ts';
import type { Item } from '../../../src/roadmap/model.ts';
import {
  base,
  baseItem,
  closed,
  comment,
  found,
  item,
  ledgerOf,
  marked,
  milestone,
  observation,
  OWN,
  planFor,
  policy,
  record,
  release,
  repository,
  target,
} from '../builders.ts';

const comments = (items: Item[], rest: Partial<ReconcileInput> = {}) =>
  planFor(items, rest).operations.flatMap((operation) =>
    operation.kind !== 'comment-slip' && operation.kind !== 'update-slip-comment'
      ? []
      : [
          `${operation.kind} ${operation.issue.owner}/${operation.issue.repo}#${operation.issue.number} ${operation.slip.missedKey}`,
        ],
  );
const seeing = (sketch: Parameters<typeof observation>[0]) => ({ observed: observation(sketch) });
const late = (...references: string[]) => item('Dark mode', 5, { target: '2026-10-31', references });
const one = late('#1');
const isOpen = { references: { '#1': found('#1') } };
const hidden = { visibility: 'private' as const };
const internal = { visibility: 'internal' as const };
const at = (place: string) => ({ [`${place}#1`]: found(`${place}#1`) });
const [vault, sail] = [repository('vault', hidden), repository('sail')];

const dated = (end: string) => ({ text: '1.7.0', kind: 'release' as const, start: null, end });

describe('comment-slip', () => {
  it('carries what is said and where', () => {
    expect(planFor([one], seeing(isOpen)).operations).toEqual([
      {
        kind: 'comment-slip',
        key: 'comment-slip:42:ROADMAP.md:acme/anchor#1',
        item: {
          id: one.id,
          title: 'Dark mode',
          description: '',
          path: ['Plans'],
          line: 5,
          endLine: 5,
          target: '2026-10-31',
        },
        issue: { owner: 'acme', repo: 'anchor', number: 1 },
        slip: {
          reason: 'date-passed',
          missedKey: '2026-10-31',
          missed: '2026-10-31',
          missedOn: '2026-10-31',
          now: '2026-10-31',
        },
        hold: null,
      },
    ]);
  });

  const said = 'comment-slip acme/anchor#1 2026-10-31';
  const cases: [string, Item[], Partial<ReconcileInput>, string[]][] = [
    [
      'goes to the first open issue',
      [late('#1', '#2', '#3')],
      seeing({ references: { '#1': closed('#1'), '#2': found('#2'), '#3': found('#3') } }),
      ['comment-slip acme/anchor#2 2026-10-31'],
    ],
    [
      'never goes to a pull request',
      [late('acme/anchor/pull/1', '#2')],
      seeing({ references: { '#1': found('acme/anchor/pull/1'), '#2': found('#2') } }),
      ['comment-slip acme/anchor#2 2026-10-31'],
    ],
    [
      'is not made where the policy wants none',
      [one],
      { ...seeing(isOpen), policy: policy({ slips: { comment: false, grace_days: 0 } }) },
      [],
    ],
    ['is not made for an item without slip', [item('Dark mode', 5, { references: ['#1'] })], seeing(isOpen), []],
    [
      'is not made twice, says the marker',
      [one],
      seeing({ ...isOpen, markedComments: [comment('#1', '2026-10-31')] }),
      [],
    ],
    [
      'is not made twice, says the Ledger',
      [one],
      {
        ...seeing({ ...isOpen, markedComments: null }),
        ledger: ledgerOf(
          record('comment-slip:42:ROADMAP.md:acme/anchor#1', {
            result: { number: 1, commentId: 900, url: null, missedKey: '2026-10-31' },
          }),
        ),
      },
      [],
    ],
    [
      'is tried again when it was begun and cut off',
      [one],
      { ...seeing(isOpen), ledger: ledgerOf(record('comment-slip:42:ROADMAP.md:acme/anchor#1', { state: 'begun' })) },
      [said],
    ],
    [
      'is made when the comment there speaks for another roadmap',
      [one],
      seeing({
        ...isOpen,
        markedComments: [
          comment('#1', '2026-10-31', { marker: { roadmap: '42:docs/ROADMAP.md', item: 'x', missed: '2026-10-31' } }),
        ],
      }),
      [said],
    ],
    [
      'is one for two items of one issue',
      [one, item('Light mode', 6, { target: '2026-09-30', references: ['#1'] })],
      seeing(isOpen),
      [said],
    ],
    [
      'goes where a transferred issue is now',
      [one],
      seeing({ references: { '#1': { ...found('acme/sail#9'), moved: true } }, repositories: [sail] }),
      ['comment-slip acme/sail#9 2026-10-31'],
    ],
    [
      'is not made in a repository that was not looked at',
      [one],
      seeing({ references: { '#1': { ...found('acme/sail#9'), moved: true } } }),
      [],
    ],
    [
      'is not made in an archived repository',
      [late('acme/sail#1')],
      seeing({ references: at('acme/sail'), repositories: [{ ...sail, archived: true }] }),
      [],
    ],
    [
      'is not made where Milepost may not write',
      [late('acme/sail#1')],
      seeing({ references: at('acme/sail'), repositories: [{ ...sail, writable: false }] }),
      [],
    ],
    [
      'may go from a public roadmap to a private repository',
      [late('acme/vault#1')],
      seeing({ references: at('acme/vault'), repositories: [vault] }),
      ['comment-slip acme/vault#1 2026-10-31'],
    ],
    [
      'never goes from a private roadmap to a public repository',
      [late('acme/sail#1')],
      seeing({ repository: { ...OWN, ...hidden }, references: at('acme/sail'), repositories: [sail] }),
      [],
    ],
    [
      'never goes from a private roadmap to another private repository',
      [late('acme/vault#1')],
      seeing({ repository: { ...OWN, ...hidden }, references: at('acme/vault'), repositories: [vault] }),
      [],
    ],
    [
      'goes from a private roadmap to its own repository',
      [one],
      seeing({ ...isOpen, repository: { ...OWN, ...hidden } }),
      [said],
    ],
    [
      'goes from an internal roadmap to a private repository of the owner',
      [late('acme/vault#1')],
      seeing({ repository: { ...OWN, ...internal }, references: at('acme/vault'), repositories: [vault] }),
      ['comment-slip acme/vault#1 2026-10-31'],
    ],
    [
      'never goes from an internal roadmap to another owner',
      [late('other/vault#1')],
      seeing({
        repository: { ...OWN, ...internal },
        references: at('other/vault'),
        repositories: [{ ...vault, owner: 'other' }],
      }),
      [],
    ],
    [
      'never goes from an internal roadmap to a public repository',
      [late('acme/sail#1')],
      seeing({ repository: { ...OWN, ...internal }, references: at('acme/sail'), repositories: [sail] }),
      [],
    ],
  ];
  it.each(cases)('%s', (_sentence, items, rest, expected) => {
    expect(comments(items, rest)).toEqual(expected);
  });

  it('is marked when its issue is none of the readers’ business', () => {
    const [operation] = planFor(
      [late('acme/vault#1')],
      seeing({ references: at('acme/vault'), repositories: [vault] }),
    ).operations;
    expect(operation).toMatchObject({ kind: 'comment-slip', privateIssue: true });
  });
});

const told = (id: string) =>
  comment('#1', '2026-10-31', { marker: { roadmap: '42:ROADMAP.md', item: id, missed: '2026-10-31' } });

describe('a slip that was told on another issue of the item', () => {
  const two = late('#1', '#2');
  const references = { '#1': closed('#1'), '#2': found('#2') };
  const entry = record('comment-slip:42:ROADMAP.md:acme/anchor#1', {
    result: { number: 1, commentId: 900, url: null, missedKey: '2026-10-31' },
  });

  it('is not told again when that issue is closed', () => {
    expect(comments([two], seeing({ references, markedComments: [told(two.id)] }))).toEqual([]);
    expect(comments([two], { ...seeing({ references, markedComments: null }), ledger: ledgerOf(entry) })).toEqual([]);
  });

  it('is told when the comment there speaks for another item', () => {
    expect(comments([two], seeing({ references, markedComments: [told('another')] }))).toEqual([
      'comment-slip acme/anchor#2 2026-10-31',
    ]);
    const umbrella = late('#2', '#1');
    expect(comments([umbrella], { ...seeing({ references, markedComments: null }), ledger: ledgerOf(entry) })).toEqual([
      'comment-slip acme/anchor#2 2026-10-31',
    ]);
  });

  it('is told on the issue open now when a newer target was missed', () => {
    expect(
      comments(
        [{ ...two, target: target('Mid-November', { end: '2026-11-15' }) }],
        seeing({ references, markedComments: [told(two.id)] }),
      ),
    ).toEqual(['comment-slip acme/anchor#2 mid-november until 2026-11-15']);
  });
});

const own = (createdAt: string) => seeing({ references: { '#7': found('#7', { ownIssue: true, createdAt }) } });

describe('a slip comment on an issue that Milepost opened', () => {
  const announced = item('Dark mode', 5, { placeholder: true, target: '2026-10-31' });
  const opened = (createdAt: string, rest = {}) =>
    seeing({ markedIssues: [marked(7, announced, { createdAt, ...rest })] });
  const said = ['comment-slip acme/anchor#7 2026-10-31'];

  it.each([
    ['is made when the target passed after it was opened', opened('2026-10-31T23:59:59Z'), said],
    ['is not made when it was opened after the target had passed', opened('2026-11-01T00:00:00Z'), []],
    ['is not made when somebody closed it', opened('2026-01-01T00:00:00Z', { open: false }), []],
  ])('%s', (_sentence, rest, expected) => {
    expect(comments([announced], rest)).toEqual(expected);
  });

  it('knows it also when the file names it', () => {
    const named = late('#7');
    expect(comments([named], own('2026-10-01T00:00:00Z'))).toEqual(said);
    expect(comments([named], own('2026-11-15T00:00:00Z'))).toEqual([]);
  });

  it('goes by the day of the release, or of the milestone’s closing, where the target has none', () => {
    const planned = { ...announced, target: target('1.7.0') };
    const on = (createdAt: string, rest: Parameters<typeof observation>[0]) =>
      comments([planned], seeing({ markedIssues: [marked(7, planned, { createdAt })], ...rest }));
    const released = { releases: [release('v1.7.0', { publishedAt: '2026-06-01T08:00:00Z' })] };
    const closedOne = { milestones: [milestone(1, '1.7.0', { state: 'closed', closedAt: '2026-06-01T08:00:00Z' })] };
    for (const rest of [released, closedOne]) {
      expect(on('2026-05-01T00:00:00Z', rest)).toEqual(['comment-slip acme/anchor#7 1.7.0']);
      expect(on('2026-06-02T00:00:00Z', rest)).toEqual([]);
    }
  });

  it('is made without any day only if the store knew the issue before this miss', () => {
    const planned = { ...announced, target: target('1.7.0'), status: 'slipped' as const };
    const observed = observation({ markedIssues: [marked(7, planned)] });
    const when = (rest: Parameters<typeof baseItem>[1]) =>
      comments([planned], { observed, base: base(baseItem(planned, rest)) });
    expect(comments([planned], { observed })).toEqual([]);
    expect(when({ issue: null })).toEqual([]);
    expect(when({ issue: 7, missedBefore: ['1.7.0'] })).toEqual([]);
    expect(when({ issue: 7 })).toEqual(['comment-slip acme/anchor#7 1.7.0']);
  });
});

describe('update-slip-comment', () => {
  it('edits the comment when a newer target was missed', () => {
    const [operation] = planFor([one], seeing({ ...isOpen, markedComments: [comment('#1', '2026-01-31')] })).operations;
    expect(operation).toMatchObject({
      kind: 'update-slip-comment',
      key: 'update-slip-comment:42:ROADMAP.md:acme/anchor#1:2026-10-31',
      commentId: 900,
      issue: { owner: 'acme', repo: 'anchor', number: 1 },
      slip: { missedKey: '2026-10-31' },
    });
  });

  const ledger = ledgerOf(
    record('comment-slip:42:ROADMAP.md:acme/anchor#1', {
      result: { number: 1, commentId: 901, url: null, missedKey: '2026-01-31' },
    }),
    record('update-slip-comment:42:ROADMAP.md:acme/anchor#1:2026-04-30', {
      result: { number: 1, commentId: 901, url: null, missedKey: '2026-04-30' },
    }),
  );

  it('finds the comment through the Ledger where nobody looked at GitHub', () => {
    const rest = { ...seeing({ ...isOpen, markedComments: null }), ledger };
    expect(planFor([one], rest).operations).toMatchObject([{ kind: 'update-slip-comment', commentId: 901 }]);
    expect(comments([item('Dark mode', 5, { target: '2026-04-30', references: ['#1'] })], rest)).toEqual([]);
  });

  it('edits it once for each time that a release keeps its name and is given more time', () => {
    const again = item('Dark mode', 5, { target: target('1.7.0', { end: '2027-06-30' }), references: ['#1'] });
    const earlierTargets = [dated('2026-12-31'), dated('2027-03-31')];
    const lives = base(baseItem(again, { target: dated('2027-06-30'), earlierTargets }));
    const rest = (missed: string) => ({
      ...seeing({ ...isOpen, markedComments: [comment('#1', missed)] }),
      base: lives,
    });
    expect(planFor([again], rest('1.7.0 until 2026-12-31')).operations).toMatchObject([
      { kind: 'update-slip-comment', slip: { missedOn: '2027-03-31', now: '1.7.0', nowOn: '2027-06-30' } },
    ]);
    expect(planFor([again], rest('1.7.0 until 2027-03-31')).operations).toEqual([]);
  });

  it('does not go back to a target that was missed earlier', () => {
    const again = item('Dark mode', 5, { target: '2027-06-30', references: ['#1'] });
    const lives = base(
      baseItem(again, {
        earlierTargets: [
          { text: '2027-03-31', end: '2027-03-31' },
          { text: '2027-09-30', end: '2027-09-30' },
        ],
      }),
    );
    expect(
      comments([again], { ...seeing({ ...isOpen, markedComments: [comment('#1', '2027-09-30')] }), base: lives }),
    ).toEqual([]);
  });

  it('is not made because the file now merely says that the item slipped', () => {
    const vague = item('Dark mode', 5, { status: 'slipped', references: ['#1'] });
    expect(comments([vague], seeing({ ...isOpen, markedComments: [comment('#1', '2026-01-31')] }))).toEqual([]);
  });
});
