import { describe, expect, it } from '@jest/globals';
import type { ReconcileInput } from '../../../src/plan/reconcile.ts';
import {
  base,
  baseItem,
  closed,
  findingsOf,
  found,
  item,
  marked,
  milestone,
  observation,
  planFor,
  policy,
  reference,
  release,
  repository,
  target,
} from '../builders.ts';
import { ruleCases } from './rule-case.ts';

const late = item('Dark mode', 5, { target: '2026-11-20' });
const planned = (text: string) => item('Dark mode', 5, { target: text });
const seeing = (sketch: Parameters<typeof observation>[0]): Partial<ReconcileInput> => ({
  observed: observation(sketch),
});
const grace = (days: number) => ({ policy: policy({ slips: { comment: true, grace_days: days } }) });
const withIssues = (...references: string[]) => item('Dark mode', 5, { target: '2026-11-20', references });

describe('overdue', () => {
  ruleCases('overdue', [
    ['is said the day after the last day', [late], {}, [5]],
    ['is not said on the last day itself', [planned('2026-11-21')], {}, []],
    ['waits for the grace days', [late], grace(1), []],
    ['is said when the grace days are over', [item('Dark mode', 5, { target: '2026-11-19' })], grace(1), [5]],
    ['takes the UTC date of now', [planned('2026-11-21')], { now: '2026-11-21T23:30:00-05:00' }, [5]],
    ['proves nothing by a target without a last day', [planned('Later')], {}, []],
    ['is not said of what is done', [item('Dark mode', 5, { target: '2020-01-01', status: 'done' })], {}, []],
    ['is not said of what was dropped', [item('Dark mode', 5, { target: '2020-01-01', status: 'dropped' })], {}, []],
    [
      'is said when an issue is open',
      [withIssues('#1', '#2')],
      seeing({ references: { '#1': closed('#1'), '#2': found('#2') } }),
      [5],
    ],
    ['is not said when all issues are closed', [withIssues('#1')], seeing({ references: { '#1': closed('#1') } }), []],
    [
      'is not concluded when GitHub did not answer for the issue',
      [withIssues('#1')],
      seeing({ references: { '#1': { state: 'unobserved', reason: 'timeout' } } }),
      [],
    ],
    [
      'is said when the only issue does not exist',
      [withIssues('#1')],
      seeing({ references: { '#1': { state: 'missing' } } }),
      [5],
    ],
    [
      'is said of an item whose only issue is private, whatever its state',
      [withIssues('acme/vault#1')],
      seeing({
        references: { 'acme/vault#1': closed('acme/vault#1') },
        repositories: [repository('vault', { visibility: 'private' })],
      }),
      [5],
    ],
    [
      'is not said when the only pull request is merged',
      [withIssues('acme/anchor/pull/4')],
      seeing({ references: { '#4': closed('acme/anchor/pull/4') } }),
      [],
    ],
    [
      'is said when the only pull request was closed without merging',
      [withIssues('acme/anchor/pull/4')],
      seeing({ references: { '#4': closed('acme/anchor/pull/4', { stateReason: 'not-planned' }) } }),
      [5],
    ],
    ['is said when the release is published', [planned('1.7.0')], seeing({ releases: [release('v1.7.0')] }), [5]],
    [
      'is said when the name of a published release is the target',
      [planned('v1.7.0')],
      seeing({ releases: [release('anchor-17', { name: '1.7.0' })] }),
      [5],
    ],
    [
      'is not said for a draft or a prerelease',
      [planned('1.7.0')],
      seeing({
        releases: [release('v1.7.0', { draft: true, publishedAt: null }), release('1.7.0', { prerelease: true })],
      }),
      [],
    ],
    [
      'is said when the milestone with the release as title is closed',
      [planned('1.7.0')],
      seeing({ milestones: [milestone(3, 'V1.7.0', { state: 'closed' })] }),
      [5],
    ],
    [
      'is not said when of two such milestones one is open',
      [planned('1.7.0')],
      seeing({ milestones: [milestone(3, 'v1.7.0', { state: 'closed' }), milestone(4, '1.7.0')] }),
      [],
    ],
    [
      'is said when the linked milestone is closed',
      [item('Dark mode', 5, { target: target('Harbour', { milestone: reference('acme/anchor/milestone/3') }) })],
      seeing({ milestones: [milestone(3, 'Harbour', { state: 'closed' })] }),
      [5],
    ],
    [
      'is said when the linked milestone of a public repository is closed',
      [item('Dark mode', 5, { target: target('Harbour', { milestone: reference('acme/sail/milestone/3') }) })],
      seeing({
        references: { 'acme/sail/milestone/3': closed('acme/sail/milestone/3') },
        repositories: [repository('sail')],
      }),
      [5],
    ],
    [
      'keeps silent about a milestone of a private repository',
      [item('Dark mode', 5, { target: target('Harbour', { milestone: reference('acme/vault/milestone/3') }) })],
      seeing({
        references: { 'acme/vault/milestone/3': closed('acme/vault/milestone/3') },
        repositories: [repository('vault', { visibility: 'private' })],
      }),
      [],
    ],
    ['is said when the file says so', [item('Dark mode', 5, { status: 'slipped' })], {}, [5]],
    [
      'is said when the stored reading ended earlier',
      [planned('2027-06-30')],
      { base: base(baseItem(planned('2027-03-31'))) },
      [5],
    ],
    [
      'is not said when the target moved to an earlier day',
      [planned('2027-03-31')],
      { base: base(baseItem(planned('2027-06-30'))) },
      [],
    ],
    [
      'is said when the release moved to a later one by version order',
      [planned('1.10')],
      { base: base(baseItem(planned('v1.9'))) },
      [5],
    ],
    [
      'is not said when the release moved to an earlier one',
      [planned('1.9')],
      { base: base(baseItem(planned('1.10'))) },
      [],
    ],
    ['cannot compare a release with a horizon', [planned('Later')], { base: base(baseItem(planned('1.9'))) }, []],
    [
      'cannot compare a year without last day with a release',
      [planned('1.9')],
      { base: base(baseItem(item('Dark mode', 5, { target: target('2021') }))) },
      [],
    ],
    [
      'is said still when the retarget is some readings old',
      [planned('2027-06-30')],
      { base: base(baseItem(planned('2027-06-30'), { earlierTargets: [{ text: '2027-03-31', end: '2027-03-31' }] })) },
      [5],
    ],
  ]);

  it('tells the most concrete reason', () => {
    const everything = item('Dark mode', 5, { status: 'slipped', target: target('1.7.0', { end: '2026-01-31' }) });
    const observed = observation({
      releases: [release('1.7.0')],
      milestones: [milestone(3, '1.7.0', { state: 'closed' })],
    });
    const say = (rest: Partial<ReconcileInput>) => findingsOf(planFor([everything], rest), 'overdue');
    expect(say({ observed })[0]).toContain('which is released');
    expect(say({ observed: { ...observed, releases: [] } })[0]).toContain('whose milestone “1.7.0” is closed');
    expect(say({})[0]).toContain('which ended on 2026-01-31');
    const future = { ...everything, target: target('1.7.0', { end: '2027-01-31' }) };
    const before = base(baseItem(item('Dark mode', 5, { target: target('1.6.0', { end: '2026-10-31' }) })));
    expect(findingsOf(planFor([future], { base: before }), 'overdue')[0]).toContain(
      'was planned for “1.6.0” (until 2026-10-31) and is now planned for “1.7.0”',
    );
    expect(findingsOf(planFor([future]), 'overdue')[0]).toContain(
      'The file says that “Dark mode”, planned for “1.7.0”, slips.',
    );
  });

  const [sail, vault] = [repository('sail'), repository('vault', { visibility: 'private' })];
  const inSail = { 'acme/sail#1': found('acme/sail#1') };
  const privateRoadmap = repository('anchor', { id: 42, visibility: 'private' });
  it.each<[string, string[], Partial<ReconcileInput>, string | null]>([
    [
      'more people can read its issue than the roadmap',
      ['acme/sail#1'],
      seeing({ repository: privateRoadmap, repositories: [sail], references: inSail }),
      'Milepost does not comment on acme/sail#1: more people can read it than can read this roadmap.',
    ],
    [
      'the repository of its issue is archived',
      ['acme/sail#1'],
      seeing({ repositories: [{ ...sail, archived: true }], references: inSail }),
      'Milepost does not comment on acme/sail#1: its repository is archived.',
    ],
    [
      'Milepost may not write to its issue',
      ['acme/sail#1'],
      seeing({ repositories: [{ ...sail, writable: false }], references: inSail }),
      'Milepost does not comment on acme/sail#1: it is not installed there or may not write there.',
    ],
    [
      'the own repository is archived',
      ['#1'],
      seeing({ repository: { ...privateRoadmap, archived: true }, references: { '#1': found('#1') } }),
      'Milepost does not comment on #1: its repository is archived.',
    ],
    [
      'of two issues, one of them private, whatever becomes of that one',
      ['acme/vault#1', 'acme/sail#1'],
      seeing({
        repositories: [{ ...sail, archived: true }, vault],
        references: { ...inSail, 'acme/vault#1': found('acme/vault#1') },
      }),
      'Milepost does not comment on acme/sail#1: its repository is archived.',
    ],
    [
      '– unless another issue can be commented on',
      ['acme/sail#1', '#2'],
      seeing({ repositories: [{ ...sail, archived: true }], references: { ...inSail, '#2': found('#2') } }),
      null,
    ],
    [
      '– unless the issue is closed',
      ['#1', 'acme/sail#1'],
      seeing({
        repositories: [{ ...sail, archived: true }],
        references: { '#1': found('#1'), 'acme/sail#1': closed('acme/sail#1') },
      }),
      null,
    ],
    [
      '– unless no comment is wanted',
      ['acme/sail#1'],
      {
        ...seeing({ repositories: [{ ...sail, archived: true }], references: inSail }),
        policy: policy({ slips: { comment: false, grace_days: 0 } }),
      },
      null,
    ],
    [
      '– unless not everybody can read the issue',
      ['acme/vault#1'],
      seeing({
        repositories: [{ ...vault, archived: true, writable: false }],
        references: { 'acme/vault#1': found('acme/vault#1') },
      }),
      null,
    ],
  ])('says why it does not comment where %s', (_sentence, references, rest, expected) => {
    const [finding] = findingsOf(planFor([withIssues(...references)], rest), 'overdue');
    expect(finding).toMatch(/^5: “Dark mode” is planned for “2026-11-20”, .* or give it a later target\./);
    if (expected === null) expect(finding).not.toContain('Milepost does not comment');
    else expect(finding).toMatch(new RegExp(`target\\. ${expected.replaceAll('.', '\\.')}$`));
  });

  it('says why it does not comment on the issue that it opened itself', () => {
    const rest = seeing({
      repository: { ...privateRoadmap, archived: true },
      markedIssues: [marked(9, late)],
    });
    expect(findingsOf(planFor([late], rest), 'overdue')[0]).toContain(
      'Milepost does not comment on #9: its repository is archived.',
    );
  });

  it('points to the target at the item, and to the item where a heading gives the target', () => {
    const own = item('Dark mode', 5, { target: target('2020-01-01', { range: { ...late.range, column: 33 } }) });
    expect(planFor([own]).findings[0]!.range.column).toBe(33);
    expect(planFor([late]).findings[0]!.range).toEqual(late.range);
  });
});
