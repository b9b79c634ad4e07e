import { constantFrom, integer, oneof, record, tuple } from 'fast-check';
import type { Arbitrary } from 'fast-check';

/**
 * Phrases that name a time, with the days they name: the design's description of timeframes written a second time, with a
 * calendar of its own, so that the reader is not checked against itself.
 */
export interface TimePhrase {
  phrase: string;
  start: string;
  end: string;
}

/** A stretch of a year in months; `first` may be beyond 12, which is the next year. */
interface Stretch {
  first: number;
  length: number;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const two = (number: number): string => String(number).padStart(2, '0');

export function lengthOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (LENGTHS[month - 1] ?? 0);
}

function inCalendar(year: number, month: number): { year: number; month: number } {
  return { year: year + Math.floor((month - 1) / 12), month: ((month - 1) % 12) + 1 };
}

function dayIn(year: number, month: number, day: number | 'last'): string {
  const at = inCalendar(year, month);
  return `${at.year}-${two(at.month)}-${two(day === 'last' ? lengthOf(at.year, at.month) : day)}`;
}

export function daysOf(year: number, { first, length }: Stretch): { start: string; end: string } {
  return { start: dayIn(year, first, 1), end: dayIn(year, first + length - 1, 'last') };
}

const YEAR: Stretch = { first: 1, length: 12 };
const year = integer({ min: 1990, max: 2089 });

interface Named extends Stretch {
  name: string;
}

const ENGLISH_MONTHS = [
  ['January', 'Jan', 'JAN', 'Jan.'],
  ['February', 'Feb', 'feb', 'Feb.'],
  ['March', 'Mar', 'Mar.'],
  ['April', 'Apr', 'APRIL'],
  ['May', 'may'],
  ['June', 'Jun'],
  ['July', 'Jul'],
  ['August', 'Aug', 'Aug.'],
  ['September', 'Sep', 'Sept', 'Sept.'],
  ['October', 'Oct'],
  ['November', 'Nov', 'november'],
  ['December', 'Dec', 'Dec.'],
];
const OTHER_MONTHS = [
  ['Januar', 'janvier', 'enero', 'января'],
  ['Februar', 'février', 'febrero', 'fevereiro'],
  ['März', 'mars', 'marzo', 'março', 'март'],
  ['avril', 'abril', 'aprile'],
  ['Mai', 'mayo', 'maggio', 'май'],
  ['Juni', 'juin', 'junio', 'июня'],
  ['Juli', 'juillet', 'julho', 'luglio'],
  ['août', 'agosto', 'август'],
  ['septembre', 'septiembre', 'setembro'],
  ['Oktober', 'octobre', 'octubre', 'ottobre'],
  ['novembre', 'noviembre', 'ноябрь'],
  ['Dezember', 'décembre', 'diciembre', 'декабря'],
];

const months = (table: string[][]): Named[] =>
  table.flatMap((names, index) => names.map((name) => ({ name, first: index + 1, length: 1 })));
const month = constantFrom(...months(ENGLISH_MONTHS));
const otherMonth = constantFrom(...months(OTHER_MONTHS));
const quarter = constantFrom(
  ...[0, 1, 2, 3].flatMap((index): Named[] => {
    const ordinals =
      [
        ['first', '1st'],
        ['second', '2nd'],
        ['third', '3rd'],
        ['fourth', '4th'],
      ][index] ?? [];
    const names = [`Q${index + 1}`, `q${index + 1}`, ...ordinals.map((ordinal) => `${ordinal} quarter`)];
    return names.map((name) => ({ name, first: index * 3 + 1, length: 3 }));
  }),
);
const half = constantFrom(
  ...[0, 1].flatMap((index): Named[] =>
    [`H${index + 1}`, index === 0 ? 'first half' : '2nd half'].map((name) => ({
      name,
      first: index * 6 + 1,
      length: 6,
    })),
  ),
);
const season = constantFrom<Named>(
  { name: 'spring', first: 3, length: 3 },
  { name: 'Summer', first: 6, length: 3 },
  { name: 'Fall', first: 9, length: 3 },
  { name: 'autumn', first: 9, length: 3 },
  { name: 'Winter', first: 12, length: 3 },
);
const unit = oneof(month, quarter, half, season);

