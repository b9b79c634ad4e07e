import type { ViewItem } from '../../plan/view/view.ts';
import { px, svgText } from '../history/svg-text.ts';
import { plainText, shorten } from '../plain-text.ts';
import { bar, endMark, lateLine, moveArc, oldMark, statusMark } from './picture-marks.ts';
import { words } from './picture-frame.ts';
import { fitText, textWidth } from './text-width.ts';
import type { TimeScale } from './time-scale.ts';
import type { TimelineColumn, TimelineColumns } from './timeline-columns.ts';
import { movesWords, slipsOf, slipWords, STATUS_WORDS } from './view-words.ts';

/** Where things of every row stand, in pixels from the left. */
export interface RowPlaces {
  left: number;
  /** Where the titles end. */
  titleRight: number;
  right: number;
  /** null where no item has a time. */
  scale: TimeScale | null;
  columns: TimelineColumns;
  today: string;
  /** The text of the target that a whole section has: it need not be told at each of its items. */
  sectionTarget: string | null;
  /** Of the pattern for what slipped. */
  hatchId: string;
}

export const ROW = 27;
const INDENT = 14;
const DEEPEST = 4;
/** Of an item that was planned anew more often, the newest moves are drawn, and where it began. */
const MOST_ARCS = 12;
const SMALL = 11;
const MARK = 20;

/** One item: its status and title, its time on the axis or its place in a column, how it came there, all in words too. */
export function timelineRow(item: ViewItem, depth: number, top: number, places: RowPlaces): string {
  const { left, titleRight, right } = places;
  const y = top + 16;
  const x = left + Math.min(depth, DEEPEST) * INDENT;
  const title = fitText(plainText(item.title), titleRight - x - MARK, 12);
  const parts = [
    `<title>${svgText(tooltip(item))}</title>`,
    `<rect class="mp-hit" x="${px(left)}" y="${px(top)}" width="${px(right - left)}" height="${ROW}"/>`,
    statusMark(x + 6, y, item.status),
    words(x + MARK, y + 4, item.status === 'dropped' ? 'mp-soft' : '', title),
    ...timeParts(item, y, places),
  ];
  return `<g>${parts.join('')}</g>`;
}

interface Place {
  /** What stands there, and from where to where. */
  mark: string;
  from: number;
  to: number;
}

function timeParts(item: ViewItem, y: number, places: RowPlaces): string[] {
  const { scale, columns, today } = places;
  const place = placeOf(item, y, places);
  const column = columns.columnOf(item);
  const arcs = scale === null ? [] : arcsOf(item, scale, place);
  const origin = item.moves.length > MOST_ARCS ? (item.moves[0]!.from.end ?? null) : null;
  const old = [...(origin === null || scale === null ? [] : [scale.x(origin)]), ...arcs.map((arc) => arc.from)];
  const xs = [...old, ...arcs.map((arc) => arc.to)];
  const from = Math.min(place?.from ?? Infinity, ...xs);
  const to = Math.max(place?.to ?? -Infinity, ...xs);
  const isLate = item.status === 'slipped' && scale !== null && item.target?.end != null && item.target.end < today;
  const lateTo = isLate ? scale.x(today) : to;
  return [
    ...(arcs.length > 0 ? [`<path class="mp-track" d="M${px(from)} ${px(y)}H${px(to)}"/>`] : []),
    ...(isLate && place !== null ? [lateLine(place.to, lateTo, y)] : []),
    place?.mark ?? '',
    ...new Set(old.map((x) => oldMark(x, y))),
    ...arcs.map((arc) => moveArc(arc.from, arc.to, y, arc.isSlip)),
    place === null
      ? ''
      : column === null
        ? label(item, y, { from, to: Math.max(to, lateTo) }, places)
        : columnLabel(item, y, { ...place, from }, column, places),
  ];
}

