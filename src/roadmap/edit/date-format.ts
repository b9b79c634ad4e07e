/** How a file writes a day, with the way back: given such a text, a day is written in the same way. */
interface DateFormat {
  pattern: RegExp;
  write: (day: Day, sample: RegExpExecArray) => string;
}

interface Day {
  year: number;
  /** 1–12. */
  month: number;
  day: number;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const NAME =
  '(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const DAY = '(?<day>\\d{1,2})(?<ordinal>st|nd|rd|th)?';

const FORMATS: readonly DateFormat[] = [
  {
    // 2026-03-05, 2026/03/05, 2026.3.5
    pattern: /^(?<year>\d{4})(?<gap>[-/.])(?<month>\d{1,2})\k<gap>(?<day>\d{1,2})$/,
    write: ({ year, month, day }, { groups = {} }) =>
      [year, padded(month, groups['month']), padded(day, groups['day'])].join(groups['gap']),
  },
  {
    // 2026-03
    pattern: /^(?<year>\d{4})(?<gap>[-/])(?<month>\d{2})$/,
    write: ({ year, month }, { groups = {} }) => `${year}${groups['gap'] ?? ''}${padded(month, '00')}`,
  },
  {
    // March 5, 2026; Mar 5th 2026
    pattern: new RegExp(`^${NAME}(?<dot>\\.?) ${DAY}(?<gap>,? )(?<year>\\d{4})$`, 'i'),
    write: ({ year, month, day }, { groups = {} }) =>
      `${monthLike(month, groups)} ${dayLike(day, groups)}${groups['gap'] ?? ' '}${year}`,
  },
  {
    // 5 March 2026; 05 Mar 2026; 05-Mar-2026
    pattern: new RegExp(`^${DAY}(?<gap>[ -])${NAME}(?<dot>\\.?)(?<comma>,?)\\k<gap>(?<year>\\d{4})$`, 'i'),
    write: ({ year, month, day }, { groups = {} }) =>
      [dayLike(day, groups), monthLike(month, groups) + (groups['comma'] ?? ''), year].join(groups['gap']),
  },
  {
    // March 2026; Mar, 2026
    pattern: new RegExp(`^${NAME}(?<dot>\\.?)(?<gap>,? )(?<year>\\d{4})$`, 'i'),
    write: ({ year, month }, { groups = {} }) => `${monthLike(month, groups)}${groups['gap'] ?? ' '}${year}`,
  },
  {
    // 3/5/2026, month first, as the reader takes it
    pattern: /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/,
    write: ({ year, month, day }, { groups = {} }) =>
      [padded(month, groups['month']), padded(day, groups['day']), year].join('/'),
  },
  {
    // Q1 2026; 2026 Q1
    pattern: /^Q[1-4](?<gap>[ -]?)(?<year>\d{4})$/,
    write: ({ year, month }, { groups = {} }) => `Q${quarterOf(month)}${groups['gap'] ?? ' '}${year}`,
  },
  {
    pattern: /^(?<year>\d{4})(?<gap>[ -]?)Q[1-4]$/,
    write: ({ year, month }, { groups = {} }) => `${year}${groups['gap'] ?? ' '}Q${quarterOf(month)}`,
  },
  { pattern: /^\d{4}$/, write: ({ year }) => String(year) },
];

/** `date` (`YYYY-MM-DD`) written as `sample` is; null where the sample is in no known format. */
export function dateLike(sample: string, date: string): string | null {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  for (const { pattern, write } of FORMATS) {
    const match = pattern.exec(sample);
    if (match !== null) return write({ year, month, day }, match);
  }
  return null;
}

/** Whether a text is a day of the calendar, as `YYYY-MM-DD`. */
export function isDay(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(`${date}T00:00:00Z`).toJSON()?.slice(0, 10) === date;
}

type Groups = Record<string, string | undefined>;

/** With a leading zero where the sample has one, or could not show that it has none. */
function padded(value: number, sample: string | undefined): string {
  return sample?.length === 2 ? String(value).padStart(2, '0') : String(value);
}

function dayLike(day: number, groups: Groups): string {
  const isPadded = groups['day']?.startsWith('0') === true;
  const number = isPadded ? String(day).padStart(2, '0') : String(day);
  return groups['ordinal'] === undefined ? number : number + ordinalOf(day);
}

function ordinalOf(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}

/** In full or shortened, and in the letter case of the sample. `May` alone shows neither: then it stays in full. */
function monthLike(month: number, groups: Groups): string {
  const sample = groups['month'] ?? '';
  const name = MONTHS[month - 1] ?? '';
  const isShort = sample.length <= 4 && !/^(?:may|june|july)$/i.test(sample);
  const written = isShort ? name.slice(0, 3) + (month === 5 ? '' : (groups['dot'] ?? '')) : name;
  if (sample === sample.toUpperCase()) return written.toUpperCase();
  return sample === sample.toLowerCase() ? written.toLowerCase() : written;
}

function quarterOf(month: number): number {
  return Math.ceil(month / 3);
}
