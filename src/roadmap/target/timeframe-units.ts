import { dayOf, daysIn, monthsFrom } from './day.ts';
import type { DayRange } from './day.ts';
import { dayNumber, yearOf } from './timeframe-tokens.ts';
import type { Token } from './timeframe-tokens.ts';
import { MONTHS, ORDINALS, SEASONS } from './timeframe-words.ts';

interface Unit {
  next: number;
  days: (year: number) => DayRange;
}

export function readBareUnit(tokens: Token[], index: number): Unit | null {
  const word = tokens[index]?.value ?? '';
  // "T1" is French and Spanish for the first quarter; only a year beside it tells it from a name.
  const isTrimester = yearOf(tokens[index + 1]) !== null || yearOf(tokens[index - 1]) !== null;
  const quarter = (isTrimester ? /^[qt]([1-4])$/ : /^q([1-4])$/).exec(word)?.[1];
  if (quarter !== undefined) return { next: index + 1, days: (year) => monthsFrom(year, Number(quarter) * 3 - 2, 3) };
  const half = /^h([12])$/.exec(word)?.[1];
  if (half !== undefined) return { next: index + 1, days: (year) => monthsFrom(year, Number(half) * 6 - 5, 6) };
  const ordinal = ORDINALS.get(word);
  const kind = tokens[index + 1]?.value;
  if (ordinal !== undefined && kind === 'quarter') {
    return { next: index + 2, days: (year) => monthsFrom(year, ordinal * 3 - 2, 3) };
  }
  if (ordinal !== undefined && ordinal <= 2 && kind === 'half') {
    return { next: index + 2, days: (year) => monthsFrom(year, ordinal * 6 - 5, 6) };
  }
  const season = SEASONS.get(word);
  if (season !== undefined) return { next: index + 1, days: (year) => monthsFrom(year, season, 3) };
  return readMonth(tokens, index);
}

function readMonth(tokens: Token[], index: number): Unit | null {
  const token = tokens[index];
  if (token === undefined) return null;
  const month = MONTHS.get(token.value);
  if (month !== undefined) {
    const dot = tokens[index + 1]?.value === '.' && tokens[index + 1]?.spaced === false ? 1 : 0;
    const day = dayNumber(tokens[index + 1 + dot]);
    if (day !== null) return { next: index + 2 + dot, days: (year) => oneDay(year, month, day) };
    return { next: index + 1 + dot, days: (year) => monthsFrom(year, month, 1) };
  }
  const day = dayNumber(token);
  const named = MONTHS.get(tokens[index + 1]?.value ?? '');
  if (day === null || named === undefined || tokens[index + 1]?.spaced !== true) return null;
  return { next: index + 2, days: (year) => oneDay(year, named, day) };
}

export function oneDay(year: number, month: number, day: number): DayRange {
  const date = dayOf(year, month, Math.min(day, daysIn(year, month)));
  return { start: date, end: date };
}