function placeOf(item: ViewItem, y: number, { scale, columns, hatchId }: RowPlaces): Place | null {
  const { target, status } = item;
  const column = columns.columnOf(item);
  if (column !== null) {
    const from = column.isMixed ? column.left + 6 : column.left + 10;
    const to = column.isMixed ? from + 18 : column.right - 10;
    return { mark: bar(from, to, y, status, hatchId), from, to };
  }
  if (scale === null || target === null) return null;
  if (target.start !== null && target.end !== null) {
    const [start, end] = [target.start, target.end].toSorted() as [string, string];
    const [from, to] = [scale.x(start), scale.xAfter(end)];
    return { mark: bar(from, to, y, status, hatchId), from, to: Math.max(to, from + 5) };
  }
  const day = target.end ?? target.start;
  if (day === null) return null;
  const x = scale.x(day);
  return { mark: endMark(x, y, status), from: x - 6, to: x + 6 };
}

interface Arc {
  from: number;
  to: number;
  isSlip: boolean;
}

/** From each earlier target's last day to the next one's; the last arc ends where the item stands now. */
function arcsOf({ moves, target }: ViewItem, scale: TimeScale, place: Place | null): Arc[] {
  return moves.slice(-MOST_ARCS).flatMap((move) => {
    const isLast = move === moves.at(-1);
    const from = move.from.end;
    const end = move.to?.end ?? null;
    const now = target?.end ?? target?.start ?? null;
    const to =
      end !== null && end !== now
        ? scale.x(end)
        : place !== null && (isLast || end !== null)
          ? arrivalAt(place, end !== null)
          : null;
    if (from === null || to === null || Math.abs(to - scale.x(from)) < 3) return [];
    return [{ from: scale.x(from), to, isSlip: move.isSlip }];
  });
}

/** At the end of a bar, whose end is what moved; in a column at its beginning. */
const arrivalAt = ({ from, to }: Place, isOnAxis: boolean): number => (isOnAxis ? Math.max(from, to - 2) : from + 4);

/** The target's own words beside the mark, and how often it slipped, where there is room. */
function label(item: ViewItem, y: number, { from, to }: { from: number; to: number }, places: RowPlaces): string {
  const { scale, right, sectionTarget } = places;
  const target = plainText(item.target?.text ?? '');
  const slipped = slippedLabel(item);
  const told = [target === sectionTarget ? '' : target, slipped].filter((part) => part !== '').join(' · ');
  if (told === '' || scale === null) return '';
  const names = `mp-small mp-halo ${slipped === '' ? 'mp-soft' : 'mp-slip-word'}`;
  // Where there is no room for all of it, how often it slipped is what stands nowhere else.
  for (const text of new Set([fitText(told, 180, SMALL), slipped])) {
    const width = textWidth(text, SMALL);
    if (text === '') continue;
    if (to + 8 + width <= right) return words(to + 8, y + 4, names, text);
    if (from - 8 - width >= scale.left) return words(from - 8, y + 4, `${names} mp-right`, text);
  }
  return '';
}

/** The target beside the mark where several share the column; how often it slipped, before all that is drawn. */
function columnLabel(
  item: ViewItem,
  y: number,
  { from, to }: { from: number; to: number },
  { isMixed, right }: TimelineColumn,
  { titleRight }: RowPlaces,
): string {
  const target = isMixed ? plainText(item.target?.text ?? '') : '';
  const slipped = slippedLabel(item);
  const told = target === '' ? '' : words(to + 7, y + 4, 'mp-small mp-soft', fitText(target, right - to - 9, SMALL));
  const hasRoom = slipped !== '' && from - 10 - textWidth(slipped, SMALL) > titleRight;
  return told + (hasRoom ? words(from - 8, y + 4, 'mp-small mp-halo mp-slip-word mp-right', slipped) : '');
}

/** `slipped 3×`; '' for none. */
function slippedLabel(item: ViewItem): string {
  const times = slipsOf(item).length;
  return times === 0 ? '' : times === 1 ? 'slipped once' : `slipped ${times}×`;
}

/** All of it in words, for whoever points at the row. */
function tooltip(item: ViewItem): string {
  const moved = movesWords(item);
  const facts = [
    STATUS_WORDS[item.status],
    moved.length > 1
      ? `planned for ${shorten(moved.join(' → '), 600)}`
      : item.target === null
        ? ''
        : `planned for ${shorten(plainText(item.target.text), 120)}`,
    slipWords(item),
  ];
  return `${shorten(plainText(item.title), 400)} (${facts.filter((fact) => fact !== '').join('; ')})`;
}
