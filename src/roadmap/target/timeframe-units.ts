import { dayOf, daysIn, monthsFrom } from './day.ts';
import type { DayRange } from './day.ts';
import { dayNumber, isRangeWord } from './timeframe-tokens.ts';
import type { Token } from './timeframe-tokens.ts';
import {
  DASHES,
  DIGITS,
  DIGIT_ENDINGS,
  FOREIGN_MONTHS,
  FOREIGN_SEASONS,
  HALVES,
  MONTHS,
  OF_WORDS,
  ORDINALS,
  SEASONS,
  SPANS,
} from './timeframe-words.ts';

/** A quarter, half, season, month or day before its year is known. */
export interface Unit {
  next: number;
  kind: 'quarter' | 'half' | 'season' | 'month' | 'day';
  days: (year: number) => DayRange;
  /** How much it says time by itself: a `Q3` does, a `March` only where it stands alone, a `T3` only beside a year. */
  strength: 'strong' | 'weak' | 'needs-year';
}

/** The words that a unit may begin with, beside `第` and what holds a digit. */
export const UNIT_BEGINNINGS: readonly ReadonlyMap<string, unknown>[] = [
  ORDINALS,
  DIGITS,
  SPANS,
  HALVES,
  SEASONS,
  FOREIGN_SEASONS,
  MONTHS,
  FOREIGN_MONTHS,
];

export function readBareUnit(tokens: Token[], index: number): Unit | null {
  return (
    readCode(tokens, index) ??
    readCounted(tokens, index) ??
    readNamed(tokens, index) ??
    readMonth(tokens, index) ??
    readDayMonth(tokens, index) ??
    readCharacterMonth(tokens, index)
  );
}

/** `Q3`, `3Q`, `H1`, `1H`; beside a year also `T3` (trimestre) and `S1` (semestre). */
function readCode(tokens: Token[], index: number): Unit | null {
  const word = tokens[index]?.value ?? '';
  const [, letter, digit] = /^(?=..$)([qths])?([1-4])[qths]?$/.exec(word) ?? [];
  if (digit === undefined) return null;
  const kind = letter ?? word.charAt(1);
  const number = Number(digit);
  if (kind === 'q' || kind === 't') return span(index + 1, 3, number, kind === 'q' ? 'strong' : 'needs-year');
  return span(index + 1, 6, number, kind === 'h' ? 'weak' : 'needs-year');
}

/** `third quarter`, `2nd half of the year`, `3. Quartal`, `Quarter 3`, `第三季度`, `1분기`. */
function readCounted(tokens: Token[], index: number): Unit | null {
  const word = tokens[index]?.value ?? '';
  const ordinal = ORDINALS.get(word);
  if (ordinal !== undefined) {
    const months = SPANS.get(tokens[index + 1]?.value ?? '');
    const unit = months === undefined ? null : span(index + 2, months, ordinal, 'weak');
    const ofYear = ['of', 'the', 'year'].every((value, step) => tokens[index + 2 + step]?.value === value);
    return unit !== null && ofYear ? { ...unit, next: index + 5, strength: 'strong' } : unit;
  }
  const at = index + (word === '第' ? 1 : 0);
  const number = DIGITS.get(tokens[at]?.value ?? '');
  if (number !== undefined) {
    const ending = DIGIT_ENDINGS.has(tokens[at + 1]?.value ?? '') ? 1 : 0;
    const noun = tokens[at + 1 + ending]?.value ?? '';
    const months = SPANS.get(noun);
    return months === undefined
      ? null
      : span(at + 2 + ending, months, number, /\p{Script=Han}/u.test(noun) ? 'strong' : 'needs-year');
  }
  const months = SPANS.get(word);
  const after = DIGITS.get(tokens[index + 1]?.value ?? '');
  return months === undefined || after === undefined ? null : span(index + 2, months, after, 'needs-year');
}

function readNamed(tokens: Token[], index: number): Unit | null {
  const word = tokens[index]?.value ?? '';
  const half = HALVES.get(word);
  if (half !== undefined) return span(index + 1, 6, half === 1 ? 1 : 2, 'strong');
  const season = SEASONS.get(word) ?? FOREIGN_SEASONS.get(word);
  if (season === undefined) return null;
  const strength = SEASONS.has(word) ? 'weak' : 'needs-year';
  return { next: index + 1, kind: 'season', days: (year) => monthsFrom(year, season, 3), strength };
}

