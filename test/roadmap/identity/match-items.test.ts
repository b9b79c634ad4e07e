import { describe, expect, it } from '@jest/globals';
import type { Identified } from '../../../src/roadmap/identity/identified.ts';
import { matchItems } from '../../../src/roadmap/identity/match-items.ts';

const item = (
  id: string,
  title: string,
  path: string[] = [],
  more: Omit<Identified, 'id' | 'title' | 'path'> = {},
): Identified => ({ id, title, path, ...more });
const issue = (number: number) => ({ kind: 'issue' as const, owner: 'example-org', repo: 'lantern', number });
const idPairs = (before: Identified[], after: Identified[]) =>
  matchItems(before, after).map(({ before: one, after: other }) => [one?.id ?? null, other?.id ?? null]);
const changesOf = (before: Identified[], after: Identified[]) =>
  matchItems(before, after).map(({ changes }) => changes);

describe('matchItems', () => {
  it.each([
    ['the same', item('a', 'Sign snapshots', ['v1']), item('b', 'Sign snapshots', ['v1']), []],
    ['reworded', item('a', 'Sign snapshots', ['v1']), item('b', 'Sign all snapshots', ['v1']), ['reworded']],
    ['moved', item('a', 'Sign snapshots', ['v1']), item('b', 'Sign snapshots', ['v2']), ['moved']],
    [
      'retargeted',
      item('a', 'Sign it', [], { target: { text: 'v1' } }),
      item('b', 'Sign it', [], { target: { text: 'v2' } }),
      ['retargeted'],
    ],
    [
      'given a target',
      item('a', 'Sign it', [], { target: null }),
      item('b', 'Sign it', [], { target: { text: 'v2' } }),
      ['retargeted'],
    ],
    [
      'done meanwhile',
      item('a', 'Sign it', [], { status: 'planned' }),
      item('b', 'Sign it', [], { status: 'done' }),
      ['status-changed'],
    ],
    ['written otherwise only in case and marks', item('a', 'Sign  it!'), item('b', 'sign it'), []],
  ])('knows an item that is %s', (_, before, after, changes) => {
    expect(matchItems([before], [after])).toEqual([{ kind: 'matched', before, after, changes }]);
  });

  it('says what was added and what was removed', () => {
    const [before, after] = [item('a', 'Sign snapshots'), item('b', 'Deduplicate blocks')];
    expect(matchItems([before], [after])).toEqual([
      { kind: 'added', before: null, after, changes: [] },
      { kind: 'removed', before, after: null, changes: [] },
    ]);
  });

  it('keeps the same words in two sections apart, also when the sections change places', () => {
    const before = [item('a', 'Write docs', ['CLI']), item('b', 'Write docs', ['Server'])];
    const after = [item('x', 'Write docs', ['Server']), item('y', 'Write docs', ['CLI'])];
    expect(matchItems(before, after).map((match) => match.before?.id)).toEqual(['b', 'a']);
  });

  it('does not take an item of another section for a loosely like one', () => {
    expect(
      matchItems([item('a', 'Support CSV import', ['v1'])], [item('b', 'Support PDF export', ['v2'])]).map(
        (match) => match.kind,
      ),
    ).toEqual(['added', 'removed']);
  });

  it('gives the best likeness first', () => {
    const before = [item('a', 'Support import of CSV files'), item('b', 'Support import of JSON files')];
    const after = [item('x', 'Support import of JSON files fast'), item('y', 'Support import of CSV files fast')];
    expect(matchItems(before, after).map((match) => match.before?.id)).toEqual(['b', 'a']);
  });
});

