import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

describe('a table of counts', () => {
  it('reports and plans nothing', () => {
    expect(
      told(
        '# Lantern',
        '| Phase | Tasks | Complete | Progress |',
        '|---|---|---|---|',
        '| Wick | 19 | 19 | 100% |',
        '| Glass | 24 | 0 | 0% |',
        '| **Total** | **43** | **19** | 44% |',
      ),
    ).toEqual([]);
  });

  it('plans where only one column counts', () => {
    expect(
      told(
        '# Lantern',
        '| Feature | Points | Status |',
        '|---|---|---|',
        '| Wick | 3 | Done |',
        '| Glass | 5 | Planned |',
      ),
    ).toEqual(['Wick | done | -', 'Glass | planned | -']);
  });
});

describe('headings of how a team works', () => {
  it('head no plans', () => {
    expect(
      told(
        '# Lantern',
        '## Communication plan',
        '### Weekly updates',
        '- **Monday**: plan the week',
        '## Required tools',
        '- A lathe',
      ),
    ).toEqual([]);
  });

  it('head plans where they name a part of the project', () => {
    expect(told('# Lantern', '## Reporting', '- Print the hours burnt', '## Tooling', '- Buy a lathe')).toHaveLength(2);
  });
});
