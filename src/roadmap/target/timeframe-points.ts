import { dayOf, daysIn, monthsFrom } from './day.ts';
import type { DayRange } from './day.ts';
import { isYearByItself } from './timeframe-context.ts';
import { readNumericDate } from './timeframe-numbers.ts';
import { shortYear, spanEnd, yearOf } from './timeframe-tokens.ts';
import type { Token } from './timeframe-tokens.ts';
import { isFiscal, readBareUnit, UNIT_BEGINNINGS } from './timeframe-units.ts';
import type { Unit } from './timeframe-units.ts';
import { DASHES, FOREIGN_PARTS, OF_WORDS, PARTS, PARTS_OF } from './timeframe-words.ts';
import type { Third } from './timeframe-words.ts';

/** One end of a range before its year is settled. */
export interface Point extends Omit<Unit, 'kind'> {
  kind: Unit['kind'] | 'year';
  year: number | null;
  bareYear: boolean;
}

export function readPoint(tokens: Token[], index: number): Point | null {
  return mayBegin(tokens[index]?.value ?? '') ? readAnyPoint(tokens, index) : null;
}

/** Most words begin no point, and one look tells so: without a digit and in none of the tables there is none. */
function mayBegin(word: string): boolean {
  return BEGINNINGS.has(word) || /\d/.test(word);
}

const BEGINNINGS: ReadonlySet<string> = new Set([
  'eoy',
  'yearend',
  'midyear',
  'year',
  '第',
  ...[PARTS, PARTS_OF, FOREIGN_PARTS, ...UNIT_BEGINNINGS].flatMap((words) => [...words.keys()]),
]);

function readAnyPoint(tokens: Token[], index: number): Point | null {
  return (
    readNumericDate(tokens, index) ??
    readYearEnd(tokens, index) ??
    readPart(tokens, index) ??
    (isYearByItself(tokens, index) ? readYearFirst(tokens, index) : readUnitThenYear(tokens, index))
  );
}

/** `early 2021`, `mid-May`, `end of June`, `early to mid 2025`, `late in Q3`, `mid-year`. */
function readPart(tokens: Token[], index: number): Point | null {
  const first = partOf(tokens[index]);
  if (first === null) return null;
  const second = /^(?:to|and|[-–/])$/.test(tokens[index + 1]?.value ?? '') ? partOf(tokens[index + 2]) : null;
  const last = second !== null && second > first ? second : first;
  const named = index + (last === first ? 1 : 3);
  const next = afterOf(tokens, named);
  const word = tokens[named - 1]?.value ?? '';
  const isLinked = next > named || !PARTS_OF.has(word);
  if (tokens[next]?.value === 'year' && (next > named || PARTS_OF.has(word))) {
    return withYear(tokens, next + 1, (at) => thirdsOf(monthsFrom(at, 1, 12), first, last), isLinked);
  }
  const unit = isYearByItself(tokens, next) ? readYearFirst(tokens, next) : readUnitThenYear(tokens, next);
  // No day has a beginning or an end.
  if (unit === null || unit.kind === 'day') return null;
  const needsYear = FOREIGN_PARTS.has(word) || !isLinked || unit.strength === 'needs-year';
  const days = (year: number): DayRange => thirdsOf(unit.days(year), first, last);
  return { ...unit, bareYear: false, days, strength: needsYear ? 'needs-year' : 'strong' };
}

function partOf(token: Token | undefined): Third | null {
  const word = token?.value ?? '';
  return PARTS.get(word) ?? PARTS_OF.get(word) ?? FOREIGN_PARTS.get(word) ?? null;
}

/** Behind a dash, or an "of" with or without "the" or "this". */
function afterOf(tokens: Token[], index: number): number {
  const word = tokens[index]?.value ?? '';
  if (DASHES.has(word)) return index + 1;
  if (!OF_WORDS.has(word)) return index;
  return /^(?:the|this)$/.test(tokens[index + 1]?.value ?? '') ? index + 2 : index + 1;
}

