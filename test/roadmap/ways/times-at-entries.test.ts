import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

const entry = (text: string): string[] => told('# Lantern', '## Light', `- ${text}`);

describe('the target at an entry', () => {
  it.each([
    ['**Q1 2026**: Trim the wick', 'Trim the wick | planned | Q1 2026'],
    ['Jan – Mar 2026: Trim the wick', 'Trim the wick | planned | Jan – Mar 2026'],
    ['v0.2 – Trim the wick', 'Trim the wick | planned | v0.2'],
    ['**v0.1** (released): Trim the wick', 'Trim the wick | done | v0.1'],
    ['**March 2026** Trim the wick', 'Trim the wick | planned | March 2026'],
  ])('stands before its name: %s', (text, expected) => {
    expect(entry(text)).toEqual([expected]);
  });

  it.each([
    ['Trim the wick — due 2026-03-01', 'Trim the wick | planned | 2026-03-01'],
    ['Trim the wick, by March 2026', 'Trim the wick | planned | March 2026'],
    ['Trim the wick 📅 2026-03-01', 'Trim the wick | planned | 2026-03-01'],
  ])('is announced behind it: %s', (text, expected) => {
    expect(entry(text)).toEqual([expected]);
  });

  it.each(['HTTP 2.0: speak it', 'Stand by 2 lamps', 'Compare with 2025 – a dark year'])('is none: %s', (text) => {
    expect(entry(text)[0]).toMatch('| planned | -');
  });
});

describe('a section with a line for its time', () => {
  it('is planned for that time where its heading names none', () => {
    const text = [
      '# Lantern',
      '## Phase 1: Light',
      '**Goal:** More light',
      '**Timeline:** Q1 2026',
      '',
      '- Trim the wick',
    ];
    expect(told(...text)).toEqual(['Trim the wick | planned | Q1 2026']);
  });

  it('is planned for what its heading names otherwise', () => {
    const text = ['# Lantern', '## v1.2', '**Timeline:** Q1 2026', '', '- Trim the wick'];
    expect(told(...text)).toEqual(['Trim the wick | planned | v1.2']);
  });
});
