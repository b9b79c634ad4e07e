import { dayOf, daysIn, isDay, monthsFrom } from './day.ts';
import type { DayRange } from './day.ts';
import { MONTHS, OPEN_ENDED, ORDINALS, PARTS, RANGE_WORDS, SEASONS, WITH_OF } from './timeframe-words.ts';

/** A timeframe found in a text: `text.slice(from, to)` says it. */
export interface Timeframe {
  text: string;
  from: number;
  to: number;
  /** First and last day, inclusive. */
  start: string;
  end: string;
  /** Whether it says its own year. */
  dated: boolean;
  /** Nothing but a year: weaker evidence in prose than `Q3 2021`. */
  bareYear: boolean;
  /** `2026 and beyond`: no last day is meant. */
  open: boolean;
}

/** What a timeframe without a year is read against. */
export interface TimeAnchor {
  /** `YYYY-MM-DD`; the first such range not ended before it is taken. */
  notBefore: string;
  /** The year that a heading around it names, which goes before `notBefore`. */
  year: number | null;
}

/**
 * Grammar (letter case does not matter):
 *
 *     range  = point ( ("-" | "–" | "to" | "through" | "/" | "and" | "&") point )?      January to September 2020
 *     point  = part? unit year? | year unit | year                                      early Q4 2022, 2022 H2, 2021
 *     part   = early | mid | late | (beginning | start | middle | end) "of"             mid-May, end of June
 *     unit   = quarter | half | season | month day? | day month                        Q3, H1, summer, Feb 27, 27 Feb
 *     year   = 19xx | 20xx | "'" xx after a unit                                        Q4'22
 *     also     2018-04-26, 2018/04/20, 4/2 - 5/28/2020 (month first), EOY 2020, year-end 2020
 *
 * A point without a year takes the other point's, else the anchor's.
 */
export function findTimeframes(text: string, anchor: TimeAnchor): Timeframe[] {
  const tokens = tokenize(text);
  const found: Timeframe[] = [];
  let index = 0;
  while (index < tokens.length) {
    const match = readRange(tokens, index, anchor);
    if (match === null) {
      index += 1;
      continue;
    }
    const from = tokens[index]?.from ?? 0;
    const to = tokens[match.next - 1]?.to ?? from;
    found.push({
      text: text.slice(from, to),
      from,
      to,
      ...match.days,
      dated: match.dated,
      bareYear: match.bareYear,
      open: OPEN_ENDED.test(text.slice(to, to + 24)),
    });
    index = match.next;
  }
  return found;
}

interface Token {
  value: string;
  from: number;
  to: number;
  /** Whether white space stands before it. */
  spaced: boolean;
  /** Whether a letter follows straight after it: `2021x` is no year, `2021Q3` has one. */
  glued: boolean;
}

const TOKEN = /(?<![\p{L}\p{N}_.])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?)(?![\p{L}\p{N}_]|\.\d)|\d+(?:st|nd|rd|th)\b|[QqTt][1-4](?![\p{L}\p{N}])|[Hh][12](?!\p{L})|[\p{L}]+|\d+(?:\.\d+)*|[^\s\p{L}\p{N}]/gu;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const before = match.index === 0 ? ' ' : text.charAt(match.index - 1);
    tokens.push({
      value: match[0].toLowerCase(),
      from: match.index,
      to: match.index + match[0].length,
      spaced: /\s/.test(before),
      glued: /[\p{L}_]/u.test(text.charAt(match.index + match[0].length)),
    });
  }
  return tokens;
}

/** One end of a range before its year is settled. */
interface Point {
  next: number;
  year: number | null;
  days: (year: number) => DayRange;
  bareYear: boolean;
}

interface RangeMatch {
  next: number;
  days: DayRange;
  dated: boolean;
  bareYear: boolean;
}

function readRange(tokens: Token[], index: number, anchor: TimeAnchor): RangeMatch | null {
  const first = readPoint(tokens, index);
  if (first === null) return null;
  const second = isRangeWord(tokens, first.next) ? readPoint(tokens, first.next + 1) : null;
  if (second === null || !isRange(first, second)) return settle(first, null, first.next, anchor);
  return settle(first, second, second.next, anchor);
}

