/** The words of the timeframe grammar, as data. All lower case, and Latin digits: see `timeframe-tokens.ts`. */

export const MONTHS: ReadonlyMap<string, number> = numbered([
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
]);

/**
 * Months in German, French, Spanish, Portuguese, Italian, Dutch and Russian, where they are written otherwise. They count
 * beside a year only: alone, many are words of another language (`Mars`, `mei`).
 */
export const FOREIGN_MONTHS: ReadonlyMap<string, number> = numbered([
  ['januar', 'jänner', 'janvier', 'janv', 'enero', 'janeiro', 'gennaio', 'januari', 'январь', 'января'],
  ['februar', 'février', 'fevrier', 'févr', 'febrero', 'fevereiro', 'febbraio', 'februari', 'февраль', 'февраля'],
  ['märz', 'maerz', 'mrz', 'mars', 'marzo', 'março', 'marco', 'maart', 'март', 'марта'],
  ['avril', 'avr', 'abril', 'aprile', 'апрель', 'апреля'],
  ['mai', 'mayo', 'maio', 'maggio', 'mei', 'май', 'мая'],
  ['juni', 'juin', 'junio', 'junho', 'giugno', 'июнь', 'июня'],
  ['juli', 'juillet', 'juil', 'julio', 'julho', 'luglio', 'июль', 'июля'],
  ['août', 'aout', 'agosto', 'augustus', 'август', 'августа'],
  ['septembre', 'septiembre', 'setembro', 'settembre', 'сентябрь', 'сентября'],
  ['oktober', 'okt', 'octobre', 'octubre', 'outubro', 'ottobre', 'октябрь', 'октября'],
  ['novembre', 'noviembre', 'novembro', 'ноябрь', 'ноября'],
  ['dezember', 'dez', 'décembre', 'decembre', 'déc', 'diciembre', 'dezembro', 'dicembre', 'декабрь', 'декабря'],
]);

/** First month of each season, northern and meteorological; winter begins in December of the year named. */
export const SEASONS: ReadonlyMap<string, number> = new Map([
  ['spring', 3],
  ['summer', 6],
  ['autumn', 9],
  ['fall', 9],
  ['winter', 12],
]);

/** Beside a year only. The CJK ones may have a `季` or `天` behind them. */
export const FOREIGN_SEASONS: ReadonlyMap<string, number> = seasons({
  3: ['frühling', 'frühjahr', 'printemps', 'primavera', 'весна', 'весной', '春'],
  6: ['sommer', 'été', 'verano', 'verão', 'estate', 'лето', 'летом', '夏'],
  9: ['herbst', 'automne', 'otoño', 'outono', 'autunno', 'осень', 'осенью', '秋'],
  12: ['hiver', 'invierno', 'inverno', 'зима', 'зимой', '冬'],
});

export type Third = 0 | 1 | 2;

/** Which third of what follows: `early`, `mid-`, `late in`. */
export const PARTS: ReadonlyMap<string, Third> = new Map([
  ['early', 0],
  ['mid', 1],
  ['late', 2],
  // "EOQ3": the tokens are "eo" and "q3".
  ['eo', 2],
]);

/** These want an "of", or a year behind what follows: `end of June`, `end 2025`. */
export const PARTS_OF: ReadonlyMap<string, Third> = new Map([
  ['beginning', 0],
  ['start', 0],
  ['middle', 1],
  ['end', 2],
]);

/** Beside a year only. */
export const FOREIGN_PARTS: ReadonlyMap<string, Third> = new Map([
  ['anfang', 0],
  ['début', 0],
  ['debut', 0],
  ['principios', 0],
  ['início', 0],
  ['начало', 0],
  ['初', 0],
  ['mitte', 1],
  ['mi', 1],
  ['mediados', 1],
  ['meados', 1],
  ['середина', 1],
  ['中', 1],
  ['ende', 2],
  ['fin', 2],
  ['finales', 2],
  ['fim', 2],
  ['конец', 2],
  ['底', 2],
  ['末', 2],
]);

export const ORDINALS: ReadonlyMap<string, number> = numbered([
  ['first', '1st'],
  ['second', '2nd'],
  ['third', '3rd'],
  ['fourth', '4th'],
]);

/** Numbers before a quarter in digits or Chinese characters. */
export const DIGITS: ReadonlyMap<string, number> = numbered([
  ['1', '一'],
  ['2', '二'],
  ['3', '三'],
  ['4', '四'],
]);

/** What may stand between a digit and its noun: `3. Quartal`, `3º trimestre`, `1er trimestre`. */
export const DIGIT_ENDINGS: ReadonlySet<string> = new Set(['.', 'º', 'ª', '°', 'er', 'e', 'ème', 'й', 'ый', 'ое', '-']);

/** How many months each noun is long. */
export const SPANS: ReadonlyMap<string, number> = new Map([
  ['quarter', 3],
  ['quartal', 3],
  ['kwartaal', 3],
  ['trimestre', 3],
  ['квартал', 3],
  ['季度', 3],
  ['四半期', 3],
  ['분기', 3],
  ['half', 6],
  ['halbjahr', 6],
  ['semestre', 6],
  ['semester', 6],
  ['полугодие', 6],
]);

/** Halves of a year that are one word: first month. */
export const HALVES: ReadonlyMap<string, number> = new Map(
  ['半年', '半年度', '半期', '期'].flatMap((tail): [string, number][] => [
    [`上${tail}`, 1],
    [`下${tail}`, 7],
  ]),
)
  .set('상반기', 1)
  .set('하반기', 7);

/** "of" between a part, a unit and a year. */
export const OF_WORDS: ReadonlySet<string> = new Set(['of', 'in', 'de', 'del', 'des', 'du', 'do', 'di']);

export const DASHES: ReadonlySet<string> = new Set(['-', '–', '—', '−', '‑', '‒']);

/** Between the two ends of a range. */
export const RANGE_WORDS: ReadonlySet<string> = new Set([
  ...DASHES,
  'to',
  'through',
  'thru',
  'until',
  'till',
  'and',
  'or',
  'bis',
  'à',
  'und',
  '/',
  '&',
  '~',
  '〜',
  '→',
  '至',
  '到',
]);

/** Between the members of a list whose last one says the year: `Q1, Q2 2024`. */
export const LIST_WORDS: ReadonlySet<string> = new Set([',', '+', '、']);

/** After a timeframe, these leave its end open, so that it names no last day: `2026 and beyond`. */
export const OPEN_ENDED =
  /^\s*(?:\+(?!\s*[\p{L}\d])|(?:and|&)\s+(?:beyond|later|onwards?)|onwards?\b|or\s+later\b|以降|以后)/iu;

function numbered(rows: string[][]): Map<string, number> {
  return new Map(rows.flatMap((names, index) => names.map((name): [string, number] => [name, index + 1])));
}

function seasons(table: Record<number, string[]>): Map<string, number> {
  return new Map(
    Object.entries(table).flatMap(([month, names]) =>
      names.flatMap((name): [string, number][] => [
        [name, Number(month)],
        [`${name}季`, Number(month)],
        [`${name}天`, Number(month)],
      ]),
    ),
  );
}
