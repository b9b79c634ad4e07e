import { describe, expect, it } from '@jest/globals';
import { lint } from '../../src/plan/lint.ts';
import { scopeTo } from '../../src/plan/scope.ts';
import type { Roadmap } from '../../src/roadmap/model.ts';
import { parse } from '../../src/roadmap/parse.ts';
import { found, item, NOW, observation, planFor, policy, problem, reference, roadmap, section } from './builders.ts';

const whole = roadmap(
  [
    item('A', 5),
    item('B', 15, { path: ['Plans', 'Wild  Ideas'] }),
    item('C', 16, { path: ['Plans', 'Wild  Ideas'], parent: 1 }),
    item('D', 25, { path: ['Other'] }),
  ],
  {
    sections: [section('Plans', 2, 19), section('Wild  Ideas', 12, 19, { path: ['Plans'] }), section('Other', 22, 29)],
    problems: [
      problem('mojibake', 1),
      problem('mojibake', 5),
      problem('mojibake', 13),
      problem('detached-row', 15),
      problem('unreadable-file', 15),
    ],
    pointers: [reference('#1', 1), reference('#2', 12), reference('#3', 22)],
  },
);
const read = (written: string): Roadmap =>
  parse(written, { file: 'ROADMAP.md', repo: 'acme/anchor', host: 'github.com', asOf: '2026-07-01' });

const lines = (include: string[], exclude: string[]) => {
  const { items, sections, problems, pointers } = scopeTo(whole, { include, exclude });
  return [items, sections, problems, pointers].map((all) => all.map(({ line }) => line));
};

describe('scopeTo', () => {
  it('is the roadmap itself where the policy chooses nothing', () => {
    expect(scopeTo(whole, { include: [], exclude: [] })).toBe(whole);
  });

  it('leaves out all that stands beneath an excluded heading, in any case and spacing', () => {
    expect(lines([], ['wild ideas'])).toEqual([
      [5, 25],
      [2, 22],
      [1, 5, 15],
      [1, 22],
    ]);
  });

  it('keeps only what stands beneath an included heading, and what is wrong with the whole file', () => {
    expect(lines(['WILD IDEAS'], [])).toEqual([[15, 16], [12], [13, 15, 15], [12]]);
  });

  it('lets exclude win over include', () => {
    expect(lines(['Plans'], ['Wild Ideas'])[0]).toEqual([5]);
  });

  it('keeps sub-items beneath their items', () => {
    expect(scopeTo(whole, { include: ['Wild Ideas'], exclude: [] }).items.map(({ parent }) => parent)).toEqual([
      null,
      0,
    ]);
  });

  it('says so when nothing is left', () => {
    expect(scopeTo(whole, { include: ['Nowhere'], exclude: [] }).problems.map(({ rule }) => rule)).toEqual([
      'unreadable-file',
      'no-items',
    ]);
  });

  it.each<[string, number[]]>([
    ['wild-ideas!', [5, 25]],
    ['🚀 Wild Ideas', [5, 25]],
    ['7. Wild Ideas', [5, 25]],
    ['Wild Ideas 2', [5, 15, 16, 25]],
  ])('compares the name %j without case, emoji, punctuation and numbering', (name, expected) => {
    expect(lines([], [name])[0]).toEqual(expected);
  });

  it('tells two headings apart that differ in a number', () => {
    const years = roadmap(
      [item('A', 5, { path: ['1.7'] }), item('B', 9, { path: ['1.70'] }), item('C', 12, { path: ['2026 plans'] })],
      {
        sections: [],
      },
    );
    const left = (name: string): string[] =>
      scopeTo(years, { include: [], exclude: [name] }).items.map(({ title }) => title);
    expect(['1.7', '1.70', '2026 Plans', '2025 Plans'].map(left)).toEqual([
      ['B', 'C'],
      ['A', 'C'],
      ['A', 'B'],
      ['A', 'B', 'C'],
    ]);
  });

  it('takes a heading that is a work for one, with its sub-items', () => {
    const works = roadmap([item('Storage', 5, { endLine: 8 }), item('Disks', 7, { parent: 0 }), item('Undo', 10)], {
      problems: [problem('mojibake', 6), problem('mojibake', 10)],
    });
    const left = scopeTo(works, { include: [], exclude: ['storage'] });
    expect([left.items.map(({ title }) => title), left.problems.map(({ line }) => line)]).toEqual([['Undo'], [10]]);
  });

  it('takes the title of the document for a heading over everything', () => {
    const titled = { ...whole, sections: [section('Anchor roadmap', 1, 29, { level: 1 }), ...whole.sections] };
    expect(scopeTo(titled, { include: ['Anchor roadmap'], exclude: ['Other'] }).items.map(({ line }) => line)).toEqual([
      5, 15, 16,
    ]);
  });
});

