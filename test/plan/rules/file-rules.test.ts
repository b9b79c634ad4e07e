import { describe, expect, it } from '@jest/globals';
import { lint } from '../../../src/plan/lint.ts';
import type { Roadmap } from '../../../src/roadmap/model.ts';
import { findingsOf, item, NOW, planFor, policy, problem, range, roadmap } from '../builders.ts';
import { ruleCases } from './rule-case.ts';

const again = (sketch: Parameters<typeof item>[2]) => item('dark  MODE', 6, sketch);

describe('duplicate-item', () => {
  const first = item('Dark mode', 5);
  ruleCases('duplicate-item', [
    ['is said of the same words in one section', [first, again({})], {}, [6]],
    ['is not said of the same words in two sections', [first, again({ path: ['Ideas'] })], {}, []],
    [
      'is not said of parts of two works',
      [first, item('Docs', 6, { parent: 0 }), item('Light mode', 7), item('Docs', 8, { parent: 2 })],
      {},
      [],
    ],
    [
      'is said of the same single reference',
      [item('A', 5, { references: ['#1'] }), item('B', 6, { references: ['#1'], path: ['Ideas'] })],
      {},
      [6],
    ],
    [
      'is not said when one of the two is done',
      [item('A', 5, { references: ['#1'], status: 'done' }), item('B', 6, { references: ['#1'] })],
      {},
      [],
    ],
    [
      'is not said when one refers to more',
      [item('A', 5, { references: ['#1'] }), item('B', 6, { references: ['#1', '#2'] })],
      {},
      [],
    ],
    [
      'is not said of a part that names the issue of the whole',
      [item('A', 5, { references: ['#1'] }), item('B', 6, { references: ['#1'], parent: 0 })],
      {},
      [],
    ],
    [
      'is not said of two items of one milestone',
      [
        item('A', 5, { references: ['acme/anchor/milestone/1'] }),
        item('B', 6, { references: ['acme/anchor/milestone/1'] }),
      ],
      {},
      [],
    ],
  ]);

  it('says which reference is the same', () => {
    const [a, b] = [item('A', 5, { references: ['#1'] }), item('B', 6, { references: ['#1'] })];
    expect(findingsOf(planFor([a, b]), 'duplicate-item')[0]).toContain('“B” refers to #1 alone, as does “A” on line 5');
  });

  it('says where the first one is', () => {
    expect(findingsOf(planFor([first, again({})]), 'duplicate-item')).toEqual([
      '6: “dark MODE” has the same title, in the same section, as “Dark mode” on line 5: take one of the two out, or tell them apart.',
    ]);
  });
});

const updated = (date: string | null, items = [item('Dark mode', 5)]): Roadmap =>
  roadmap(items, { lastUpdated: { text: 'then', date, line: 2, range: range(2) } });

const lines = (desired: Roadmap) =>
  lint(desired, policy(), NOW)
    .filter(({ rule }) => rule === 'stale-last-updated')
    .map((f) => f.range.line);

describe('stale-last-updated', () => {
  it.each([
    ['is said after more than 180 days', updated('2026-05-24'), [2]],
    ['is not said after 180 days', updated('2026-05-25'), []],
    ['is not said of a date that cannot be read', updated(null), []],
    ['is not said when nothing is open', updated('2020-01-01', [item('Dark mode', 5, { status: 'done' })]), []],
    ['is not said of a file without a date', roadmap([item('Dark mode', 5)]), []],
  ] as [string, Roadmap, number[]][])('%s', (_sentence, desired, expected) => {
    expect(lines(desired)).toEqual(expected);
  });
});

describe('what the reader found', () => {
  const severities = {
    'unreadable-file': 'error',
    'no-items': 'info',
    'unreadable-timeframe': 'info',
    mojibake: 'info',
    'detached-row': 'warning',
  } as const;

  it.each(Object.entries(severities))('%s becomes a finding of severity %s', (rule, severity) => {
    const found = problem(rule as keyof typeof severities, 5, { suggestion: 'Future' });
    const dark = item('Dark mode', 5);
    expect(lint(roadmap([dark], { problems: [found] }), policy(), NOW)).toEqual([
      {
        rule,
        severity,
        message: found.message,
        file: 'ROADMAP.md',
        range: found.range,
        item: dark.id,
        suggestion: 'Future',
      },
    ]);
  });

  it('belongs to no item where none stands on its line', () => {
    expect(lint(roadmap([], { problems: [problem('no-items', 1)] }), policy(), NOW)[0]!.item).toBeNull();
  });
});

describe('lint', () => {
  it('leaves out what needs GitHub and tells the rest', () => {
    const items = [
      item('Dark mode', 5, { target: '2020-01-01', references: ['#1'] }),
      item('Light mode', 6),
      item('No mode', 7, { placeholder: true }),
    ];
    expect(lint(roadmap(items), policy(), NOW).map(({ rule }) => rule)).toEqual(['unreferenced-item', 'placeholder']);
  });

  it('honours severities and sections of the policy', () => {
    const items = [
      item('Dark mode', 5, { placeholder: true }),
      item('Light mode', 6, { placeholder: true, path: ['Ideas', 'Wild'] }),
    ];
    const strict = policy({ rules: { placeholder: 'error' }, sections: { include: [], exclude: ['ideas'] } });
    expect(lint(roadmap(items), strict, NOW)).toMatchObject([
      { rule: 'placeholder', severity: 'error', range: { line: 5 } },
    ]);
  });
});
