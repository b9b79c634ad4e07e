/** Where an axis of time has lines, and what they are called, from weeks to centuries. */
import { textWidth } from './text-width.ts';
import { dayOfMonth, mondayBefore, monthNumber, monthStart } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';

export interface Tick {
  x: number;
  /** '' for a line without a word. */
  label: string;
  /** A line between periods of the upper kind, such as years. */
  isMajor: boolean;
}

export interface AxisTicks {
  lower: Tick[];
  /** Words for the periods around: years over quarters, months over weeks. Empty where the lower ones say it all. */
  upper: Tick[];
}

/** So many pixels must a period have for its name, or for a line alone. */
const WEEK_PX = 24;
const MONTH_PX = 31;
const QUARTER_PX = 29;
const YEAR_PX = 40;
const LINE_PX = 9;
const WEEKS_AT_MOST_DAYS = 200;
const YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Lines and words of the scale's even part, from left to right. */
export function ticksOf(scale: TimeScale): AxisTicks {
  const { start, end } = scale;
  const perDay = (scale.endX - scale.startX) / (end - start);
  if (perDay * 7 >= WEEK_PX && end - start <= WEEKS_AT_MOST_DAYS) return weeks(scale);
  if (perDay * 30.4 >= MONTH_PX) return { lower: periods(scale, 1, monthName, 2), upper: periods(scale, 12, yearName) };
  if (perDay * 91.2 >= QUARTER_PX)
    return { lower: periods(scale, 3, quarterName, 2), upper: periods(scale, 12, yearName) };
  return years(scale, perDay * 365.25);
}

function weeks(scale: TimeScale): AxisTicks {
  const lower: Tick[] = [];
  for (let day = mondayBefore(scale.start); day < scale.end; day += 7) {
    if (day >= scale.start) lower.push({ x: scale.place(day), label: String(dayOfMonth(day)), isMajor: false });
  }
  const upper = periods(scale, 1, (month) => `${monthName(month)} ${Math.floor(month / 12)}`);
  return { lower, upper: upper.map((tick) => ({ ...tick, isMajor: tick.x > scale.startX })) };
}

function years(scale: TimeScale, yearPx: number): AxisTicks {
  const step = YEARS.find((size) => size * yearPx >= YEAR_PX) ?? 1_000;
  const named = periods(scale, 12, (month) => ((month / 12) % step === 0 ? yearName(month) : ''), 0);
  const lines = yearPx < LINE_PX ? named.filter(({ label }) => label !== '') : named;
  const lower = lines.map((tick) => ({ ...tick, isMajor: tick.label !== '' }));
  const quarters = yearPx / 4 < LINE_PX ? [] : periods(scale, 3, () => '').filter(({ isMajor }) => !isMajor);
  return { lower: [...lower, ...quarters].toSorted((one, other) => one.x - other.x), upper: [] };
}

/** A tick at the beginning of each so many months; one that began before the scale does is named where the scale begins. */
function periods(scale: TimeScale, size: number, name: (month: number) => string, gap = 6): Tick[] {
  const ticks: Tick[] = [];
  for (let month = Math.floor(monthNumber(scale.start) / size) * size; monthStart(month) < scale.end; month += size) {
    const begin = monthStart(month);
    const isMajor = month % 12 === 0 && begin >= scale.start;
    ticks.push({ x: scale.place(Math.max(scale.start, begin)), label: name(month), isMajor });
  }
  return roomy(ticks, scale, gap);
}

/** Takes the word from a tick whose successor, or the end of the scale, leaves it no room. */
const roomy = (ticks: readonly Tick[], scale: TimeScale, gap: number): Tick[] =>
  ticks.map((tick, index) => {
    const next = ticks.slice(index + 1).find(({ label }) => label !== '')?.x ?? scale.endX;
    return tick.x + textWidth(tick.label, 11) + gap > next ? { ...tick, label: '' } : tick;
  });

const monthName = (month: number): string => MONTHS[month % 12]!;
const quarterName = (month: number): string => `Q${Math.floor((month % 12) / 3) + 1}`;
const yearName = (month: number): string => String(Math.floor(month / 12));
