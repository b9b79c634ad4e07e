import type { DayRange } from './day.ts';
import { standsAsTime } from './timeframe-context.ts';
import { readPoint } from './timeframe-points.ts';
import type { Point } from './timeframe-points.ts';
import { isRangeWord, tokenize } from './timeframe-tokens.ts';
import type { Token } from './timeframe-tokens.ts';
import { LIST_WORDS, OPEN_ENDED } from './timeframe-words.ts';
import { rememberedAt } from '../remembered.ts';

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
  /** In this file `(1-2 weeks)` at a heading says how long, not when. */
  tellsDurations?: boolean;
}

/** Most texts name no time, and one look tells so: without a digit or one of these there is none. */
const MAY_SAY_TIME =
  /[\d０-９]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|quarter|half|eoy|year|季度|四半期|半年|上期|下期|반기/i;

/** More ends than this are a list of something else. */
const LONGEST_CHAIN = 6;

/**
 * Grammar (letter case does not matter):
 *
 *     range  = point ( ("-" | "–" | "to" | "through" | "/" | "and" | "&" | ",") point )*  January to September 2020
 *     point  = part? unit year? | part? year | year unit                                  early Q4 2022, 2022 H2, 2021
 *     part   = early | mid | late | (beginning | start | middle | end) "of"               mid-May, end of June
 *     unit   = quarter | half | season | month day? | day month                           Q3, H1, summer, Feb 27, 27 Feb
 *     year   = 19xx | 20xx | "'" xx after a unit                                          Q4'22
 *     also     2018-04-26, 2018/04/20, 4/2 - 5/28/2020 (month first), 2025-03, 2024–25, EOY 2020, 2024年第三季度
 *
 * A point without a year takes the other point's, else the anchor's. What names no time where it stands is left out:
 * `timeframe-context.ts`.
 */
export const findTimeframes = rememberedAt(searchTimeframes, (found) => found.every(({ dated }) => dated));

function searchTimeframes(text: string, anchor: TimeAnchor): readonly Timeframe[] {
  if (!MAY_SAY_TIME.test(text)) return [];
  const tokens = tokenize(text);
  const found: Timeframe[] = [];
  let index = 0;
  while (index < tokens.length) {
    const from = tokens[index]?.from ?? 0;
    const match = readRange(tokens, index, anchor);
    const to = match === null ? from : (tokens[match.next - 1]?.to ?? from);
    if (match === null || (match.isWeak && !standsAsTime(text, from, to))) {
      index += 1;
      continue;
    }
    const { next, days, dated, bareYear } = match;
    const open = OPEN_ENDED.test(text.slice(to, to + 24));
    found.push({ text: text.slice(from, to), from, to, ...days, dated, bareYear, open });
    index = next;
  }
  return found;
}

interface RangeMatch {
  next: number;
  days: DayRange;
  dated: boolean;
  bareYear: boolean;
  /** One word without a year, that may be a word of something else. */
  isWeak: boolean;
}

function readRange(tokens: Token[], index: number, anchor: TimeAnchor): RangeMatch | null {
  const first = readPoint(tokens, index);
  if (first === null) return null;
  let last = first;
  for (let length = 1; length < LONGEST_CHAIN; length += 1) {
    const point = readNextPoint(tokens, last);
    if (point === null) break;
    last = point;
  }
  return settle(first, last === first ? null : last, anchor) ?? settle(first, null, anchor);
}

/** The point that the range goes on with behind `last`; null where it ends. */
function readNextPoint(tokens: Token[], last: Point): Point | null {
  const isList = LIST_WORDS.has(tokens[last.next]?.value ?? '') && last.year === null;
  if (!isList && !isRangeWord(tokens, last.next)) return null;
  const point = readPoint(tokens, last.next + 1);
  if (point === null || !isRange(last, point)) return null;
  // "Jan 5, Feb 6" are two days.
  return isList && (last.kind === 'day' || point.kind === 'day') ? null : point;
}

/** `2020 and 2021` and `Q1 & Q2` are ranges; `2020 and March` is not, nor `March to 2021`. */
function isRange(first: Point, second: Point): boolean {
  if (first.year === null && second.bareYear) return false;
  return first.year === null || second.year !== null || !first.bareYear || second.bareYear;
}

function settle(first: Point, second: Point | null, anchor: TimeAnchor): RangeMatch | null {
  const next = (second ?? first).next;
  const dated = first.year !== null || (second !== null && second.year !== null);
  const bareYear = first.bareYear && (second === null || second.bareYear);
  const points = second === null ? [first] : [first, second];
  if (!dated && points.some((point) => point.strength === 'needs-year')) return null;
  const isWeak = !dated && points.every((point) => point.strength === 'weak');
  const about = { next, dated, bareYear, isWeak };
  if (second === null) return { ...about, days: inYear(first.days, first.year, anchor) };
  if (first.year !== null) {
    const start = first.days(first.year);
    return { ...about, days: join(start, laterEnd(second, start, first.year)) };
  }
  if (second.year !== null) {
    const end = second.days(second.year);
    const same = first.days(second.year);
    return { ...about, days: join(same.start <= end.end ? same : first.days(second.year - 1), end) };
  }
  const whole = (year: number): DayRange => {
    const start = first.days(year);
    return join(start, laterEnd(second, start, year));
  };
  return { ...about, days: inYear(whole, null, anchor) };
}

function laterEnd(second: Point, start: DayRange, year: number): DayRange {
  if (second.year !== null) return second.days(second.year);
  const end = second.days(year);
  return end.end >= start.start ? end : second.days(year + 1);
}

function join(first: DayRange, second: DayRange): DayRange {
  return {
    start: first.start < second.start ? first.start : second.start,
    end: first.end > second.end ? first.end : second.end,
  };
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
