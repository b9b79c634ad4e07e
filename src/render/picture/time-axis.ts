import { px } from '../history/svg-text.ts';
import { words } from './picture-frame.ts';
import { textWidth } from './text-width.ts';
import type { TimeScale } from './time-scale.ts';
import { ticksOf } from './time-ticks.ts';
import type { AxisTicks } from './time-ticks.ts';
import { dayWords } from './view-words.ts';

/** Pixels that the words above the axis take: today's, and one or two lines of ticks. */
export const axisHeight = (scale: TimeScale): number => (ticksOf(scale).upper.length > 0 ? 50 : 36);

/** Lines, words and today's line of an axis whose rows are between `top` and `bottom`. */
export function timeAxis(
  scale: TimeScale,
  { top, bottom, today }: { top: number; bottom: number; today: string },
): {
  behind: string[];
  before: string[];
} {
  const ticks = ticksOf(scale);
  return {
    behind: [...farParts(scale, top, bottom), ...lines(ticks, top, bottom), ...tickWords(ticks, top)],
    before: todayParts(scale, top, bottom, today, ticks.upper.length > 0 ? 40 : 25),
  };
}

/** A line before the word above it where two kinds of ticks meet in one place. */
const lines = ({ lower, upper }: AxisTicks, top: number, bottom: number): string[] => [
  ...lower.map(({ x, isMajor }) => vertical(isMajor ? 'mp-grid-year' : 'mp-grid', x, top - 2, bottom)),
  ...upper.flatMap(({ x, isMajor }) => (isMajor ? [vertical('mp-grid-year', x, top - 28, bottom)] : [])),
];

const tickWords = ({ lower, upper }: AxisTicks, top: number): string[] => [
  ...lower
    .filter(({ label }) => label !== '')
    .map(({ x, label }) =>
      words(x + 3, top - 7, upper.length === 0 ? 'mp-small mp-strong' : 'mp-soft mp-small', label),
    ),
  ...upper
    .filter(({ label }) => label !== '')
    .map(({ x, label }) => words(x + 3, top - 21, 'mp-small mp-strong', label)),
];

const vertical = (name: string, x: number, top: number, bottom: number): string =>
  `<path class="${name}" d="M${px(x)} ${px(top)}V${px(bottom)}"/>`;

/** The ends that are pressed together: a tinted stretch, a jagged line where it begins, and the year that it reaches. */
function farParts(
  { left, right, startX, endX, farBefore, farAfter }: TimeScale,
  top: number,
  bottom: number,
): string[] {
  const parts: string[] = [];
  if (farBefore !== null) {
    parts.push(stretch(left, startX, top, bottom), jagged(startX, top, bottom));
    parts.push(words(left + 1, top - 7, 'mp-soft mp-small', `‹ ${farBefore.slice(0, 4)}`));
  }
  if (farAfter !== null) {
    parts.push(stretch(endX, right, top, bottom), jagged(endX, top, bottom));
    parts.push(words(right - 1, top - 7, 'mp-soft mp-small mp-right', `${farAfter.slice(0, 4)} ›`));
  }
  return parts;
}

const stretch = (from: number, to: number, top: number, bottom: number): string =>
  `<rect class="mp-far" x="${px(from)}" y="${px(top)}" width="${px(to - from)}" height="${px(bottom - top)}"/>`;

const jagged = (x: number, top: number, bottom: number): string => {
  const teeth = Math.floor((bottom - top) / 12);
  return `<path class="mp-break" d="M${px(x)} ${px(top)}${'l3 3-6 6 3 3'.repeat(teeth)}"/>`;
};

/** The word stays within the axis, also where today is at its end. */
function todayParts(scale: TimeScale, top: number, bottom: number, today: string, above: number): string[] {
  const { left, right, startX, endX } = scale;
  const label = `today, ${dayWords(today)}`;
  const half = textWidth(label, 11) / 2;
  const place = scale.x(today);
  const middle = Math.max(left + half, Math.min(right - half, place));
  // Where the axis is pressed together, the line would cross the year that it reaches.
  const from = place < startX || place > endX ? top : top - above + 4;
  return [
    `<path class="mp-today" d="M${px(place)} ${px(from)}V${px(bottom)}"/>`,
    words(middle, top - above, 'mp-small mp-middle mp-today-word mp-halo', label),
  ];
}
