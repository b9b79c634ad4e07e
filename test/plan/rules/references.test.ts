import { describe, expect, it } from '@jest/globals';
import type { ObservedReference } from '../../../src/plan/observation.ts';
import {
  found,
  findingsOf,
  item,
  milestone,
  observation,
  OWN,
  planFor,
  range,
  reference,
  repository,
  roadmap,
} from '../builders.ts';
import { ruleCases } from './rule-case.ts';

const vault = repository('vault', { visibility: 'private' });
const sail = repository('sail');
const seeing = (sketch: Parameters<typeof observation>[0]) => ({ observed: observation(sketch) });
const missing: ObservedReference = { state: 'missing' };
const refers = (...references: Parameters<typeof item>[2][]) =>
  references.map((sketch, index) => item(`Work ${index}`, 5 + index, sketch));

describe('broken-reference', () => {
  ruleCases('broken-reference', [
    [
      'is said of a missing issue of the own repository',
      refers({ references: ['#1'] }),
      seeing({ references: { '#1': missing } }),
      [5],
    ],
    [
      'is said of a missing issue of the own repository though it is private',
      refers({ references: ['#1'] }),
      seeing({ repository: { ...OWN, visibility: 'private' }, references: { '#1': missing } }),
      [5],
    ],
    [
      'is said of a missing issue of a public repository',
      refers({ references: ['acme/sail#1'] }),
      seeing({ references: { 'acme/sail#1': missing }, repositories: [sail] }),
      [5],
    ],
    [
      'is not said of a missing issue of a private repository',
      refers({ references: ['acme/vault#1'] }),
      seeing({ references: { 'acme/vault#1': missing }, repositories: [vault] }),
      [],
    ],
    [
      'is not said where GitHub did not answer',
      refers({ references: ['#1'] }),
      seeing({ references: { '#1': { state: 'unobserved', reason: '502' } } }),
      [],
    ],
    [
      'is not said of what was found',
      refers({ references: ['#1'] }),
      seeing({ references: { '#1': found('#1') } }),
      [],
    ],
    [
      'leaves milestones of the own repository to unknown-milestone',
      refers({ references: ['acme/anchor/milestone/1'] }),
      seeing({ references: { 'acme/anchor/milestone/1': missing } }),
      [],
    ],
    [
      'is said of a missing milestone of a public repository',
      refers({ references: ['acme/sail/milestone/1'] }),
      seeing({ references: { 'acme/sail/milestone/1': missing }, repositories: [sail] }),
      [5],
    ],
  ]);

  it('is said of a reference in a heading or the introduction, once', () => {
    const pointer = reference('#1', 2);
    const plan = planFor([], {
      desired: roadmap([], { pointers: [pointer] }),
      ...seeing({ references: { '#1': missing } }),
    });
    expect(findingsOf(plan, 'broken-reference')).toEqual([
      '2: “#1” points to acme/anchor#1, which does not exist. Correct the number, or take the reference out.',
    ]);
    expect(plan.findings[0]).toMatchObject({ severity: 'error', item: null, range: pointer.range });
  });
});

describe('private-reference', () => {
  const secret = refers({ references: [reference('acme/vault#1', 5, 'our secret plan')] });
  const answers: [string, Parameters<typeof observation>[0]][] = [
    ['hidden', { references: { 'acme/vault#1': { state: 'hidden' } }, repositories: ['acme/vault'] }],
    ['missing', { references: { 'acme/vault#1': missing }, repositories: [vault] }],
    [
      'found',
      {
        references: { 'acme/vault#1': found('acme/vault#1', { title: 'Buy them', moved: true }) },
        repositories: [vault],
      },
    ],
    [
      'closed',
      {
        references: { 'acme/vault#1': found('acme/vault#1', { open: false, stateReason: 'completed' }) },
        repositories: [vault],
      },
    ],
    ['unanswered', { references: { 'acme/vault#1': { state: 'unobserved', reason: '502' } }, repositories: [vault] }],
    ['missing where the repository was not told', { references: { 'acme/vault#1': missing } }],
    [
      'internal',
      { references: { 'acme/vault#1': found('acme/vault#1') }, repositories: [{ ...vault, visibility: 'internal' }] },
    ],
  ];

  it.each(answers)('reads the same when the answer is %s', (_name, sketch) => {
    const plan = planFor(secret, seeing(sketch));
    const [hidden] = answers[0]!.slice(1) as [Parameters<typeof observation>[0]];
    expect(plan.findings).toEqual(planFor(secret, seeing(hidden)).findings);
    expect(findingsOf(plan, 'private-reference')).toEqual([
      '5: “our secret plan” cannot be opened by everyone who can read this roadmap, so nothing is said about it here. Correct it, or leave it as it is.',
    ]);
    expect(JSON.stringify(plan.findings)).not.toMatch(/vault|Buy them/);
  });

  it('is not said of public repositories, nor of the own private one', () => {
    const both = refers({ references: ['acme/sail#1', '#2'] });
    const observed = observation({
      repository: { ...OWN, visibility: 'private' },
      repositories: [sail],
      references: { 'acme/sail#1': found('acme/sail#1'), '#2': found('#2') },
    });
    expect(findingsOf(planFor(both, { observed }), 'private-reference')).toEqual([]);
  });

  it('is said when a public issue was transferred to where not everybody reads', () => {
    const moved = found('acme/vault#7', { moved: true, title: 'Buy them' });
    const plan = planFor(
      refers({ references: ['acme/sail#1'] }),
      seeing({ references: { 'acme/sail#1': moved }, repositories: [sail, vault] }),
    );
    expect(plan.findings.map(({ rule }) => rule)).toEqual(['private-reference']);
    expect(JSON.stringify(plan.findings)).not.toContain('vault');
  });
});