/** From the first day of one third to the last of another: of a year four months each, of a quarter one, of a month ten days. */
function thirdsOf(range: DayRange, first: Third, last: Third): DayRange {
  return { start: thirdOf(range, first).start, end: thirdOf(range, last).end };
}

function thirdOfYear(part: Third): Point['days'] {
  return (year) => thirdOf(monthsFrom(year, 1, 12), part);
}

function thirdOf(range: DayRange, part: Third): DayRange {
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

/** `2021`, `2021 Q3`, `2021-Q3`, `2021 mid Q4`, `2024–25`, `2024年第三季度`, `2024年底`. The token at `index` is a year. */
function readYearFirst(tokens: Token[], index: number): Point | null {
  const year = yearOf(tokens[index]) ?? 0;
  const inCharacters = /^[年년]$/.test(tokens[index + 1]?.value ?? '');
  const next = inCharacters ? index + 2 : afterYear(tokens, index + 1);
  const unit = withoutYear(readPart(tokens, next)) ?? readBareUnit(tokens, next);
  if (unit !== null && isOfThisYear(tokens, index, next, unit.next)) {
    return isFiscal(tokens, index, unit.next) ? null : { ...unit, year, bareYear: false, strength: 'strong' };
  }
  const part = partOf(tokens[next]);
  if (part !== null && (inCharacters || endsThere(tokens[next + 1]))) {
    const days = thirdOfYear(part);
    return { next: next + 1, kind: 'year', year, days, bareYear: false, strength: 'strong' };
  }
  if (!inCharacters && tokens[index]?.glued === true) return null;
  const last = spanEnd(tokens, index + 1, year) ?? year;
  const days = (at: number): DayRange => monthsFrom(at, 1, (last - year + 1) * 12);
  const end = last > year ? index + 3 : inCharacters ? index + 2 : index + 1;
  return { next: end, kind: 'year', year, days, bareYear: true, strength: 'strong' };
}

/** Where the unit of a year begins: behind a comma, a dash, a slash, a dot or a colon, if one is there. */
function afterYear(tokens: Token[], index: number): number {
  const word = tokens[index]?.value ?? '';
  return word === ',' || word === ':' || DASHES.has(word) || /^[./]$/.test(word) ? index + 1 : index;
}

/** "2020 - March 2021" is a range from a year to a month; "2020 - March" and "2020-Q3" are one month and one quarter. */
function isOfThisYear(tokens: Token[], index: number, next: number, end: number): boolean {
  if (/^[./:]$/.test(tokens[next - 1]?.value ?? '') && tokens[next]?.spaced === true && tokens[next - 1]?.value !== ':')
    return false;
  const isJoined = next === index + 1 || tokens[next - 1]?.spaced === false;
  return isJoined || yearAfter(tokens, end) === null;
}

function withoutYear(point: Point | null): Point | null {
  return point !== null && point.year === null ? point : null;
}

function endsThere(token: Token | undefined): boolean {
  return token === undefined || /^[)\],;.:|]$/.test(token.value);
}

/** `Q3 2021`, `Q4'22`, `March 15, 2025`, `Q3 (2024)`, `winter 2023/24`, or the unit alone. */
function readUnitThenYear(tokens: Token[], index: number): Point | null {
  const unit = readBareUnit(tokens, index);
  if (unit === null || isFiscal(tokens, index, unit.next)) return null;
  const { next, kind, days, strength } = unit;
  const found = yearAfter(tokens, next) ?? shortYearAfter(tokens, unit);
  if (found === null) return { next, kind, days, strength, year: null, bareYear: false };
  const isWinter = kind === 'season' && days(2000).start === '2000-12-01';
  const span = isWinter && spanEnd(tokens, found.next, found.year) === found.year + 1 ? 2 : 0;
  return { next: found.next + span, kind, days, strength: 'strong', year: found.year, bareYear: false };
}