const unitAndYear = oneof(
  tuple(unit, year, constantFrom(' ', ', ', ' of ', '-', '/')).map(([it, at, between]): TimePhrase => {
    return { phrase: `${it.name}${between}${at}`, ...daysOf(at, it) };
  }),
  tuple(oneof(quarter, half, season, month), year, constantFrom(' ', '-', ', ', ' - ')).map(
    ([it, at, between]): TimePhrase => {
      const name = it.name.replace('.', '');
      return { phrase: `${at}${between}${name}`, ...daysOf(at, { ...it }) };
    },
  ),
  tuple(integer({ min: 1, max: 4 }), integer({ min: 2010, max: 2049 }), integer({ min: 0, max: 8 })).map(
    ([number, at, form]): TimePhrase => {
      const short = two(at % 100);
      const phrase = [
        `Q${number}'${short}`,
        `Q${number} ’${short}`,
        `${number}Q${short}`,
        `${number}Q ${at}`,
        `${number}Q${at}`,
        `${at}Q${number}`,
        `Q${number}-${short}`,
        `T${number} ${at}`,
        `${number}. Quartal ${at}`,
      ][form];
      return { phrase: phrase ?? '', ...daysOf(at, { first: number * 3 - 2, length: 3 }) };
    },
  ),
  tuple(otherMonth, year, constantFrom(' ', ' de ')).map(([it, at, between]): TimePhrase => {
    return { phrase: `${it.name}${between}${at}`, ...daysOf(at, it) };
  }),
  tuple(constantFrom('Winter', 'winter'), year, constantFrom('/', '-', '–')).map(([name, at, between]): TimePhrase => {
    return { phrase: `${name} ${at}${between}${at + 1}`, ...daysOf(at, { first: 12, length: 3 }) };
  }),
);

const thirds = constantFrom<[string, number]>(
  ['early ', 0],
  ['Early-', 0],
  ['beginning of ', 0],
  ['start of the ', 0],
  ['mid ', 1],
  ['mid-', 1],
  ['Middle of ', 1],
  ['late ', 2],
  ['late in ', 2],
  ['end of ', 2],
  ['End of the ', 2],
);

/** A third of a month is ten days, the last to its end; of anything longer, a third of its months. */
function thirdOf(at: number, stretch: Stretch, index: number): { start: string; end: string } {
  if (stretch.length > 1) {
    const length = stretch.length / 3;
    return daysOf(at, { first: stretch.first + index * length, length });
  }
  return {
    start: dayIn(at, stretch.first, index * 10 + 1),
    end: dayIn(at, stretch.first, index === 2 ? 'last' : index * 10 + 10),
  };
}

const part = oneof(
  tuple(thirds, unit, year).map(([[words, index], it, at]): TimePhrase => {
    return { phrase: `${words}${it.name} ${at}`, ...thirdOf(at, it, index) };
  }),
  tuple(thirds, year).map(([[words, index], at]): TimePhrase => {
    return { phrase: `${words}${at}`, ...thirdOf(at, YEAR, index) };
  }),
  tuple(constantFrom('EOY', 'end of year', 'end of the year', 'year-end', 'end', 'Ende', 'fin de'), year).map(
    ([words, at]): TimePhrase => ({ phrase: `${words} ${at}`, ...thirdOf(at, YEAR, 2) }),
  ),
  tuple(constantFrom(' to ', '/', '-'), year).map(([between, at]): TimePhrase => {
    return { phrase: `mid${between}late ${at}`, ...daysOf(at, { first: 5, length: 8 }) };
  }),
);

const dashes = constantFrom('-', '–', ' - ', ' to ', ' through ', '/', ' & ', ' and ');

const range = oneof(
  // Both ends say their year.
  tuple(unit, unit, year, integer({ min: 0, max: 2 }), dashes)
    .filter(([one, other, at, more]) => daysOf(at, one).end < daysOf(at + more, other).start)
    .map(([one, other, at, more, between]): TimePhrase => {
      const phrase = `${one.name} ${at}${between}${other.name} ${at + more}`;
      return { phrase, start: daysOf(at, one).start, end: daysOf(at + more, other).end };
    }),
  // The second end's year holds for both, unless the first would begin after it: then it is of the year before.
  tuple(oneof(month, quarter), oneof(month, quarter), year, dashes)
    .filter(([one, other]) => one.length === other.length && one.first !== other.first)
    .map(([one, other, at, between]): TimePhrase => {
      const from = one.first < other.first ? at : at - 1;
      return {
        phrase: `${one.name}${between}${other.name} ${at}`,
        start: daysOf(from, one).start,
        end: daysOf(at, other).end,
      };
    }),
  tuple(year, integer({ min: 1, max: 5 }), constantFrom('-', '–', ' - ', ' to ', ' and ')).map(
    ([at, more, between]): TimePhrase => {
      return { phrase: `${at}${between}${at + more}`, start: `${at}-01-01`, end: `${at + more}-12-31` };
    },
  ),
  tuple(constantFrom('Q1, Q2', 'Q1+Q2', 'Q1, Q2'), year).map(([words, at]): TimePhrase => {
    return { phrase: `${words} ${at}`, ...daysOf(at, { first: 1, length: 6 }) };
  }),
);