describe('one work', () => {
  it.each([
    [
      'keeps its reference, whatever it is called',
      'Resize volumes',
      'Growing disks on the fly',
      [issue(4)],
      [issue(4)],
    ],
    [
      'keeps its reference in another kind',
      'Resize volumes',
      'Growing disks',
      [{ ...issue(4), kind: 'pull' as const }],
      [issue(4)],
    ],
    ['is misspelt no more', 'Enable the shuter motor', 'Enable the shutter motor', [], []],
    ['is written as two words', 'Support for KeyRotation', 'Support for key rotations', [], []],
    ['got a longer title', 'Key rotation', 'Key rotation (by schedule, with a grace time)', [], []],
    ['is written with other punctuation', '支持快照，签名', '支持快照、签名', [], []],
    ['was reworded without spaces between words', '支持快照签名和验证', '支持快照的签名和验证', [], []],
    [
      'is said with a new version, and its issue',
      'Support lens API 1.4',
      'Support lens API 1.5',
      [issue(4)],
      [issue(4)],
    ],
  ])('%s', (_, from, to, fromReferences, toReferences) => {
    const before = [item('a', from, ['Now'], { references: fromReferences })];
    const after = [item('b', to, ['Later'], { references: toReferences })];
    expect(idPairs(before, after)).toEqual([['a', 'b']]);
  });

  it.each([
    ['share only boilerplate', 'Support for shutters', 'Support for mirrors'],
    ['are two versions', 'Lens API v3.11', 'Lens API v3.12'],
    ['share one word of two', 'Beacon import', 'Ledger import'],
  ])('is not what two titles in one place are that %s', (_, from, to) => {
    expect(idPairs([item('a', from, ['Now'])], [item('b', to, ['Now'])])).toEqual([
      [null, 'b'],
      ['a', null],
    ]);
  });

  it('goes on in the likest part when an item is split, and in one when two are merged', () => {
    const whole = [item('a', 'Sign snapshots and rotate the keys of the vault')];
    const parts = [item('x', 'Audit log'), item('y', 'Rotate the keys of the vault'), item('z', 'Sign snapshots')];
    expect(idPairs(whole, parts)).toEqual([
      [null, 'x'],
      ['a', 'y'],
      [null, 'z'],
    ]);
    expect(idPairs(parts, whole)).toEqual([
      ['y', 'a'],
      ['x', null],
      ['z', null],
    ]);
  });

  it('is told from its namesake by the reference', () => {
    const before = [item('a', 'Helm chart', ['Beacon'], { references: [issue(1)] })];
    const after = [
      item('x', 'Helm chart', ['Vault'], { references: [issue(2)] }),
      item('y', 'Helm chart', ['Later'], { references: [issue(1)] }),
    ];
    expect(idPairs(before, after)).toEqual([
      [null, 'x'],
      ['a', 'y'],
    ]);
    expect(idPairs(before, after.slice(0, 1))).toEqual([
      [null, 'x'],
      ['a', null],
    ]);
  });

  it('is told from its namesake by the item that it stands under', () => {
    const before = [
      item('p', 'Beacon'),
      item('a', 'Write docs', [], { parent: 0 }),
      item('q', 'Vault'),
      item('b', 'Write docs', [], { parent: 2 }),
    ];
    const after = [
      item('q', 'Vault'),
      item('y', 'Write docs', [], { parent: 0 }),
      item('p', 'Beacon'),
      item('x', 'Write docs', [], { parent: 2 }),
    ];
    expect(idPairs(before, after)).toEqual([
      ['q', 'q'],
      ['b', 'y'],
      ['p', 'p'],
      ['a', 'x'],
    ]);
  });

  it('is known by what stands beside its title', () => {
    const description = 'Readers on small screens cannot see the lower half of the table.';
    const before = [item('a', 'Phones and tablets', ['Now'], { description })];
    const after = [item('b', 'Small screens, phones first', ['Now'], { description })];
    expect(idPairs(before, after)).toEqual([['a', 'b']]);
  });

  it('tells nothing by a milestone that many share', () => {
    const milestone = [{ ...issue(1), kind: 'milestone' as const }];
    const before = [item('a', 'Rotate keys', [], { references: milestone })];
    const after = [item('b', 'Audit log', [], { references: milestone })];
    expect(matchItems(before, after).map(({ kind }) => kind)).toEqual(['added', 'removed']);
  });
});

describe('a section', () => {
  const texts = ['Sign snapshots', 'Rotate keys', 'Write docs'];
  const standing = (path: string[], target: string | null = null) =>
    texts.map((title, at) => item(`i${at}`, title, path, { target: target === null ? null : { text: target } }));

  it.each([
    ['renamed', ['v1.1 (in spring)']],
    ['put under another heading', ['Roadmap', 'v1.1']],
    ['freed from a level', []],
  ])('that was only %s moves none of its items', (_, path) => {
    expect(changesOf(standing(['v1.1']), standing(path))).toEqual([[], [], []]);
  });

  it('that names another target retargets its items and moves none', () => {
    const changes = changesOf(standing(['v1.1'], 'v1.1'), standing(['v1.2'], 'v1.2'));
    expect(changes).toEqual([['retargeted'], ['retargeted'], ['retargeted']]);
  });

  it('that is still there was left by what stands in a new one', () => {
    const before = [...standing(['v1.1']), item('d', 'Audit log', ['v1.1'])];
    const after = [item('d', 'Audit log', ['v1.1']), ...standing(['v1.2'])];
    expect(changesOf(before, after)).toEqual([[], ['moved'], ['moved'], ['moved']]);
  });
});

const planned = (text: string, days?: [string, string]) => [
  item('a', 'Sign it', [], {
    target: { text, kind: days ? 'timeframe' : 'release', start: days?.[0] ?? null, end: days?.[1] ?? null },
  }),
];

describe('a target', () => {
  it.each([
    ['v1.7.0', '1.7', undefined, undefined, []],
    ['Q3 2021', '2021 Q3', ['2021-07-01', '2021-09-30'], ['2021-07-01', '2021-09-30'], []],
    ['Q3', 'Q3', ['2021-07-01', '2021-09-30'], ['2022-07-01', '2022-09-30'], []],
    ['Q3 2021', 'Q4 2021', ['2021-07-01', '2021-09-30'], ['2021-10-01', '2021-12-31'], ['retargeted']],
    ['1.7', '1.8', undefined, undefined, ['retargeted']],
  ] as [string, string, [string, string] | undefined, [string, string] | undefined, string[]][])(
    'from %p to %p',
    (from, to, days, newDays, changes) => {
      expect(changesOf(planned(from, days), planned(to, newDays))).toEqual([changes]);
    },
  );
});

const many = (title: (at: number) => string) =>
  Array.from({ length: 20_000 }, (_, at) => item(String(at), title(at), ['Now']));

it('matches thousands of namesakes, and a file that was wholly replaced, without comparing each with each', () => {
  const begin = performance.now();
  const same = many(() => 'Write docs');
  expect(
    matchItems(
      same,
      many(() => 'Write docs'),
    ).every(({ kind }) => kind === 'matched'),
  ).toBe(true);
  const replaced = matchItems(
    same,
    many((at) => `Lens ${at} of the beacon`),
  );
  expect(replaced.filter(({ kind }) => kind === 'matched')).toEqual([]);
  // Each with each takes minutes; this takes two seconds on a slow machine.
  expect(performance.now() - begin).toBeLessThan(20_000);
});
