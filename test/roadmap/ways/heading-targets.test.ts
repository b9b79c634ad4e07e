import { describe, expect, it } from '@jest/globals';
import { parse } from '../../../src/roadmap/parse.ts';
import { context, told } from './told.ts';

const targetUnder = (...headings: string[]): string | undefined =>
  told('# Lantern', ...headings, '- Trim the wick')[0]?.split(' | ')[2];

describe('the target in a heading', () => {
  it.each([
    ['## Phase 1: Light (0-4 Wochen)', '0-4 Wochen'],
    ['## Phase 6: Scale (22+ weeks)', '22+ weeks'],
    ['### High priority (Next 3-6 Months)', 'Next 3-6 Months'],
    ['## Corto plazo (1-3 meses)', '1-3 meses'],
    ['## KW 14-17', 'KW 14-17'],
    ['## Semaines 1-4 : la mèche', 'Semaines 1-4'],
    ['## 短期（1-3个月）', '1-3个月'],
    ['## Near term (next 6 weeks)', 'next 6 weeks'],
  ])('is a time counted from now or from the beginning: %s', (heading, target) => {
    expect(targetUnder(heading)).toBe(target);
  });

  it.each(['## Phase 1 (2 weeks)', '## Light in 3 colours', '## Support 2-4 lamps'])('is none: %s', (heading) => {
    expect(targetUnder(heading)).toBe('-');
  });

  it('is no effort in weeks at an item', () => {
    expect(told('# Lantern', '## Light', '- Trim the wick (2-3 weeks)')[0]).toMatch('| planned | -');
  });

  it.each([
    ['## Phase 3 - v1.0 GA', 'v1.0'],
    ['## Phase 3 — v1.0 General Availability', 'v1.0'],
    ['## Candidates (v0.1.5+)', 'v0.1.5'],
    ['## v0.2（開発中）', 'v0.2'],
    ['## Na v1.0', 'v1.0'],
    ['## Shipped things (v0.1.0 ~ v0.1.4)', 'v0.1.0 ~ v0.1.4'],
  ])('is a release beside the count of a phase, in brackets, up to another: %s', (heading, target) => {
    expect(targetUnder(heading)).toBe(target);
  });

  it.each(['## Beyond v1.0 — Exploring', '## After v1.0', '## Nach 1.0'])(
    'is only later than a release: %s',
    (heading) => {
      const text = ['# Lantern', heading, '- Trim the wick'].join('\n');
      expect(parse(text, context).items[0]?.target).toMatchObject({ kind: 'horizon', start: null, end: null });
    },
  );

  it('has no last day where a plus follows the year', () => {
    const text = '# Lantern\n## Longer: 2027+\n- Trim the wick';
    expect(parse(text, context).items[0]?.target).toMatchObject({
      kind: 'timeframe',
      text: '2027+',
      start: '2027-01-01',
      end: null,
    });
  });

  it('is a month in another language under a quarter of a year', () => {
    expect(targetUnder('## Q1 2027', '### Février')).toBe('Février');
    expect(targetUnder('## Light', '### Mars')).toBe('-');
  });

  it.each([
    ['## Goals for 2027', '2027'],
    ['## 2027 priorities', '2027'],
    ['## План на 2027 год', '2027'],
    ['## Fire code 2027 compliance', '-'],
    ['## The 2027 debate', '-'],
  ])('is a year where it stands out: %s', (heading, target) => {
    expect(targetUnder(heading)).toBe(target);
  });
});
