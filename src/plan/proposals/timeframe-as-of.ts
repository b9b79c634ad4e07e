/** A last day on a card, as a roadmap would write the time that ends then. */
import type { Target } from '../../roadmap/model.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/**
 * `Q3 2026` for the end of a quarter where the item was planned for one, `September 2026` for the end of any month, else
 * the day itself. null for an item that is planned for no time: a release has its day from elsewhere.
 */
export function timeframeAsOf(day: string, target: Target | null): string | null {
  const [, year, month] = /^(\d{4})-(\d{2})-\d{2}$/.exec(day) ?? [];
  const number = Number(month);
  const name = MONTHS[number - 1];
  if (target === null || target.end === null || year === undefined || name === undefined) return null;
  if (day !== lastOf(Number(year), number)) return day;
  const isQuarterly = /\bq[1-4]\b/i.test(target.text);
  return isQuarterly && number % 3 === 0 ? `Q${number / 3} ${year}` : `${name} ${year}`;
}

const lastOf = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
