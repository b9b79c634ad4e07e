import { describe, expect, it } from '@jest/globals';
import { itemsOf, titlesOf } from './titles.ts';

const under = (lead: string): string[] => titlesOf('# Plans', '## Lamps', '', lead, '', '- one lamp', '- two lamps');

describe('A sentence before a list', () => {
  it.each([
    ['Lantern already has:'],
    ['Lantern unterstützt bereits:'],
    ['当前已经有：'],
    ['Do not add:'],
    ['Each box should become one issue with:'],
    ['This creates a loop:'],
    ['Lantern is going to be a tool that is:'],
    ['Si tienes dudas:'],
  ])('makes it something else than plans: %s', (lead) => {
    expect(under(lead)).toEqual([]);
  });

  it.each([
    ['The following features are considered for the near future:'],
    ['We plan to add:'],
    ['目前已经有初步支持，还可以补强：'],
    ['The goals are as follows:'],
  ])('leads in to works: %s', (lead) => {
    expect(under(lead)).toEqual(['one lamp', 'two lamps']);
  });
});

describe('A list', () => {
  it('of definitions is none of works', () => {
    expect(titlesOf('# Plans', '- WK = wick', '- SH = shade')).toEqual([]);
    expect(titlesOf('# Plans', '- Set level = 3 as default', '- Hang the lamp')).toEqual([
      'Set level = 3 as default',
      'Hang the lamp',
    ]);
  });

  it('of links to other roadmaps is none of works', () => {
    expect(titlesOf('# Plans', '- [Roadmap 2024](r-2024.md)', '- [Roadmap 2023](r-2023.md)')).toEqual([]);
    expect(titlesOf('# Plans', '- [Wick design](wick.md)', '- [Shade design](shade.md)')).toEqual([
      'Wick design',
      'Shade design',
    ]);
  });

  it('before the first section says how the file is used, where works have checkboxes', () => {
    const works = ['## Light', '- [ ] Lamp', '- [ ] Shade', '- [x] Wick', '- [x] Oil'];
    expect(titlesOf('# Plans', '- From top to bottom', '- Tested, or not done', ...works)).toEqual([
      'Lamp',
      'Shade',
      'Wick',
      'Oil',
    ]);
    expect(titlesOf('# Plans', '- Lamp', '- Shade', '## Later', '- Wick')).toEqual(['Lamp', 'Shade', 'Wick']);
  });
});

describe('A bullet over others', () => {
  it('that is only a link to a board is a group', () => {
    const board = 'https://github.com/orgs/example-org/projects/7';
    expect(titlesOf('# Plans', `- [Lamps](${board})`, '  - Wick', '  - Shade that turns')).toEqual([
      'Wick',
      'Shade that turns',
    ]);
  });

  it('that is a link to an issue is a work', () => {
    const issue = 'https://github.com/example-org/lantern/issues/7';
    const [lamp] = itemsOf('# Plans', `- [Lamps](${issue})`, '  - Wick', '  - Shade that turns');
    expect(lamp).toEqual({ title: 'Lamps', status: 'planned', isPart: false });
  });

  it('that only has a remark below it is a work', () => {
    expect(titlesOf('# Plans', '- **Lamps for the hall**', '  - thanks first-time helper @ada! #12')).toEqual([
      'Lamps for the hall',
    ]);
  });
});

const phases = (column: string): string[] => [
  `| Phase | ${column} |`,
  '|--|--|',
  '| Lamps | Done |',
  '| Shades | Open |',
];

const calendar = (name: string): string[] => [
  '# Plans',
  '',
  '| Phase | Start | End |',
  '|--|--|--|',
  `| ${name} | Jan 2026 | Mar 2026 |`,
];

const rows = (first: string): string[] => [
  '# Plans',
  '',
  `| ${first} | Target |`,
  '|--|--|',
  '| Glow | 90% |',
  '| Heat | 10% |',
];

describe('Numbered bold names', () => {
  it('are works with their steps where one of them has none', () => {
    const file = ['# Plans', '1. **Lamp wiring**', '   - Copper', '   - Solder', '2. **Shade cutting**'];
    expect(
      itemsOf(...file)
        .filter((item) => !item.isPart)
        .map((item) => item.title),
    ).toEqual(['Lamp wiring', 'Shade cutting']);
  });

  it('are groups where each has a list', () => {
    const file = ['# Plans', '1. **Lamps**', '   - Copper one', '   - Brass one', '2. **Shades**', '   - Paper one'];
    expect(titlesOf(...file)).toEqual(['Copper one', 'Brass one', 'Paper one']);
  });
});

describe('A bullet whose number carries on that of the heading', () => {
  const list = ['- **1.1 Wick**', '  - Cut it', '- **1.2 Oil**', '  - Press it'];

  it('is a work, with its steps below', () => {
    const works = itemsOf('# Plans', '### 1. Lamp', ...list).filter((item) => !item.isPart);
    expect(works.map((work) => work.title)).toEqual(['Wick', 'Oil']);
  });

  it('names a release under another heading', () => {
    expect(titlesOf('# Plans', '### Lamps', ...list)).toEqual(['Cut it', 'Press it']);
  });
});

describe('What a work hangs on', () => {
  it('is no part of it, and what it refers to is about the work', () => {
    expect(titlesOf('# Plans', '- Hang the lamp', '  - Depends on #12')).toEqual(['Hang the lamp']);
    expect(titlesOf('# Plans', '- Dependency injection', '- Depth of shades')).toEqual([
      'Dependency injection',
      'Depth of shades',
    ]);
  });
});

describe('A table', () => {
  it('of the days of numbered stages is a calendar', () => {
    expect(titlesOf(...calendar('Phase 1'))).toEqual([]);
    expect(titlesOf(...calendar('Lamp for the hall'))).toEqual(['Lamp for the hall']);
  });

  it('that only names the headings of the file again is none of works', () => {
    const file = ['# Plans', '## 1. Lamps', '- One lamp', '## 2. Shades', '- One shade', '## Effort', ''];
    expect(titlesOf(...file, ...phases('Effort'))).toEqual(['One lamp', 'One shade']);
    expect(titlesOf(...file, ...phases('Status'))).toEqual(['One lamp', 'One shade', 'Lamps', 'Shades']);
  });

  it('of decisions is none of works', () => {
    expect(titlesOf('# Plans', '', '| Date | Decision |', '|--|--|', '| 2026-01-01 | Use oil |')).toEqual([]);
  });

  it('of measures or files is none of works', () => {
    expect(titlesOf(...rows('Metric'))).toEqual([]);
    expect(titlesOf(...rows('Kennzahl'))).toEqual([]);
    expect(titlesOf(...rows('Feature'))).toEqual(['Glow', 'Heat']);
  });
});
