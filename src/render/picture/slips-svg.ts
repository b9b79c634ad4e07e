import type { RoadmapView, ViewItem } from '../../plan/view/view.ts';
import { px, svgText } from '../history/svg-text.ts';
import { count } from '../count.ts';
import { plainText, shorten } from '../plain-text.ts';
import { chevron, moveArc, oldMark } from './picture-marks.ts';
import { headHeight, MARGIN, picture, pictureWidth, words } from './picture-frame.ts';
import type { PictureOptions } from './picture-frame.ts';
import { legend } from './picture-legend.ts';
import type { LegendEntry } from './picture-legend.ts';
import { fitText, textWidth } from './text-width.ts';
import { axisHeight, timeAxis } from './time-axis.ts';
import { timeScale } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';
import { daysSlipped, grouped, movesWords, slipsOf, slipWords, STATUS_WORDS, viewName } from './view-words.ts';

const ROWS = 40;
const ROW = 29;
const FACTS = 118;
const SMALL = 11;
/** Of an item with more, the newest are drawn. */
const MOST_MOVES = 60;

/**
 * How often a roadmap's items were planned anew, as a picture: a row for each that was, most slipped first, with a
 * diamond for each day that it was planned for and an arrow from each to the next. null where nothing moved. One file,
 * without scripts or fonts; the same bytes for the same view and options.
 */
export function slipsSvg(view: RoadmapView, options: PictureOptions): string | null {
  const { today, fragment = false, rows = ROWS, idPrefix = 'slips' } = options;
  const moved = mostSlippedFirst(view.items.filter(({ moves }) => moves.length > 0));
  if (moved.length === 0) return null;
  const shown = moved.slice(0, Math.max(1, Math.floor(rows)));
  const width = pictureWidth(options.width);
  const left = fragment ? 0 : MARGIN;
  const right = width - left;
  const titleRight = Math.round(left + (right - left) * (width < 720 ? 0.34 : 0.3));
  const scale = scaleOf(shown, today, { left: titleRight + 16, right: right - FACTS });
  const summary = summaryOf(moved);
  const top = headHeight(fragment, 1) + (scale === null ? 0 : axisHeight(scale)) + (fragment ? 4 : 14);
  const bottom = top + shown.length * ROW + 8;
  const axis = scale === null ? { behind: [], before: [] } : timeAxis(scale, { top, bottom, today });
  const rest = shown.length < moved.length ? `and ${grouped(moved.length - shown.length)} more` : '';
  const below = bottom + (rest === '' ? 22 : 42);
  const explained = legend(signsOf(shown, scale), { left: left + 4, right, top: below });
  const places = { left, titleRight, right, scale };
  return picture(
    {
      width,
      height: below + explained.height + (fragment ? -8 : 4),
      isFragment: fragment,
      idPrefix,
      title: `Slips: ${viewName(view)}`,
      description: `What its items were planned for, one after the other. ${summary}.`,
      subtitles: [summary],
    },
    [
      ...axis.behind,
      `<path class="mp-rule" d="M${px(left)} ${px(top)}H${px(right)}"/>`,
      ...axis.before,
      ...shown.map((item, index) => row(item, top + index * ROW, places)),
      ...(rest === '' ? [] : [words(left, bottom + 18, 'mp-soft', rest)]),
      ...explained.parts,
    ],
  );
}

const mostSlippedFirst = (items: readonly ViewItem[]): ViewItem[] =>
  items.toSorted((one, other) => slipsOf(other).length - slipsOf(one).length || daysSlipped(other) - daysSlipped(one));

/** `7 items slipped 12 times; 2 moved without slipping` */
function summaryOf(moved: readonly ViewItem[]): string {
  const slipped = moved.filter((item) => slipsOf(item).length > 0);
  const times = slipped.reduce((sum, item) => sum + slipsOf(item).length, 0);
  const others = moved.length - slipped.length;
  const parts = [
    ...(slipped.length > 0 ? [`${count(slipped.length, 'item')} slipped ${count(times, 'time')}`] : []),
    ...(others > 0 ? [`${slipped.length > 0 ? others : count(others, 'item')} moved, not later`] : []),
  ];
  return parts.join('; ');
}

function scaleOf(items: readonly ViewItem[], today: string, places: { left: number; right: number }): TimeScale | null {
  const days = items.flatMap((item) => [...plannedDays(item), ...undatedSlips(item)]);
  return days.length === 0 ? null : timeScale([today, ...days], places);
}

/** Last days of all that it was planned for, one after the other. */
function plannedDays({ moves }: ViewItem): string[] {
  const days: string[] = [];
  for (const { from, to } of moves.slice(-MOST_MOVES)) {
    for (const day of [from.end, to?.end ?? null]) if (day !== null && days.at(-1) !== day) days.push(day);
  }
  return days;
}

/** Days on which it slipped to another target without both saying a day. */
const undatedSlips = ({ moves }: ViewItem): string[] =>
  moves
    .slice(-MOST_MOVES)
    .flatMap(({ from, to, on, isSlip }) =>
      isSlip && on !== null && (from.end === null || to?.end == null) ? [on] : [],
    );

