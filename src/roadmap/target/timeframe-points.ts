import { dayOf, daysIn, isDay, monthsFrom } from './day.ts';
import type { DayRange } from './day.ts';
import { isRangeWord, shortYear, yearOf } from './timeframe-tokens.ts';
import type { Token } from './timeframe-tokens.ts';
import { oneDay, readBareUnit } from './timeframe-units.ts';
import { PARTS, WITH_OF } from './timeframe-words.ts';

/** One end of a range before its year is settled. */
export interface Point {
  next: number;
  year: number | null;
  days: (year: number) => DayRange;
  bareYear: boolean;
}

export function readPoint(tokens: Token[], index: number): Point | null {
  return (
    readNumericDate(tokens, index) ?? readYearEnd(tokens, index) ?? readPart(tokens, index) ?? readUnit(tokens, index)
  );
}

function readPart(tokens: Token[], index: number): Point | null {
  const word = tokens[index]?.value ?? '';
  const part = PARTS.get(word);
  if (part === undefined) return null;
  let next = index + 1;
  if (WITH_OF.has(word)) {
    if (tokens[next]?.value !== 'of') return null;
    next += 1;
    if (tokens[next]?.value === 'the') next += 1;
  } else if (tokens[next]?.value === '-' || tokens[next]?.value === 'of') {
    next += 1;
  }
  const unit = readUnit(tokens, next);
  if (unit === null) return null;
  return { ...unit, bareYear: false, days: (year) => thirdOf(unit.days(year), part) };
}

/** First, second or last third: of a year four months each, of a quarter or season one, of a month ten days. */
function thirdOf(range: DayRange, part: 0 | 1 | 2): DayRange {
  const year = Number(range.start.slice(0, 4));
  const month = Number(range.start.slice(5, 7));
  const months = (Number(range.end.slice(0, 4)) - year) * 12 + Number(range.end.slice(5, 7)) - month + 1;
  if (months === 1) {
    const last = part === 2 ? daysIn(year, month) : part * 10 + 10;
    return { start: dayOf(year, month, part * 10 + 1), end: dayOf(year, month, last) };
  }
  const third = months / 3;
  return monthsFrom(year, month + part * third, third);
}

function readUnit(tokens: Token[], index: number): Point | null {
  const year = yearOf(tokens[index]);
  if (year !== null) return readYearFirst(tokens, index, year);
  return readUnitThenYear(tokens, index);
}

function readYearFirst(tokens: Token[], index: number, year: number): Point | null {
  const inCharacters = readAfterCharacter(tokens, index + 1, year);
  if (inCharacters !== null) return inCharacters;
  const dash = tokens[index + 1]?.value === '-' || tokens[index + 1]?.value === ',' ? 1 : 0;
  const unit = readBareUnit(tokens, index + 1 + dash);
  // "2020 - March" is a range only if the dash stands alone; "2021-Q3" is one unit.
  if (unit !== null && (dash === 0 || tokens[index + 1]?.spaced === false)) {
    return { next: unit.next, year, days: unit.days, bareYear: false };
  }
  if (tokens[index]?.glued === true) return null;
  return { next: index + 1, year, days: (at) => monthsFrom(at, 1, 12), bareYear: true };
}

/** `2023年`, `2023年上半年`, `2023年3月`, `2023년 3월`: what follows a year in Chinese, Japanese and Korean. */
function readAfterCharacter(tokens: Token[], index: number, year: number): Point | null {
  const word = tokens[index]?.value ?? '';
  if (!/^[年년]/.test(word) || tokens[index]?.spaced === true) return null;
  const half = /^[年년](上|下|상|하)(?:半年|期|반기)/.exec(word)?.[1];
  if (half !== undefined) {
    const first = half === '上' || half === '상' ? 1 : 7;
    return { next: index + 1, year, days: (at) => monthsFrom(at, first, 6), bareYear: false };
  }
  const month = /^\d{1,2}$/.test(tokens[index + 1]?.value ?? '') ? Number(tokens[index + 1]?.value) : 0;
  if (month >= 1 && month <= 12 && /^[月월]/.test(tokens[index + 2]?.value ?? '')) {
    return { next: index + 3, year, days: (at) => monthsFrom(at, month, 1), bareYear: false };
  }
  const unit = readBareUnit(tokens, index + 1);
  if (unit !== null) return { next: unit.next, year, days: unit.days, bareYear: false };
  return { next: index + 1, year, days: (at) => monthsFrom(at, 1, 12), bareYear: true };
}

function readUnitThenYear(tokens: Token[], index: number): Point | null {
  const unit = readBareUnit(tokens, index);
  if (unit === null) return null;
  let next = unit.next;
  if (tokens[next]?.value === ',' || tokens[next]?.value === 'of') next += 1;
  // "Q4-2022" and "Q4/2022" are one point, not a range from a quarter to a year.
  if (/^[-/]$/.test(tokens[next]?.value ?? '') && tokens[next]?.spaced === false && tokens[next + 1]?.spaced === false)
    next += 1;
  const year = yearOf(tokens[next]) ?? shortYear(tokens, next);
  if (year === null) return { next: unit.next, year: null, days: unit.days, bareYear: false };
  return { next: next + (yearOf(tokens[next]) === null ? 2 : 1), year, days: unit.days, bareYear: false };
}

/** `2018-04-26`, `2018/04/20`, `5/28/2020`, `4/2` (month first, as the files that write so do). */
function readNumericDate(tokens: Token[], index: number): Point | null {
  const value = tokens[index]?.value ?? '';
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(value);
  const american = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{2,4}))?$/.exec(value);
  if (iso) return datePoint(index, Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (!american) return null;
  const digits = american[3];
  const year = digits === undefined ? null : Number(digits) + (digits.length === 2 ? 2000 : 0);
  // "1/2" alone is a fraction or a count, so a date without year needs the other end of a range to say it.
  if (year === null && !isRangeWord(tokens, index + 1)) return null;
  if (year === null && !/^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(tokens[index + 2]?.value ?? '')) return null;
  return datePoint(index, year, Number(american[1]), Number(american[2]));
}

function datePoint(index: number, year: number | null, month: number, day: number): Point | null {
  if (!isDay(year ?? 2000, month, day)) return null;
  return { next: index + 1, year, days: (at) => oneDay(at, month, day), bareYear: false };
}

/** `EOY 2020`, `end of year 2020`, `year-end`: the last third of the year. */
function readYearEnd(tokens: Token[], index: number): Point | null {
  const words = [0, 1, 2, 3].map((step) => tokens[index + step]?.value ?? '');
  const length = words[0] === 'eoy' ? 1 : yearEndLength(words);
  if (length === 0) return null;
  const year = yearOf(tokens[index + length]);
  return {
    next: index + length + (year === null ? 0 : 1),
    year,
    days: (at) => monthsFrom(at, 9, 4),
    bareYear: false,
  };
}

function yearEndLength(words: string[]): number {
  if (words[0] === 'end' && words[1] === 'of' && words[2] === 'year') return 3;
  if (words[0] === 'end' && words[1] === 'of' && words[2] === 'the' && words[3] === 'year') return 4;
  return words[0] === 'year' && words[1] === '-' && words[2] === 'end' ? 3 : 0;
}
