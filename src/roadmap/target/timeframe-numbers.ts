import { isDay, monthsFrom } from './day.ts';
import type { Point } from './timeframe-points.ts';
import { isRangeWord } from './timeframe-tokens.ts';
import type { Token } from './timeframe-tokens.ts';
import { oneDay } from './timeframe-units.ts';

/**
 * Dates in digits: `2018-04-26`, `2018/04/20`, `26.04.2018`, `5/28/2020`, `4/2` (month first, as the files that write so
 * do, unless the first number can only be a day), and the months `2025-03`, `2025/03`, `03/2025`.
 */
export function readNumericDate(tokens: Token[], index: number): Point | null {
  const value = tokens[index]?.value ?? '';
  const parts = value.split(/[-/.]/).map(Number);
  const [first = 0, second = 0, third = 0] = parts;
  if (/^\d{4}(?:[-/]\d{1,2}[-/]\d{1,2}|\.\d\d\.\d\d)$/.test(value)) return datePoint(index, first, second, third);
  if (/^\d{1,2}\.\d{1,2}\.\d{4}$/.test(value)) return datePoint(index, third, second, first);
  if (/^\d{4}[-/]\d\d$/.test(value)) return monthPoint(tokens, index, first, second);
  if (/^\d{1,2}\/\d{4}$/.test(value)) return monthPoint(tokens, index, second, first);
  if (/^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(value)) {
    const year = third < 100 ? third + 2000 : third;
    return first > 12 ? datePoint(index, year, second, first) : datePoint(index, year, first, second);
  }
  // "1/2" alone is a fraction or a count, so a date without year needs the other end of a range to say it.
  if (!/^\d{1,2}\/\d{1,2}$/.test(value) || !isRangeWord(tokens, index + 1)) return null;
  if (!/^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(tokens[index + 2]?.value ?? '')) return null;
  return datePoint(index, null, first, second);
}

function datePoint(index: number, year: number | null, month: number, day: number): Point | null {
  if (!isDay(year ?? 2000, month, day) || !isYear(year)) return null;
  const days = (at: number): ReturnType<typeof oneDay> => oneDay(at, month, day);
  return { next: index + 1, year, kind: 'day', days, bareYear: false, strength: 'strong' };
}

function monthPoint(tokens: Token[], index: number, year: number, month: number): Point | null {
  if (month < 1 || month > 12 || !isYear(year) || /[#@$€£:]/.test(tokens[index]?.before ?? '')) return null;
  const days = (at: number): ReturnType<typeof monthsFrom> => monthsFrom(at, month, 1);
  return { next: index + 1, year, kind: 'month', days, bareYear: false, strength: 'strong' };
}

function isYear(year: number | null): boolean {
  return year === null || (year >= 1900 && year <= 2099);
}