const day = record({ at: year, number: integer({ min: 1, max: 12 }), day: integer({ min: 1, max: 31 }) })
  .filter((it) => it.day <= lengthOf(it.at, it.number))
  .chain((it) => {
    const long = ENGLISH_MONTHS[it.number - 1]?.[0] ?? '';
    const date = `${it.at}-${two(it.number)}-${two(it.day)}`;
    const forms = [
      date,
      date.replaceAll('-', '/'),
      `${two(it.day)}.${two(it.number)}.${it.at}`,
      `${it.number}/${it.day}/${it.at}`,
      `${long} ${it.day}, ${it.at}`,
      `${long.slice(0, 3)} ${it.day} ${it.at}`,
      `${it.day} ${long} ${it.at}`,
      `${it.day}th of ${long} ${it.at}`,
      `${it.at}年${it.number}月${it.day}日`,
    ];
    return constantFrom(...forms).map((phrase): TimePhrase => ({ phrase, start: date, end: date }));
  });

const monthInDigits = tuple(year, integer({ min: 1, max: 12 }), integer({ min: 0, max: 4 })).map(
  ([at, number, form]): TimePhrase => {
    const phrase = [
      `${at}-${two(number)}`,
      `${at}/${two(number)}`,
      `${two(number)}/${at}`,
      `${at}年${number}月`,
      `${at}년 ${number}월`,
    ][form];
    return { phrase: phrase ?? '', ...daysOf(at, { first: number, length: 1 }) };
  },
);

const fullWidth = (text: string): string =>
  text.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const inCharacters = tuple(
  year,
  constantFrom<[string, Stretch]>(
    ['年', YEAR],
    ['年第一季度', { first: 1, length: 3 }],
    ['年第3季度', { first: 7, length: 3 }],
    ['年第4四半期', { first: 10, length: 3 }],
    ['年Q2', { first: 4, length: 3 }],
    ['年上半年', { first: 1, length: 6 }],
    ['年下期', { first: 7, length: 6 }],
    ['年底', { first: 9, length: 4 }],
    ['年秋', { first: 9, length: 3 }],
    ['年3月～5月', { first: 3, length: 3 }],
    ['년 2분기', { first: 4, length: 3 }],
    ['년 하반기', { first: 7, length: 6 }],
  ),
  constantFrom((text: string) => text, fullWidth),
).map(([at, [words, stretch], width]): TimePhrase => {
  return { phrase: width(`${at}${words}`), ...daysOf(at, stretch) };
});

/** Every phrase that names its year. */
export const datedPhrase: Arbitrary<TimePhrase> = oneof(
  year.map((at): TimePhrase => ({ phrase: String(at), ...daysOf(at, YEAR) })),
  { arbitrary: unitAndYear, weight: 4 },
  { arbitrary: part, weight: 3 },
  { arbitrary: range, weight: 4 },
  day,
  monthInDigits,
  inCharacters,
);

/** A phrase without a year, with the stretch of a year that it names. */
export const undatedPhrase: Arbitrary<{ phrase: string; daysIn: (year: number) => { start: string; end: string } }> =
  oneof(
    unit.map((it) => ({ phrase: it.name, daysIn: (at: number) => daysOf(at, it) })),
    tuple(thirds, unit).map(([[words, index], it]) => ({
      phrase: `${words}${it.name}`,
      daysIn: (at: number) => thirdOf(at, it, index),
    })),
    tuple(quarter, quarter)
      .filter(([one, other]) => one.first < other.first)
      .map(([one, other]) => ({
        phrase: `${one.name} - ${other.name}`,
        daysIn: (at: number) => daysOf(at, { first: one.first, length: other.first - one.first + 3 }),
      })),
  );