/** `2020 and 2021` and `Q1 & Q2` are ranges; `May 2020 and 3` is not (the second end would not have been a point). */
function isRange(first: Point, second: Point): boolean {
  return first.year === null || second.year !== null || !first.bareYear || second.bareYear;
}

function isRangeWord(tokens: Token[], index: number): boolean {
  const token = tokens[index];
  return token !== undefined && RANGE_WORDS.has(token.value);
}

function settle(first: Point, second: Point | null, next: number, anchor: TimeAnchor): RangeMatch {
  const dated = first.year !== null || (second !== null && second.year !== null);
  const bareYear = first.bareYear && (second === null || second.bareYear);
  if (second === null) {
    return { next, days: inYear(first.days, first.year, anchor), dated, bareYear };
  }
  if (first.year !== null) {
    const start = first.days(first.year);
    return { next, days: join(start, laterEnd(second, start, first.year)), dated, bareYear };
  }
  if (second.year !== null) {
    const end = second.days(second.year);
    const same = first.days(second.year);
    return { next, days: join(same.start <= end.end ? same : first.days(second.year - 1), end), dated, bareYear };
  }
  const whole = (year: number): DayRange => {
    const start = first.days(year);
    return join(start, laterEnd(second, start, year));
  };
  return { next, days: inYear(whole, null, anchor), dated, bareYear };
}

function laterEnd(second: Point, start: DayRange, year: number): DayRange {
  if (second.year !== null) return second.days(second.year);
  const end = second.days(year);
  return end.end >= start.start ? end : second.days(year + 1);
}

function join(first: DayRange, second: DayRange): DayRange {
  return { start: first.start < second.start ? first.start : second.start, end: first.end > second.end ? first.end : second.end };
}

/** The range in its own year, in the year around it, or the first one that has not ended before the anchor's day. */
function inYear(days: (year: number) => DayRange, year: number | null, anchor: TimeAnchor): DayRange {
  if (year !== null) return days(year);
  if (anchor.year !== null) return days(anchor.year);
  const around = Number(anchor.notBefore.slice(0, 4));
  for (const candidate of [around - 1, around, around + 1]) {
    const range = days(candidate);
    if (range.end >= anchor.notBefore) return range;
  }
  return days(around + 1);
}

function readPoint(tokens: Token[], index: number): Point | null {
  return readNumericDate(tokens, index) ?? readYearEnd(tokens, index) ?? readPart(tokens, index) ?? readUnit(tokens, index);
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
  } else if (tokens[next]?.value === '-') {
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
  if (/^[-/]$/.test(tokens[next]?.value ?? '') && tokens[next]?.spaced === false && tokens[next + 1]?.spaced === false) next += 1;
  const year = yearOf(tokens[next]) ?? shortYear(tokens, next);
  if (year === null) return { next: unit.next, year: null, days: unit.days, bareYear: false };
  return { next: next + (yearOf(tokens[next]) === null ? 2 : 1), year, days: unit.days, bareYear: false };
}

function yearOf(token: Token | undefined): number | null {
  if (token === undefined || !/^(?:19|20)\d\d$/.test(token.value)) return null;
  return Number(token.value);
}

/** `'22` straight after a unit. */
function shortYear(tokens: Token[], index: number): number | null {
  const mark = tokens[index];
  const digits = tokens[index + 1];
  if (mark === undefined || digits === undefined || !/^['’‘]$/.test(mark.value)) return null;
  return /^\d\d$/.test(digits.value) && !digits.spaced ? 2000 + Number(digits.value) : null;
}

interface Unit {
  next: number;
  days: (year: number) => DayRange;
}

function readBareUnit(tokens: Token[], index: number): Unit | null {
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

function dayNumber(token: Token | undefined): number | null {
  const digits = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(token?.value ?? '')?.[1];
  if (digits === undefined) return null;
  const day = Number(digits);
  return day >= 1 && day <= 31 ? day : null;
}

function oneDay(year: number, month: number, day: number): DayRange {
  const date = dayOf(year, month, Math.min(day, daysIn(year, month)));
  return { start: date, end: date };
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
