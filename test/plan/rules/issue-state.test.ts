import { describe, expect, it } from '@jest/globals';
import { closed, findingsOf, found, item, marked, observation, planFor, repository } from '../builders.ts';
import { ruleCases } from './rule-case.ts';

const vault = repository('vault', { visibility: 'private' });
const sail = repository('sail');
const open = item('Dark mode', 5, { references: ['#1'] });
const seeing = (sketch: Parameters<typeof observation>[0]) => ({ observed: observation(sketch) });
const isOpen = seeing({ references: { '#1': found('#1') } });
const isClosed = seeing({ references: { '#1': closed('#1') } });
const placeholder = item('Dark mode', 5, { placeholder: true });

const message = (reason: 'completed' | 'not-planned') =>
  findingsOf(
    planFor([open], seeing({ references: { '#1': closed('#1', { stateReason: reason }) } })),
    'closed-not-done',
  )[0];

describe('closed-not-done', () => {
  ruleCases('closed-not-done', [
    ['is said when the only issue is closed', [open], isClosed, [5]],
    ['is not said while the issue is open', [open], isOpen, []],
    [
      'is not said while one of the issues is open',
      [item('Dark mode', 5, { references: ['#1', '#2'] })],
      seeing({ references: { '#1': closed('#1'), '#2': found('#2') } }),
      [],
    ],
    ['is not said of what is done', [{ ...open, status: 'done' }], isClosed, []],
    ['is not said of what was dropped', [{ ...open, status: 'dropped' }], isClosed, []],
    [
      'is said of an issue in another public repository',
      [item('Dark mode', 5, { references: ['acme/sail#1'] })],
      seeing({ references: { 'acme/sail#1': closed('acme/sail#1') }, repositories: [sail] }),
      [5],
    ],
    [
      'is never said of an issue in a private repository',
      [item('Dark mode', 5, { references: ['acme/vault#1'] })],
      seeing({ references: { 'acme/vault#1': closed('acme/vault#1') }, repositories: [vault] }),
      [],
    ],
    [
      'is not said where another reference is private',
      [item('Dark mode', 5, { references: ['#1', 'acme/vault#1'] })],
      seeing({ references: { '#1': closed('#1'), 'acme/vault#1': { state: 'hidden' } } }),
      [],
    ],
    [
      'is not concluded where GitHub did not answer for one',
      [item('Dark mode', 5, { references: ['#1', '#2'] })],
      seeing({ references: { '#1': closed('#1'), '#2': { state: 'unobserved', reason: '502' } } }),
      [],
    ],
    [
      'is said of the issue that Milepost opened for a placeholder',
      [placeholder],
      seeing({ markedIssues: [marked(9, placeholder, { open: false })] }),
      [5],
    ],
    [
      'is said when the only pull request is merged',
      [item('Dark mode', 5, { references: ['acme/anchor/pull/1'] })],
      seeing({ references: { '#1': closed('acme/anchor/pull/1') } }),
      [5],
    ],
    [
      'is not said of a closed discussion',
      [item('Dark mode', 5, { references: ['acme/anchor/discussions/1'] })],
      seeing({ references: { 'acme/anchor/discussions/1': closed('acme/anchor/discussions/1') } }),
      [],
    ],
  ]);

  it('suggests the mark by the reason for which the issue was closed', () => {
    expect(message('completed')).toBe(
      '5: #1 is closed, but “Dark mode” is neither done nor dropped here. Mark it as done, or name the issue that is still open.',
    );
    expect(message('not-planned')).toContain(
      '#1 is closed without being done, but “Dark mode” is neither done nor dropped here. Mark it as dropped',
    );
  });
});

describe('done-not-closed', () => {
  const done = { ...open, status: 'done' as const };
  ruleCases('done-not-closed', [
    ['is said when the issue of a done item is open', [done], isOpen, [5]],
    ['is not said when it is closed', [done], isClosed, []],
    ['is not said of an open item', [open], isOpen, []],
    ['is not said of a dropped item', [{ ...open, status: 'dropped' }], isOpen, []],
    [
      'is never said of an issue in a private repository',
      [item('Dark mode', 5, { status: 'done', references: ['acme/vault#1'] })],
      seeing({ references: { 'acme/vault#1': found('acme/vault#1') }, repositories: [vault] }),
      [],
    ],
    [
      'claims nothing of an issue that nobody looked at',
      [{ ...placeholder, status: 'done' }],
      {
        ledger: new Map([
          [
            'open-issue:42:ROADMAP.md:' + placeholder.id,
            {
              key: 'open-issue:42:ROADMAP.md:' + placeholder.id,
              kind: 'open-issue',
              state: 'done',
              result: { number: 9, commentId: null, url: null, missedKey: null },
            },
          ],
        ]),
      },
      [],
    ],
  ]);

  it('names the open ones', () => {
    const two = item('Dark mode', 5, { status: 'done', references: ['#1', 'acme/sail#2', '#3'] });
    const plan = planFor(
      [two],
      seeing({
        references: { '#1': found('#1'), 'acme/sail#2': found('acme/sail#2'), '#3': closed('#3') },
        repositories: [sail],
      }),
    );
    expect(findingsOf(plan, 'done-not-closed')).toEqual([
      '5: “Dark mode” is marked as done, but #1 and acme/sail#2 are still open. Close them if the work is over, or correct the mark.',
    ]);
  });
});

describe('dropped-not-closed', () => {
  const dropped = { ...open, status: 'dropped' as const };
  ruleCases('dropped-not-closed', [
    ['is said when the issue of a dropped item is open', [dropped], isOpen, [5]],
    ['is not said when it is closed', [dropped], isClosed, []],
    ['is not said of a done item', [{ ...open, status: 'done' }], isOpen, []],
  ]);
});