const movedTo = (place: string) => ({ ...found(place), moved: true });

const planWithMoved = (written: ReturnType<typeof reference>) =>
  planFor(
    refers({ references: [written] }),
    seeing({ references: { '#1': movedTo('acme/sail#9') }, repositories: [sail] }),
  );

describe('moved-reference', () => {
  it.each([
    ['a bare reference', reference('#1', 5), 'acme/sail#9'],
    [
      'a bare address',
      reference('#1', 5, 'https://github.com/acme/anchor/issues/1'),
      'https://github.com/acme/sail/issues/9',
    ],
    [
      'a link whose label is the number',
      { ...reference('#1', 5, '1'), range: range(5, 20, 40) },
      '[acme/sail#9](https://github.com/acme/sail/issues/9)',
    ],
    ['a link whose label is prose', { ...reference('#1', 5, 'the big one'), range: range(5, 20, 40) }, null],
  ])('suggests what to write for %s', (_name, written, suggestion) => {
    const finding = planWithMoved(written).findings.find(({ rule }) => rule === 'moved-reference');
    expect(finding).toMatchObject({ suggestion, range: written.range, severity: 'warning' });
    expect(finding!.message).toContain('points to acme/anchor#1, which is now acme/sail#9');
  });

  it('is not said of what stayed', () => {
    expect(planFor(refers({ references: ['#1'] }), seeing({ references: { '#1': found('#1') } })).findings).toEqual([]);
  });
});

const shows = (text: string, written = '#12') => refers({ references: [reference(written, 5, text)] });

describe('link-text-mismatch', () => {
  ruleCases('link-text-mismatch', [
    ['is said when the number shown is another', shows('675'), {}, [5]],
    ['is said of #675', shows('#675'), {}, [5]],
    ['is said of GH-675', shows('GH-675'), {}, [5]],
    ['is said of a whole reference', shows('acme/anchor#675'), {}, [5]],
    ['is said of Issue #675', shows('Issue #675'), {}, [5]],
    ['is not said of the right number', shows('12'), {}, []],
    ['is not said of prose with a number', shows('the 675 bugs'), {}, []],
    ['is not said of a version', shows('1.7'), {}, []],
    [
      'is not said of a milestone whose name is a year',
      shows('2027', 'acme/anchor/milestone/4'),
      seeing({ milestones: [milestone(4, '2027')] }),
      [],
    ],
  ]);
});

describe('unreferenced-item', () => {
  const tracked = item('Dark mode', 5, { references: ['#1'] });
  ruleCases('unreferenced-item', [
    ['is said where another item has a reference', [tracked, item('Light mode', 6)], {}, [6]],
    ['is not said where no item has one', [item('Dark mode', 5), item('Light mode', 6)], {}, []],
    ['is not said of a placeholder', [tracked, item('Light mode', 6, { placeholder: true })], {}, []],
    ['is not said of what is done', [tracked, item('Light mode', 6, { status: 'done' })], {}, []],
    ['is not said of a part of a referenced work', [tracked, item('Icons', 6, { parent: 0 })], {}, []],
    [
      'takes a link to a milestone for no reference',
      [tracked, item('Light mode', 6, { references: ['acme/anchor/milestone/1'] })],
      seeing({ milestones: [milestone(1, 'x')] }),
      [6],
    ],
  ]);
});
