import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

const statuses = (...lines: string[]): (string | undefined)[] =>
  told('# Lantern', '## Light', ...lines).map((line) => line.split(' | ')[1]);

describe('marks that adorn', () => {
  it('tell no status where each of three works or more has its own', () => {
    expect(statuses('- 🎨 Themes', '- 🔒 Locks', '- 🚀 Quick start', '- 🔄 Sync')).toEqual(Array(4).fill('planned'));
  });

  it('tell a status where works share them', () => {
    expect(statuses('- 🔄 Themes', '- 🔄 Locks', '- 🚀 Quick start')).toEqual(Array(3).fill('in-progress'));
  });

  it('go behind a box', () => {
    expect(statuses('- [ ] 🔄 Sync', '- [ ] ✅ Checks', '- [ ] 🚧 Fence')).toEqual([
      'planned',
      'planned',
      'in-progress',
    ]);
  });

  it('go behind words', () => {
    expect(statuses('- ⏳ Sync (planned for Q3)', '- 🚀 Locks - done')).toEqual(['planned', 'done']);
  });
});

describe('names with the words of a status', () => {
  it('are works', () => {
    expect(statuses('- Deferred rendering', '- Completed orders', '- Trim the wick')).toHaveLength(3);
  });

  it('are none where they are nothing else', () => {
    expect(statuses('- Completed', '- Trim the wick', '- Buy the oil')).toHaveLength(2);
  });
});
