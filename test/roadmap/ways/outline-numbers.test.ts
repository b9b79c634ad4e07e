import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

describe('numbers in front of headings', () => {
  it.each([
    ['a number', '## 1. Light'],
    ['a letter and a number', '## P1 – Launch'],
    ['a word and a number', '## Phase 1: Launch'],
    ['a chapter in Chinese', '## 第1章 近期'],
  ])('count parts of the document under a heading with %s', (_, around) => {
    expect(told('# Lantern', around, '### 1.1 Lamp oil', '- Buy oil')).toEqual(['Buy oil | planned | -']);
  });

  it.each([
    ['a release', '## Version 1', '1.1'],
    ['a release with a v', '## v1', '1.1'],
    ['another number', '## 2. Light', '1.1'],
    ['no number', '## Plans', '1.1'],
  ])('name a release under a heading with %s', (_, around, target) => {
    expect(told('# Lantern', around, '### 1.1 Lamp oil', '- Buy oil')).toEqual([`Buy oil | planned | ${target}`]);
  });

  it('count parts where each heading of a file has its own, from one on', () => {
    const text = ['# Lantern', '## Light', '### 1.1 Oil', '- Buy oil', '### 1.2 Wick', '- Trim it', '## Glass'];
    expect(told(...text, '### 2.1 Chimney', '- Blow it')).toEqual([
      'Buy oil | planned | -',
      'Trim it | planned | -',
      'Blow it | planned | -',
    ]);
  });

  it('name releases where they go on from heading to heading', () => {
    const text = ['# Lantern', '## Light', '### 1.1 Oil', '- Buy oil', '## Glass', '### 1.2 Chimney', '- Blow it'];
    expect(told(...text)).toEqual(['Buy oil | planned | 1.1', 'Blow it | planned | 1.2']);
  });

  it('leave the release or time that stands behind them', () => {
    expect(told('# Lantern', '## 1. Light', '### 1.1 Oil (Q3 2026)', '- Buy oil')).toEqual([
      'Buy oil | planned | Q3 2026',
    ]);
  });
});
