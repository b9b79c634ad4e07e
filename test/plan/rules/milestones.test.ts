import { describe, expect, it } from '@jest/globals';
import {
  findingsOf,
  found,
  item,
  milestone,
  observation,
  planFor,
  range,
  reference,
  release,
  repository,
  roadmap,
  section,
  target,
} from '../builders.ts';
import { ruleCases } from './rule-case.ts';

const seeing = (sketch: Parameters<typeof observation>[0]) => ({ observed: observation(sketch) });
const [older, newer] = [milestone(1, 'v1.6.0'), milestone(2, 'v1.7.0')];
const planned = item('Dark mode', 5, { target: '1.7.0', references: ['#1'] });
const issueIn = (inMilestone: typeof older | null) =>
  seeing({ milestones: [older, newer], references: { '#1': found('#1', { milestone: inMilestone }) } });

describe('milestone-mismatch', () => {
  ruleCases('milestone-mismatch', [
    ['is said when the issue is in another milestone', [planned], issueIn(older), [5]],
    ['is not said when it is in the one of the release', [planned], issueIn(newer), []],
    ['is not said of an issue without a milestone', [planned], issueIn(null), []],
    [
      'is said when the section is bound to another one',
      [
        item('Dark mode', 5, {
          references: ['#1'],
          target: target('Next', { milestone: reference('acme/anchor/milestone/2') }),
        }),
      ],
      issueIn(older),
      [5],
    ],
    ['is not said of what is done', [{ ...planned, status: 'done' }], issueIn(older), []],
    [
      'is not said of an issue of another repository',
      [item('Dark mode', 5, { target: '1.7.0', references: ['acme/sail#1'] })],
      seeing({
        milestones: [older, newer],
        repositories: [repository('sail')],
        references: { 'acme/sail#1': found('acme/sail#1', { milestone: milestone(9, 'x') }) },
      }),
      [],
    ],
  ]);
});

describe('unknown-milestone', () => {
  const both = [
    item('Dark mode', 5, { target: '1.7.0' }),
    item('Light mode', 6, { target: target('1.8.0', { range: range(4) }) }),
    item('No mode', 7, { target: '1.8.0' }),
  ];
  const bound = target('Next', { milestone: reference('acme/anchor/milestone/7', 4), range: range(4) });
  const linking = [item('Dark mode', 5, { target: bound }), item('Light mode', 6, { target: bound })];
  ruleCases('unknown-milestone', [
    ['is said once of a release without one where others have one', both, seeing({ milestones: [newer] }), [4]],
    [
      'is not said where no release of the roadmap has one',
      both,
      seeing({ milestones: [milestone(9, 'Backlog')] }),
      [],
    ],
    [
      'is not said of a release that is published',
      both,
      seeing({ milestones: [newer], releases: [release('v1.8.0')] }),
      [],
    ],
    [
      'is not said of a release whose items are all done',
      both.map((one) => ({ ...one, status: 'done' as const })),
      seeing({ milestones: [newer] }),
      [],
    ],
    ['is said once of a link to a milestone that does not exist', linking, seeing({ milestones: [newer] }), [4]],
    ['is not said of a link to one that exists', linking, seeing({ milestones: [milestone(7, 'Next')] }), []],
    [
      'is not said of a link into another repository',
      [item('Dark mode', 5, { references: ['acme/sail/milestone/7'] })],
      seeing({ repositories: [repository('sail')], references: { 'acme/sail/milestone/7': { state: 'missing' } } }),
      [],
    ],
  ]);

  it('is said of a section that has no items', () => {
    const desired = roadmap([], { sections: [section('Next', 4, 9, { target: bound })] });
    expect(findingsOf(planFor([], { desired }), 'unknown-milestone')).toEqual([
      '4: “acme/anchor/milestone/7” links to milestone 7, which this repository does not have. Link a milestone that exists, or create it.',
    ]);
  });
});