/** What is served of a file. */
const essence = ({ items, sections: all, pointers, problems }: Roadmap): unknown[] => [
  items.map(({ title, line, path }) => [title, line, path]),
  all.map(({ title }) => title),
  pointers.map(({ number }) => number),
  problems.map(({ rule }) => rule),
];

describe('the choice of sections in a file', () => {
  const text = [
    '# Anchor roadmap',
    '## 🚀 Plans',
    '- Undo (issue coming soon)',
    '## 2. Wild ideas',
    '- Fly (issue coming soon)',
    '### Nearby',
    '- Walk (issue coming soon)',
    '## Storage',
    'Keep everything, see https://github.com/acme/anchor/issues/7.',
    '',
  ].join('\n\n');
  const exclude = ['WILD IDEAS', 'storage'];
  const sections = { include: [], exclude };

  it('holds for lint, for what is opened, and for what later syncs compare with', () => {
    const findings = lint(read(text), policy({ sections }), NOW);
    expect(findings.map(({ rule, range }) => [rule, range.line])).toEqual([['placeholder', 5]]);
    const plan = planFor([], { desired: read(text), policy: policy({ sections }) });
    expect(plan.operations.map(({ item: { title } }) => title)).toEqual(['Undo']);
    expect(plan.findings.every(({ range }) => range.line === 5)).toBe(true);
  });

  it('leaves what the hatch at those headings leaves', () => {
    const hatched = read(
      text
        .replace('Wild ideas', 'Wild ideas <!-- milepost: ignore -->')
        .replace('## Storage', '## Storage <!-- milepost: ignore -->'),
    );
    const scoped = scopeTo(read(text), sections);
    expect(essence(scoped)).toEqual(essence(hatched));
  });

  it.each<[string, { include: string[]; exclude: string[] }, string[]]>([
    ['nothing where every name is known', sections, []],
    ['a name of no heading', { include: [], exclude: ['Wild idaes'] }, ['sections.exclude names “Wild idaes”']],
    [
      'both keys',
      { include: ['Now'], exclude: ['Then'] },
      ['sections.exclude names “Then”', 'sections.include names “Now”'],
    ],
  ])('says %s', (_, chosen, expected) => {
    const found = lint(read(text), policy({ sections: chosen }), NOW).filter(({ rule }) => rule === 'unknown-section');
    expect(found.map(({ message }) => /sections\.\w+ names “[^”]+”/.exec(message)?.[0])).toEqual(expected);
    for (const { message } of found)
      expect(message).toContain('its headings are “Anchor roadmap”, “🚀 Plans”, “2. Wild ideas” and “Nearby”');
  });

  it('is silent about a file that cannot be read', () => {
    const unreadable = roadmap([], { sections: [], problems: [problem('unreadable-file', 1)] });
    const rules = lint(unreadable, policy({ sections: { include: ['Now'], exclude: [] } }), NOW).map(
      ({ rule }) => rule,
    );
    expect(rules).toEqual(['unreadable-file']);
  });
});

describe('an untracked item', () => {
  const untracked = { untracked: true };
  it('gets no issue for whatever reason, and nobody is told that it has none', () => {
    const items = [
      item('A', 5, { ...untracked, placeholder: true }),
      item('B', 6, { ...untracked, target: '2026-01-01' }),
      item('C', 7, untracked),
      item('D', 8, { references: ['#12'] }),
    ];
    const issues = { open_for: ['placeholders', 'slipped', 'unreferenced'] as const, labels: [] };
    const rest = {
      policy: policy({ issues: { ...issues, open_for: [...issues.open_for] } }),
      observed: observation({ references: { '#12': found('#12') } }),
    };
    const plan = planFor(items, rest);
    expect(plan.operations).toEqual([]);
    expect(plan.findings.map(({ rule }) => rule)).toEqual(['overdue']);
    const tracked = planFor(
      items.map((one) => ({ ...one, untracked: false })),
      rest,
    );
    expect(tracked.operations.map(({ item: { title } }) => title)).toEqual(['A', 'B', 'C']);
  });
});
