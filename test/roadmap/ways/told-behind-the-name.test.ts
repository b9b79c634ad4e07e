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
