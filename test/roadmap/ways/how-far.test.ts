import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

describe('a share that is done', () => {
  it.each([
    ['0/24 tasks complete (0%)', 'planned'],
    ['12/24 complete', 'in-progress'],
    ['24 of 24 tasks done', 'done'],
    ['40% complete', 'in-progress'],
    ['Complete', 'done'],
  ])('says how far a section is: %s', (status, expected) => {
    expect(told('# Lantern', '## Light', `**Status**: ${status}`, '', '- Trim the wick').at(-1)).toMatch(
      ` | ${expected} | `,
    );
  });
});

describe('a Status line over boxes', () => {
  it('leaves the heading a stage, unless the boxes are its criteria', () => {
    const stage = ['### Stage 1: light', '**Status**: 1/2 tasks complete', '', '**Deliverables**:'];
    expect(told('# Lantern', '## Plans', ...stage, '- [x] Wick', '- [ ] Glass')).toEqual([
      'Wick | done | -',
      'Glass | planned | -',
    ]);
    const work = ['### Brighter light', '**Status**: in progress', '', '**Acceptance criteria**:'];
    expect(told('# Lantern', '## Plans', ...work, '- [x] Nobody stumbles')[0]).toBe('Brighter light | in-progress | -');
  });
});

const theme = (word: string): string[] => [
  `## ${word} theme`,
  `- **Active:** ${word} wick trimmer`,
  `- **Next:** ${word} glass panes`,
  '- **Later:** —',
];

describe('words before the name', () => {
  it('tell how far a work is, or its horizon, and are no part of its name', () => {
    expect(told('# Lantern', ...theme('Light'), ...theme('Dark'))).toEqual([
      'Light wick trimmer | in-progress | -',
      'Light glass panes | planned | Next',
      'Dark wick trimmer | in-progress | -',
      'Dark glass panes | planned | Next',
    ]);
  });

  it('stay in a name that they belong to, and say less than a release', () => {
    expect(told('# Lantern', '## v1.2', '- Later: softer light', '- Next step lights')).toEqual([
      'softer light | planned | v1.2',
      'Next step lights | planned | v1.2',
    ]);
  });
});

describe('what is there already', () => {
  it.each(['What we have built (today)', 'What works today', 'Already built', 'What is done'])(
    'is done: %s',
    (heading) => {
      expect(told('# Lantern', `## ${heading}`, '- Wick')).toEqual(['Wick | done | -']);
    },
  );

  it('is not what is being built', () => {
    expect(told('# Lantern', '## What we are building now', '- Wick')[0]).not.toMatch('done');
  });

  it('is told by a yes in a column of statuses, and in the languages of the north', () => {
    const table = ['| Del | Status |', '| --- | --- |', '| Veke | OK |', '| Glas | under utveckling |', '| Olja | – |'];
    expect(told('# Lykta', ...table)).toEqual(['Veke | done | -', 'Glas | in-progress | -', 'Olja | planned | -']);
  });
});

describe('tables that are no plans', () => {
  it('count works, or record decisions', () => {
    const head = ['| Stage | Tasks | Complete |', '| --- | --- | --- |'];
    expect(told('# Lantern', '## Work', ...head, '| Phase 1: light | 4 | 2 |', '| **TOTAL** | 4 | 2 |')).toEqual([]);
    const log = ['| Date | Decision | Rationale |', '| --- | --- | --- |', '| 2026-01-02 | Use glass | Horn is dim |'];
    expect(told('# Lantern', '## Work', ...log)).toEqual([]);
  });

  it('are not those that count the tasks of works', () => {
    const head = ['| Feature | Tasks | Progress |', '| --- | --- | --- |'];
    expect(told('# Lantern', '## Work', ...head, '| Glass panes | 4 | 20% |')).toHaveLength(1);
  });

  it('are not those that rate works', () => {
    const head = ['| Feature | Effort | Progress |', '| --- | --- | --- |'];
    expect(told('# Lantern', '## Work', ...head, '| Glass panes | 4 | 20% |')).toHaveLength(1);
  });

  it('explain no marks where they name works', () => {
    const first = ['| Feature | Status |', '| --- | --- |', '| 🌍 Many glass panes | ✅ Done |'];
    expect(told('# Lantern', '## Now', ...first, '', '## Later', '- 🌍 Far lights')[1]).toMatch('| planned |');
  });
});

describe('more that are no plans', () => {
  it('are repeated headings, qualities and boards', () => {
    const text = ['## Plans', '1. **Light**. To be told.', '1. **Glass**. To be told.', '', '### Light', '- Trim wick'];
    expect(told('# Lantern', ...text, '### Glass', '- Clear panes')).toHaveLength(2);
    expect(told('# Lantern', '## Goals', 'We prize the following key characteristics:', '- Calm - no smoke')).toEqual(
      [],
    );
    const board = '- [Lantern github board](https://github.com/orgs/example-org/projects/3)';
    expect(told('# Lantern', '## Plans', board, '- Trim wick')).toHaveLength(1);
  });

  it('are not deeds over their parts', () => {
    expect(told('# Lantern', '## Plans', '- Migration to glass', '  - Panes', '  - Frame')[0]).toMatch('Migration to');
  });
});