interface YearFound {
  year: number;
  next: number;
}

/** The year behind a unit: straight behind it, behind a comma, an "of" or a dash, or in brackets. */
function yearAfter(tokens: Token[], index: number): YearFound | null {
  const at = (place: number): YearFound | null => {
    const year = yearOf(tokens[place]) ?? null;
    if (year !== null) return tokens[place]?.glued === true ? null : { year, next: place + 1 };
    const short = shortYear(tokens, place);
    return short === null ? null : { year: short, next: place + 2 };
  };
  const word = tokens[index]?.value ?? '';
  if (word === '(' || word === '[') return bracketedYear(tokens, index, at);
  if (word === ',' || OF_WORDS.has(word)) return at(index + 1);
  if (/^[./]$/.test(word))
    return tokens[index]?.spaced === false && tokens[index + 1]?.spaced === false ? at(index + 1) : null;
  if (!DASHES.has(word)) return at(index);
  const found = at(index + 1);
  // "Q3 - 2024 Q4" is a range from a quarter to a quarter.
  return found === null || readBareUnit(tokens, found.next) !== null ? null : found;
}

/** `Q3 (2024)`, `Q3 (Jul–Sep) 2024`. */
function bracketedYear(tokens: Token[], index: number, at: (place: number) => YearFound | null): YearFound | null {
  const inside = at(index + 1);
  if (inside !== null) return isClosing(tokens[inside.next]) ? { ...inside, next: inside.next + 1 } : null;
  if (readBareUnit(tokens, index + 1) === null) return null;
  const close = [2, 3, 4, 5, 6].map((step) => index + step).find((place) => isClosing(tokens[place]));
  return close === undefined ? null : at(close + 1);
}

function isClosing(token: Token | undefined): boolean {
  return token?.value === ')' || token?.value === ']';
}

/** `3Q24`, `Q3-24`, `H1/24`, `Q3 24`: two digits behind a quarter or half are its year, from 2010 to 2049. */
function shortYearAfter(tokens: Token[], { kind, next }: Unit): YearFound | null {
  if (kind !== 'quarter' && kind !== 'half') return null;
  const place = next + (/^[-/]$/.test(tokens[next]?.value ?? '') && tokens[next]?.spaced === false ? 1 : 0);
  const token = tokens[place];
  if (token === undefined || token.glued || !/^[1-4]\d$/.test(token.value)) return null;
  return endsThere(tokens[place + 1]) || DASHES.has(tokens[place + 1]?.value ?? '')
    ? { year: 2000 + Number(token.value), next: place + 1 }
    : null;
}

/** `EOY 2020`, `EOY'20`, `year-end`, `year end 2020`, `midyear`. `end of the year` is read as a part. */
function readYearEnd(tokens: Token[], index: number): Point | null {
  const word = tokens[index]?.value ?? '';
  if (word === 'eoy' || word === 'yearend') return withYear(tokens, index + 1, thirdOfYear(2), true);
  if (word === 'midyear') return withYear(tokens, index + 1, thirdOfYear(1), true);
  if (word !== 'year') return null;
  const dash = tokens[index + 1]?.value === '-' ? 1 : 0;
  return tokens[index + 1 + dash]?.value === 'end'
    ? withYear(tokens, index + 2 + dash, thirdOfYear(2), dash === 1)
    : null;
}

function withYear(tokens: Token[], index: number, days: Point['days'], isClear: boolean): Point | null {
  const glued = tokens[index]?.spaced === false && /^\d\d$/.test(tokens[index]?.value ?? '');
  const found = glued ? { year: 2000 + Number(tokens[index]?.value), next: index + 1 } : yearAfter(tokens, index);
  const strength = found !== null || isClear ? 'strong' : 'needs-year';
  return { next: found?.next ?? index, kind: 'year', year: found?.year ?? null, days, bareYear: false, strength };
}
