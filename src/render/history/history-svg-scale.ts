/** Days as places on a horizontal axis of time. */

const DAY_MS = 86_400_000;

export interface TimeScale {
  /** First and last day shown, `YYYY-MM-DD`. */
  start: string;
  end: string;
  left: number;
  right: number;
  /** Pixels from the picture's left; a day beyond the axis is set at its end. */
  x(day: string): number;
  /** Whether the axis has the day. */
  has(day: string): boolean;
}

export interface Tick {
  day: string;
  x: number;
  /** '' for a line without a word. */
  label: string;
  isYear: boolean;
}

/** A quarter that is wider than that has room for its name, or at least for a line. */
const QUARTER_LABEL_PX = 40;
const QUARTER_LINE_PX = 9;
const YEAR_LABEL_PX = 36;

/** From the quarter of the earliest day to the end of that of the latest one, at least four quarters. */
export function timeScale(days: readonly string[], { left, right }: { left: number; right: number }): TimeScale {
  const sorted = days.toSorted();
  const first = quarterOf(sorted[0] ?? '2000-01-01');
  const last = Math.max(quarterOf(sorted.at(-1) ?? '2000-01-01') + 1, first + 4);
  const [start, end] = [quarterStart(first), quarterStart(last)];
  const perDay = (right - left) / (number(end) - number(start));
  const has = (day: string): boolean => day >= start && day <= end;
  const x = (day: string): number => {
    const kept = day < start ? start : day > end ? end : day;
    return left + (number(kept) - number(start)) * perDay;
  };
  return { start, end, left, right, x, has };
}

/** A tick for each year, and for each quarter as far as there is room, from left to right. */
export function ticksOf(scale: TimeScale): Tick[] {
  const [first, last] = [quarterOf(scale.start), quarterOf(scale.end)];
  const quarterPx = (scale.right - scale.left) / (last - first);
  const yearsPerLabel = Math.max(1, Math.ceil(YEAR_LABEL_PX / (quarterPx * 4)));
  const ticks: Tick[] = [];
  for (let quarter = first; quarter < last; quarter += 1) {
    const isYear = quarter % 4 === 0 || quarter === first;
    if (!isYear && quarterPx < QUARTER_LINE_PX) continue;
    const day = quarterStart(quarter);
    const year = Math.floor(quarter / 4);
    const named = quarterPx >= QUARTER_LABEL_PX ? `Q${(quarter % 4) + 1}` : '';
    const hasRoom = quarter % 4 === 0 || named !== '' || quarter % 4 < 3;
    const yearLabel = year % yearsPerLabel === 0 && hasRoom ? String(year) : '';
    ticks.push({ day, x: scale.x(day), label: isYear ? yearLabel : named, isYear: quarter % 4 === 0 });
  }
  return ticks;
}

const number = (day: string): number => Date.parse(day) / DAY_MS;

/** Quarters since the year 0. */
const quarterOf = (day: string): number => Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);

const quarterStart = (quarter: number): string =>
  `${String(Math.floor(quarter / 4)).padStart(4, '0')}-${String((quarter % 4) * 3 + 1).padStart(2, '0')}-01`;
