/** Days as places on a horizontal axis of time. What lies far from all else is pressed together at the axis' ends. */

const DAY_MS = 86_400_000;

/** Days since 1970. The day is `YYYY-MM-DD`. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);

export interface TimeScale {
  left: number;
  right: number;
  /** First day of the even part, and the day after its last, in days since 1970. */
  start: number;
  end: number;
  /** Where the even part begins and ends. */
  startX: number;
  endX: number;
  /** Days beyond the even part that are farthest from it; null where there are none. */
  farBefore: string | null;
  farAfter: string | null;
  /** Pixels from the picture's left to the beginning of the day. */
  x: (day: string) => number;
  /** To its end. */
  xAfter: (day: string) => number;
  /** To the beginning of a day that is given in days since 1970. */
  place: (number: number) => number;
}

/** A day that lies farther from its neighbour than that, and than the time that all nearer ones take, is far. */
const FAR_DAYS = 550;
const FAR_WIDTH = 44;
const LEAST_DAYS = 28;

/** A scale on which all these days have their place, at least one of them. Those nearest to most others lie evenly. */
export function timeScale(days: readonly string[], { left, right }: { left: number; right: number }): TimeScale {
  const sorted = days.toSorted();
  const numbers = sorted.map(dayNumber);
  const [first, last] = nearRange(numbers);
  const [start, end] = roundedOut(first, Math.max(last + 1, first + LEAST_DAYS));
  const [farthestBefore, farthestAfter] = [numbers[0]!, numbers.at(-1)!];
  const isBefore = farthestBefore < start;
  const isAfter = farthestAfter >= end;
  const startX = isBefore ? left + FAR_WIDTH : left;
  const endX = isAfter ? right - FAR_WIDTH : right;
  const place = (number: number): number => {
    if (number < start) return startX - FAR_WIDTH * share(start - number, start - farthestBefore);
    if (number > end) return endX + FAR_WIDTH * share(number - end, farthestAfter + 1 - end);
    return startX + ((number - start) / (end - start)) * (endX - startX);
  };
  return {
    left,
    right,
    start,
    end,
    startX,
    endX,
    farBefore: isBefore ? sorted[0]! : null,
    farAfter: isAfter ? sorted.at(-1)! : null,
    x: (day) => place(dayNumber(day)),
    xAfter: (day) => place(dayNumber(day) + 1),
    place,
  };
}

/** Never to the very end, where a mark would stand half outside. */
const share = (part: number, whole: number): number => 0.86 * Math.min(1, Math.max(0, whole <= 0 ? 1 : part / whole));

/** From the middle one outwards, as long as the next is not far. Sorted numbers. */
function nearRange(numbers: readonly number[]): [first: number, last: number] {
  let low = Math.floor((numbers.length - 1) / 2);
  let high = low;
  for (;;) {
    const allowed = Math.max(FAR_DAYS, (numbers[high]! - numbers[low]!) * 0.5);
    const below = low > 0 ? numbers[low]! - numbers[low - 1]! : Infinity;
    const above = high < numbers.length - 1 ? numbers[high + 1]! - numbers[high]! : Infinity;
    if (Math.min(below, above) > allowed) return [numbers[low]!, numbers[high]!];
    if (below <= above) low -= 1;
    else high += 1;
  }
}

/** To whole weeks, months, quarters or years, by how long it is. `end` is exclusive. */
function roundedOut(start: number, end: number): [start: number, end: number] {
  const length = end - start;
  if (length <= 100) return [mondayBefore(start), mondayBefore(end - 1) + 7];
  const months = length <= 800 ? 1 : length <= 4_500 ? 3 : 12;
  const first = Math.floor(monthNumber(start) / months) * months;
  const after = Math.floor(monthNumber(end - 1) / months) * months + months;
  return [monthStart(first), monthStart(after)];
}

/** The first day of 1970 was a Thursday. */
export const mondayBefore = (number: number): number => number - ((((number + 3) % 7) + 7) % 7);

export const dayOfMonth = (number: number): number => new Date(number * DAY_MS).getUTCDate();

/** Months since the year 0. */
export function monthNumber(number: number): number {
  const day = new Date(number * DAY_MS);
  return day.getUTCFullYear() * 12 + day.getUTCMonth();
}

/** Day number of the first day of a month since the year 0. */
export function monthStart(month: number): number {
  const date = new Date(0);
  // Unlike `Date.UTC`, this takes the years 0 to 99 as they are.
  date.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
  return date.getTime() / DAY_MS;
}