/** The `number`th quarter (3 months) or half (6) of a year; null where a year has no such. */
function span(next: number, months: number, number: number, strength: Unit['strength']): Unit | null {
  if (number * months > 12) return null;
  const days = (year: number): DayRange => monthsFrom(year, (number - 1) * months + 1, months);
  return { next, kind: months === 3 ? 'quarter' : 'half', days, strength };
}

function monthOf(token: Token | undefined): { month: number; strength: Unit['strength'] } | null {
  const word = token?.value ?? '';
  const month = MONTHS.get(word);
  if (month !== undefined) return { month, strength: 'weak' };
  const foreign = FOREIGN_MONTHS.get(word);
  return foreign === undefined ? null : { month: foreign, strength: 'needs-year' };
}

/** `March`, `Sept.`, `March 15`, `March 15th`, `March 1–15`. */
function readMonth(tokens: Token[], index: number): Unit | null {
  const found = monthOf(tokens[index]);
  if (found === null) return null;
  const { month, strength } = found;
  // Behind a whole name a full stop ends the sentence.
  const isShort =
    (tokens[index]?.value.length ?? 0) <= 5 && !/^(?:march|april|may|june|july)$/.test(tokens[index]?.value ?? '');
  const dot = isShort && tokens[index + 1]?.value === '.' && tokens[index + 1]?.spaced === false ? 1 : 0;
  const next = index + 1 + dot;
  const day = tokens[next]?.spaced === false && dot === 0 ? null : dayNumber(tokens[next]);
  if (day === null || tokens[next]?.glued === true)
    return { next, kind: 'month', days: (year) => monthsFrom(year, month, 1), strength };
  const last = DASHES.has(tokens[next + 1]?.value ?? '') ? dayNumber(tokens[next + 2]) : null;
  if (last === null || last <= day || monthOf(tokens[next + 3]) !== null)
    return { next: next + 1, kind: 'day', days: (year) => oneDay(year, month, day), strength };
  return { next: next + 3, kind: 'day', days: (year) => someDays(year, month, day, last), strength };
}

/** `15 March`, `15th of March`, `15. März`, `1–15 March`. */
function readDayMonth(tokens: Token[], index: number): Unit | null {
  const day = dayNumber(tokens[index]);
  if (day === null) return null;
  const last = DASHES.has(tokens[index + 1]?.value ?? '') ? dayNumber(tokens[index + 2]) : null;
  let next = last === null ? index + 1 : index + 3;
  if (tokens[next]?.value === '.' || OF_WORDS.has(tokens[next]?.value ?? '')) next += 1;
  const found = tokens[next]?.spaced === true ? monthOf(tokens[next]) : null;
  if (found === null) return null;
  const { month, strength } = found;
  const days = (year: number): DayRange => someDays(year, month, day, Math.max(day, last ?? day));
  return { next: next + 1, kind: 'day', days, strength };
}

/** `3月`, `3月15日`, `3월`. */
function readCharacterMonth(tokens: Token[], index: number): Unit | null {
  const month = /^\d{1,2}$/.test(tokens[index]?.value ?? '') ? Number(tokens[index]?.value) : 0;
  if (month < 1 || month > 12 || !/^[月월]$/.test(tokens[index + 1]?.value ?? '')) return null;
  const day = dayNumber(tokens[index + 2]);
  if (day !== null && /^[日일]$/.test(tokens[index + 3]?.value ?? ''))
    return { next: index + 4, kind: 'day', days: (year) => oneDay(year, month, day), strength: 'strong' };
  return { next: index + 2, kind: 'month', days: (year) => monthsFrom(year, month, 1), strength: 'strong' };
}

export function oneDay(year: number, month: number, day: number): DayRange {
  return someDays(year, month, day, day);
}

/** A day that the month does not have is its last. */
function someDays(year: number, month: number, first: number, last: number): DayRange {
  const length = daysIn(year, month);
  return { start: dayOf(year, month, Math.min(first, length)), end: dayOf(year, month, Math.min(last, length)) };
}

/** Whether a fiscal year is named beside the unit: `Q3 FY24`, `FY2024 Q3`. Nobody but its owner knows when that is. */
export function isFiscal(tokens: Token[], index: number, next: number): boolean {
  const at = (place: number): string => tokens[place]?.value ?? '';
  if (at(next) === 'fy' || (isRangeWord(tokens, next) && at(next + 1) === 'fy')) return true;
  return at(index - 1) === 'fy' || (/^(?:\d\d|20\d\d)$/.test(at(index - 1)) && at(index - 2) === 'fy');
}
