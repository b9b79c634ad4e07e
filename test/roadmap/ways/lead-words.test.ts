import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

describe('a bold status or horizon in front of a work', () => {
  it('is no part of its name, under each theme again', () => {
    const theme = ['- **Active:** Trim the wick', '- **Next**: Clean the glass', '- **Later** – Fill the oil'];
    const works = [
      'Trim the wick | in-progress | -',
      'Clean the glass | planned | Next',
      'Fill the oil | planned | Later',
    ];
    expect(told('# Lantern', '## Light', ...theme, '', '## Keep', ...theme)).toEqual([...works, ...works]);
  });

  it('is its name where it says more', () => {
    expect(told('# Lantern', '## Light', '- **Active users**: count them', '- **Long-term memory:** keep it')).toEqual([
      'Active users | planned | -',
      'Long-term memory | planned | -',
    ]);
  });

  it('is explained where words in lower case follow a dash', () => {
    expect(
      told('# Lantern', '', '- **Active** — being built', '- **Later** — on our radar', '', '## Light', '- Trim it'),
    ).toEqual(['Trim it | planned | -']);
  });
});

describe('a table of two columns', () => {
  it('is no legend where words stand beside its marks', () => {
    expect(
      told(
        '# Lantern',
        '| Feature | Status |',
        '|---|---|',
        '| 🌍 Many countries | ✅ Done |',
        '| 📊 Charts | ✅ Done |',
        '',
        '| Feature | Priority | Status |',
        '|---|---|---|',
        '| 🌍 More countries | High | 💡 Idea |',
      ),
    ).toEqual(['Many countries | done | -', 'Charts | done | -', 'More countries | planned | -']);
  });
});

describe('weeks in front of their unit', () => {
  it('are how long a phase takes where the next does not go on behind them', () => {
    expect(
      told('# Lantern', '## Phase 1: Wick (1-2 weeks)', '- Trim it', '## Phase 2: Oil (1-3 weeks)', '- Fill it'),
    ).toEqual(['Trim it | planned | -', 'Fill it | planned | -']);
  });

  it('are when it is where each goes on behind the one before', () => {
    expect(
      told('# Lantern', '## Phase 1: Wick (0-4 weeks)', '- Trim it', '## Phase 2: Oil (4-8 weeks)', '- Fill it'),
    ).toEqual(['Trim it | planned | 0-4 weeks', 'Fill it | planned | 4-8 weeks']);
  });
});

describe('a horizon in a script without spaces', () => {
  it('is a horizon alone, and a name with more behind it', () => {
    expect(told('# Lantern', '## 構想', '- 長期記憶', '- 灯りをともす')).toEqual([
      '長期記憶 | planned | -',
      '灯りをともす | planned | -',
    ]);
  });
});
