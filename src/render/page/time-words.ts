import { count } from '../count.ts';

const MINUTE_MS = 60_000;
const UNITS: readonly (readonly [number, string])[] = [
  [365 * 24 * 60, 'year'],
  [30 * 24 * 60, 'month'],
  [24 * 60, 'day'],
  [60, 'hour'],
  [1, 'minute'],
];

/** `5 minutes ago`, `2 days ago`; `just now` for less than a minute and for what is still to come. Both are ISO instants. */
export function ago(then: string, now: string): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(then)) / MINUTE_MS);
  const unit = UNITS.find(([size]) => minutes >= size);
  return unit === undefined ? 'just now' : `${count(Math.floor(minutes / unit[0]), unit[1])} ago`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `20 Jan 2026` of `2026-01-20`, and of an instant its day in UTC; the text itself when it is neither. */
export function dayWords(day: string): string {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(day);
  const month = MONTHS[Number(found?.[2]) - 1];
  return found === null || month === undefined ? day : `${Number(found[3])} ${month} ${found[1]}`;
}
