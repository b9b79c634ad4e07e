import { describe, expect, it } from '@jest/globals';
import { timeScale } from '../../../src/render/picture/time-scale.ts';
import { ticksOf } from '../../../src/render/picture/time-ticks.ts';

const PLACES = { left: 100, right: 700 };
const told = (ticks: { label: string }[]): string[] => ticks.map(({ label }) => label).filter((label) => label !== '');
const everyYear = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `${from + index}-06-01`);
const labels = (...days: string[]): [upper: string[], lower: string[]] => {
  const { upper, lower } = ticksOf(timeScale(days, PLACES));
  return [told(upper), told(lower)];
};

describe('the axis', () => {
  it.each<[string, string[], string[], string[]]>([
    ['weeks', ['2026-11-22', '2026-12-05'], ['Nov 2026', 'Dec 2026'], ['16', '23', '30', '7', '14']],
    [
      'months',
      ['2026-11-22', '2027-06-30'],
      ['2026', '2027'],
      ['Nov', 'Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
    ],
    [
      'quarters',
      ['2025-01-01', '2026-01-01', '2026-12-31'],
      ['2025', '2026'],
      ['Q1', 'Q2', 'Q3', 'Q4', 'Q1', 'Q2', 'Q3', 'Q4'],
    ],
  ])('has %s', (_, days, upper, lower) => expect(labels(...days)).toEqual([upper, lower]));

  it('has years, then every fifth, then decades', () => {
    expect(labels(...everyYear(2018, 2026))[1]).toEqual([
      '2018',
      '2019',
      '2020',
      '2021',
      '2022',
      '2023',
      '2024',
      '2025',
    ]);
    expect(labels(...everyYear(1991, 2044))[1]?.slice(0, 3)).toEqual(['1995', '2000', '2005']);
    expect(labels(...everyYear(1900, 2050))[1]?.slice(0, 3)).toEqual(['1900', '1910', '1920']);
  });

  it('has each day in its place, and the day after where the next begins', () => {
    const { x, xAfter } = timeScale(['2026-01-01', '2026-06-01', '2026-12-31'], PLACES);
    expect([x('2026-01-01'), xAfter('2026-12-31')]).toEqual([100, 700]);
    expect(xAfter('2026-06-30')).toBe(x('2026-07-01'));
  });

  it('presses together what is far from all else, in its order and within the axis', () => {
    const scale = timeScale(
      ['2026-01-01', '2026-06-01', '2026-12-31', '2040-01-01', '2099-01-01', '1980-01-01'],
      PLACES,
    );
    expect([scale.farBefore, scale.farAfter]).toEqual(['1980-01-01', '2099-01-01']);
    const places = ['1980-01-01', '2026-01-01', '2026-12-31', '2040-01-01', '2099-01-01'].map(scale.x);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(100);
    expect(places.at(-1)).toBeLessThan(700);
    expect(places[2]! - places[1]!).toBeGreaterThan(480);
  });

  it('is even for a plan of many years without a gap', () => {
    const scale = timeScale(
      ['2016-01-01', '2017-01-01', '2018-01-01', '2019-06-01', '2020-01-01', '2021-06-01', '2022-12-31'],
      PLACES,
    );
    expect([scale.farBefore, scale.farAfter]).toEqual([null, null]);
  });
});