interface Places {
  left: number;
  titleRight: number;
  right: number;
  scale: TimeScale | null;
}

function row(item: ViewItem, top: number, { left, titleRight, right, scale }: Places): string {
  const y = top + 19;
  const parts = [
    `<title>${svgText(tooltip(item))}</title>`,
    `<rect class="mp-hit" x="${px(left)}" y="${px(top)}" width="${px(right - left)}" height="${ROW}"/>`,
    words(left, y + 4, '', fitText(plainText(item.title), titleRight - left, 12)),
    scale === null ? words(titleRight + 16, y + 4, 'mp-soft mp-small', chainOf(item, 420)) : marks(item, y, scale),
    facts(item, right, y + 4),
  ];
  return `<g>${parts.join('')}</g>`;
}

function marks(item: ViewItem, y: number, scale: TimeScale): string {
  const at = (day: string): number => scale.xAfter(day);
  const days = plannedDays(item);
  const last = item.moves.at(-1)?.to?.end ?? null;
  const chevrons = undatedSlips(item).map((day) => scale.x(day));
  const xs = [...days.map(at), ...chevrons];
  if (xs.length === 0) return words(scale.left, y + 4, 'mp-soft mp-small', chainOf(item, scale.right - scale.left));
  const [from, to] = [Math.min(...xs), Math.max(...xs)];
  const arcs = item.moves.slice(-MOST_MOVES).flatMap((move) => {
    const end = move.to?.end ?? null;
    if (move.from.end === null || end === null || move.from.end === end) return [];
    return [moveArc(at(move.from.end), at(end), y, move.isSlip)];
  });
  const diamonds = new Map(days.map((day) => [day, oldMark(at(day), y, day === last)]));
  return [
    `<path class="mp-track" d="M${px(from)} ${px(y)}H${px(to)}"/>`,
    ...arcs,
    ...diamonds.values(),
    ...chevrons.map((x) => chevron(x, y)),
    chainLabel(item, y, { from, to }, scale),
  ].join('');
}

/** All targets beside the marks, where there is room; they are in the tooltip anyway. */
function chainLabel(item: ViewItem, y: number, { from, to }: { from: number; to: number }, scale: TimeScale): string {
  const text = chainOf(item, 220);
  const width = textWidth(text, SMALL);
  if (to + 10 + width <= scale.right) return words(to + 10, y + 4, 'mp-soft mp-small mp-halo', text);
  return from - 10 - width >= scale.left ? words(from - 10, y + 4, 'mp-soft mp-small mp-halo mp-right', text) : '';
}

/** Of a long chain its ends: how often it moved is told beside. */
function chainOf(item: ViewItem, width: number): string {
  const chain = movesWords(item);
  const told = chain.length > 4 ? [chain[0]!, '…', chain.at(-1)!] : chain;
  return fitText(told.join(' → '), width, SMALL);
}

function facts(item: ViewItem, right: number, y: number): string {
  const times = slipsOf(item).length;
  if (times === 0) return words(right, y, 'mp-soft mp-small mp-right', `moved ${item.moves.length}×`);
  const days = daysSlipped(item);
  return words(right, y, 'mp-slip-word mp-right', `${times}×${days > 0 ? ` · +${grouped(days)} d` : ''}`);
}

function tooltip(item: ViewItem): string {
  const planned = `planned for ${shorten(movesWords(item).join(' → '), 1_000)}`;
  const told = [planned, slipWords(item), STATUS_WORDS[item.status]].filter((text) => text !== '');
  return `${shorten(plainText(item.title), 400)} (${told.join('; ')})`;
}

const sign = (isUsed: boolean, drawn: string, signWidth: number, label: string): LegendEntry[] =>
  isUsed ? [{ sign: drawn, signWidth, label }] : [];

const arcSign = (isSlip: boolean): string => `<g transform="translate(0 8)">${moveArc(3, 21, 0, isSlip)}</g>`;

function signsOf(items: readonly ViewItem[], scale: TimeScale | null): LegendEntry[] {
  if (scale === null) return [];
  const drawn = items
    .flatMap((item) => item.moves.slice(-MOST_MOVES))
    .filter(({ from, to }) => from.end !== null && to?.end != null);
  const hasLast = items.some(({ moves }) => moves.at(-1)?.to?.end != null);
  return [
    ...sign(
      items.some((item) => plannedDays(item).length > 0),
      oldMark(6, 0),
      12,
      'planned for',
    ),
    ...sign(hasLast, oldMark(6, 0, true), 12, 'planned for now'),
    ...sign(
      drawn.some(({ isSlip }) => isSlip),
      arcSign(true),
      24,
      'moved later',
    ),
    ...sign(
      drawn.some(({ isSlip }) => !isSlip),
      arcSign(false),
      24,
      'moved, not later',
    ),
    ...sign(
      items.some((item) => undatedSlips(item).length > 0),
      chevron(6, 0),
      12,
      'slipped that day, to no date',
    ),
  ];
}
