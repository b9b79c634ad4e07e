/** The words of the timeframe grammar, as data. All lower case. */

export const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    ['january', 'jan'],
    ['february', 'feb', 'febr'],
    ['march', 'mar'],
    ['april', 'apr'],
    ['may'],
    ['june', 'jun'],
    ['july', 'jul'],
    ['august', 'aug'],
    ['september', 'sep', 'sept'],
    ['october', 'oct'],
    ['november', 'nov'],
    ['december', 'dec'],
  ].flatMap((names, index) => names.map((name): [string, number] => [name, index + 1])),
);

/** First month of each season, northern and meteorological; winter begins in December of the year named. */
export const SEASONS: ReadonlyMap<string, number> = new Map([
  ['spring', 3],
  ['summer', 6],
  ['autumn', 9],
  ['fall', 9],
  ['winter', 12],
]);

/** Which third of what follows. Those of `WITH_OF` want an "of": `end of June`. */
export const PARTS: ReadonlyMap<string, 0 | 1 | 2> = new Map([
  ['early', 0],
  ['mid', 1],
  ['middle', 1],
  ['late', 2],
  ['beginning', 0],
  ['start', 0],
  ['end', 2],
]);

export const WITH_OF: ReadonlySet<string> = new Set(['beginning', 'start', 'middle', 'end']);

export const ORDINALS: ReadonlyMap<string, number> = new Map([
  ['first', 1],
  ['1st', 1],
  ['second', 2],
  ['2nd', 2],
  ['third', 3],
  ['3rd', 3],
  ['fourth', 4],
  ['4th', 4],
]);

/** Between the two ends of a range. */
export const RANGE_WORDS: ReadonlySet<string> = new Set([
  'to',
  'through',
  'until',
  'till',
  'and',
  '-',
  '–',
  '—',
  '/',
  '&',
  '~',
  '〜',
]);

/** After a timeframe, these leave its end open, so that it names no last day: `2026 and beyond`. */
export const OPEN_ENDED = /^\s*(?:\+|(?:and|&)\s+(?:beyond|later|onwards?)|onwards?\b|or\s+later\b|以降|以后)/i;
