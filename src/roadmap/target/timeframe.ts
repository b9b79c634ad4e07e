import type { DayRange } from './day.ts';
import { readPoint } from './timeframe-points.ts';
import type { Point } from './timeframe-points.ts';
import { isRangeWord, tokenize } from './timeframe-tokens.ts';
import type { Token } from './timeframe-tokens.ts';
import { OPEN_ENDED } from './timeframe-words.ts';

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

/** Most texts name no time, and one look tells so: without a digit or one of these there is none. */
const MAY_SAY_TIME =
  /\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|quarter|half|eoy|year/i;

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
  if (!MAY_SAY_TIME.test(text)) return [];
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
