import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

describe('what stands behind the name of a work', () => {
  it.each([
    ['a last sentence', 'Split the core. Done.', 'Split the core | done | -'],
    ['a last sentence in Russian', 'Разделить ядро. Готово.', 'Разделить ядро | done | -'],
    ['a last sentence in Japanese', 'コアを分割する。完了。', 'コアを分割する。 | done | -'],
    ['a mark and italics', '**Split the core** ✓ _released v2.1_\n  In two halves.', 'Split the core | done | v2.1'],
    ['a bracket behind a bold lead', '**Split the core** (v2.1) - in two halves', 'Split the core | planned | v2.1'],
    ['italics at the end', 'Split the core _(in progress)_', 'Split the core | in-progress | -'],
    ['a bracket in full width', '拆分核心（已完成）', '拆分核心 | done | -'],
    ['a planned day in Japanese', '分割する（予定: 2026-03-01）', '分割する | planned | 2026-03-01'],
    ['a reason behind struck words', '~~Split the core~~ [too small]', 'Split the core | dropped | -'],
    ['a done word behind struck words', '~~Split the core~~ (done)', 'Split the core | done | -'],
  ])('is read: %s', (_, entry, expected) => {
    expect(told('# Lantern', '## Core', `- ${entry}`)).toEqual([expected]);
  });

  it.each([
    ['a sentence with more words', 'Split the core. Done work stays.', 'planned'],
    ['a sentence that another status begins', 'Split the core. Released builds only.', 'planned'],
    ['italics that are part of the name', 'Split the _released_ core', 'planned'],
    ['an issue behind struck words', '~~Split the core~~ (see #12)', 'done'],
    ['struck words alone', '~~Split the core~~', 'done'],
  ])('is no status: %s', (_, entry, status) => {
    expect(told('# Lantern', '## Core', `- ${entry}`)[0]).toMatch(`| ${status} | -`);
  });
});

describe('what stands among the words of a work', () => {
  it.each([
    [
      'a bold status with its release',
      '**Deploys**: by hand. **Done (v0.9.7).** CI does it.',
      'Deploys | done | v0.9.7',
    ],
    [
      'an announced day',
      'Split it （予定: 2026-03-01）／more',
      'Split it （予定: 2026-03-01）／more | planned | 2026-03-01',
    ],
    [
      'an announced quarter',
      'Split it (ETA: Q3 2026), then rest',
      'Split it (ETA: Q3 2026), then rest | planned | Q3 2026',
    ],
  ])('is read: %s', (_, entry, expected) => {
    expect(told('# Lantern', '## Core', `- ${entry}`)).toEqual([expected]);
  });

  it.each([
    ['a bold word', '**Deploys**: they are **done by hand** now'],
    ['a release that nothing announces', 'Split it (v1.2 needs it), then rest'],
  ])('is only a word: %s', (_, entry) => {
    expect(told('# Lantern', '## Core', `- ${entry}`)[0]).toMatch('| planned | -');
  });

  it('is the time of the heading above where a paragraph says nothing else', () => {
    const text = ['# Lantern', '### A brighter wick', 'It shines.', '', '_When?_', '', 'Q2 2026 - Q4 2026'];
    expect(told(...text, '', '### A longer match', 'It burns in 2026.')).toEqual([
      'A brighter wick | planned | Q2 2026 - Q4 2026',
      'A longer match | planned | -',
    ]);
  });
});
