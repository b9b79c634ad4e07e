import type { History, Life, LifeState } from '../../roadmap/history/history.ts';
import { count } from '../count.ts';
import { endMark, firstSeenMark, moveArc, plannedMark, slipMark } from './history-svg-marks.ts';
import { rowGroups } from './history-svg-rows.ts';
import type { Row, RowGroup } from './history-svg-rows.ts';
import { ticksOf, timeScale } from './history-svg-scale.ts';
import type { TimeScale } from './history-svg-scale.ts';
import { HISTORY_SVG_STYLE } from './history-svg-style.ts';
import { dayOf, days, grouped, historyCounts, historyName, historySpan, targetsOf } from './history-summary.ts';
import { plainText, shorten } from '../plain-text.ts';
import { px, svgText } from './svg-text.ts';
import { cutToWidth } from '../text-table.ts';
import { displayWidth } from '../display-width.ts';

export interface HistorySvgOptions {
  /** `YYYY-MM-DD`: until when an open life goes on. */
  today: string;
  /** More lives than that are not shown. */
  rows?: number;
}

const WIDTH = 1080;
const MARGIN = 28;
/** Where the titles end, where the time begins and ends, and where the column of facts ends. */
const TITLE_RIGHT = 330;
const LEFT = 350;
const RIGHT = 916;
const FACTS_RIGHT = WIDTH - MARGIN;
const ROW = 29;
const GROUP = 36;
const HEAD = 126;
const FOOT = 62;
/** Columns of text that fit in the width for titles, of wide letters too. */
const TITLE_COLUMNS = 50;
const LABEL_COLUMNS = 34;
/** Of a label's letter, in pixels: a generous guess, since the reader's font is unknown. */
const LABEL_LETTER = 6;
const ROWS = 40;
/** A target that far beyond all else would press everything together: it is set at the edge. */
const FAR_DAYS = 550;
const DAY_MS = 86_400_000;

/**
 * A History as a picture: a row for each item, on one axis of time. A line from when it was first seen to when it ended,
 * a diamond for each day that it was planned for, an arc from each to the next, in a warm colour for a slip. One file,
 * without scripts or fonts; the same bytes for the same History, day and number of rows.
 */
export function historySvg(history: History, { today, rows = ROWS }: HistorySvgOptions): string {
  const groups = rowGroups(history.lives, { limit: rows, today });
  const shown = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const bottom = HEAD + groups.reduce((sum, group) => sum + GROUP + group.rows.length * ROW, 0);
  const height = bottom + FOOT;
  const name = historyName(history);
  const summary = `${historySpan(history)}; ${historyCounts(history)}.`;
  const scale = scaleOf(groups, today);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="name summary">`,
    `<title id="name">${svgText(`History of ${name}`)}</title>`,
    `<desc id="summary">${svgText(summary)}</desc>`,
    `<style>${HISTORY_SVG_STYLE}</style>`,
    `<clipPath id="titles"><rect x="0" y="0" width="${TITLE_RIGHT + 8}" height="${height}"/></clipPath>`,
    `<rect class="card" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>`,
    text(MARGIN, 40, 'name', shorten(name, 90)),
    text(MARGIN, 62, 'soft', historySpan(history)),
    text(MARGIN, 80, 'soft', historyCounts(history)),
    ...(shown === 0 ? [text(MARGIN, 112, 'soft', 'No item was found in any revision.')] : []),
    ...(shown === 0
      ? []
      : [
          ...axis(scale, bottom, today),
          ...bodies(groups, scale),
          ...legend(
            bottom + 36,
            groups.flatMap((group) => group.rows),
          ),
        ]),
    ...(shown < history.lives.length && shown > 0
      ? [text(FACTS_RIGHT, bottom + 40, 'soft small right', leftOut(history.lives.length - shown))]
      : []),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

const leftOut = (number: number): string => `${count(number, 'more item')} not shown`;

const text = (x: number, y: number, names: string, words: string): string =>
  `<text${names === '' ? '' : ` class="${names}"`} x="${px(x)}" y="${px(y)}">${svgText(words)}</text>`;

function scaleOf(groups: readonly RowGroup[], today: string): TimeScale {
  const rows = groups.flatMap((group) => group.rows);
  const lived = rows.flatMap(({ from, to }) => [from, to]);
  const [first = today, last = today] = [lived.toSorted()[0], lived.toSorted().at(-1)];
  const near = rows
    .flatMap(({ planned }) => planned)
    .filter((day) => day >= shift(first, -FAR_DAYS) && day <= shift(last, FAR_DAYS));
  return timeScale([...lived, ...near], { left: LEFT, right: RIGHT });
}

const shift = (day: string, by: number): string => new Date(Date.parse(day) + by * DAY_MS).toISOString().slice(0, 10);

function axis(scale: TimeScale, bottom: number, today: string): string[] {
  const top = HEAD - 8;
  const lines = ticksOf(scale).flatMap(({ x, label, isYear }) => [
    `<path class="${isYear ? 'grid-year' : 'grid'}" d="M${px(x)} ${top - 6}V${bottom}"/>`,
    ...(label === '' ? [] : [text(x + 4, top - 8, `small ${/^\d/.test(label) ? 'year' : 'soft'}`, label)]),
  ]);
  const x = scale.x(today);
  const now = scale.has(today)
    ? [
        `<path class="today" d="M${px(x)} ${top}V${bottom + 5}"/>`,
        text(x, bottom + 16, 'small middle today-word', 'today'),
      ]
    : [];
  return [...lines, `<path class="rule" d="M${MARGIN} ${top}H${FACTS_RIGHT}"/>`, ...now];
}

function bodies(groups: readonly RowGroup[], scale: TimeScale): string[] {
  let y = HEAD;
  return groups.flatMap((group) => {
    const head = groupHead(group, y + 25);
    const rows = group.rows.map((row, index) => rowBody(row, y + GROUP + index * ROW, scale));
    y += GROUP + group.rows.length * ROW;
    return [head, ...rows];
  });
}

function groupHead({ title, size, rows, hasMore }: RowGroup, y: number): string {
  const number = `${size}${hasMore ? ' more' : ''}${rows.length < size ? `, ${rows.length} shown` : ''}`;
  const words = `<tspan class="soft" font-weight="400">  ${number}</tspan>`;
  return `<text class="group" x="${MARGIN}" y="${y}" xml:space="preserve">${svgText(title)}${words}</text>`;
}

function rowBody(row: Row, top: number, scale: TimeScale): string {
  const { life, state, planned, plannedLast, moves, slipsWithoutTime } = row;
  const y = top + 16;
  const [from, to] = [scale.x(row.from), scale.x(row.to)];
  const isSub = life.parent !== null;
  return [
    `<g>`,
    `<title>${svgText(tooltip(life))}</title>`,
    `<rect x="${MARGIN}" y="${top}" width="${FACTS_RIGHT - MARGIN}" height="${ROW}" fill="none" pointer-events="all"/>`,
    `<g clip-path="url(#titles)">${text(MARGIN + (isSub ? 12 : 0), y + 4, '', cutToWidth(plainText(life.title), isSub ? TITLE_COLUMNS - 2 : TITLE_COLUMNS))}</g>`,
    track([from, to, ...planned.map((day) => scale.x(day))], y),
    `<path class="life ${state}" d="M${px(from)} ${px(y)}H${px(to)}"/>`,
    ...moves.map((move) => moveArc(scale.x(move.from), scale.x(move.to), y, move.slip)),
    firstSeenMark(from, y, state),
    ...planned.map((day) => plannedMark(scale.x(day), y, day === plannedLast)),
    ...slipsWithoutTime.map((day) => slipMark(scale.x(day), y)),
    endMark(to, y, state),
    targetLabel(row, y, scale),
    facts(life, y + 4),
    `</g>`,
  ]
    .filter((part) => part !== '')
    .join('');
}

/** Holds together what belongs to one row, where it was planned for a time beyond its life. */
const track = (xs: readonly number[], y: number): string =>
  `<path class="track" d="M${px(Math.min(...xs))} ${px(y)}H${px(Math.max(...xs))}"/>`;

/** The chain of targets beside the marks, where there is room; it is in the tooltip anyway. */
function targetLabel({ chain, from, to, planned }: Row, y: number, scale: TimeScale): string {
  if (chain === '') return '';
  const words = cutToWidth(chain, LABEL_COLUMNS);
  const width = displayWidth(words) * LABEL_LETTER;
  const marks = [from, to, ...planned].map((day) => scale.x(day));
  const [first, last] = [Math.min(...marks) - 10, Math.max(...marks) + 10];
  if (last + width <= RIGHT + 12) return text(last, y + 3.5, 'soft small', words);
  return first - width >= LEFT - 6 ? text(first, y + 3.5, 'soft small right', words) : '';
}

/** At the right: how much it slipped, else how it stands. */
function facts({ timesSlipped, daysSlipped, state, status, ended }: Life, y: number): string {
  if (timesSlipped > 0) {
    const by = daysSlipped > 0 ? ` · +${grouped(daysSlipped)} d` : '';
    return text(FACTS_RIGHT, y, 'slip-word right', `${timesSlipped}×${by}`);
  }
  const word = state === 'open' ? status : state === 'vanished' ? 'gone' : state;
  return text(FACTS_RIGHT, y, 'soft small right', ended === null ? word : `${word} ${dayOf(ended)}`);
}

/** All of it in words, for whoever points at the row. */
function tooltip(life: Life): string {
  const chain = targetsOf(life)
    .map(({ text: target }) => shorten(target, 80))
    .join(' → ');
  const slips =
    life.timesSlipped === 0
      ? ''
      : `slipped ${count(life.timesSlipped, 'time')}${life.daysSlipped > 0 ? `, ${days(life.daysSlipped)}` : ''}`;
  const end = life.ended === null ? life.status : `${life.state} ${dayOf(life.ended)}`;
  const facts = [
    `first seen ${dayOf(life.firstSeen)}`,
    chain === '' ? '' : `planned for ${shorten(chain, 1_000)}`,
    slips,
    end,
  ];
  return `${shorten(plainText(life.title), 500)} (${facts.filter((fact) => fact !== '').join('; ')})`;
}

const arcSign = (slip: boolean): string => `<g transform="translate(0 8)">${moveArc(-11, 8, 0, slip)}</g>`;

/** Each sign that stands in the picture with its meaning and the width of both, in one line. */
function legend(y: number, rows: readonly Row[]): string[] {
  const moves = rows.flatMap((row) => row.moves);
  const has = (state: LifeState): boolean => rows.some((row) => row.state === state);
  const signs: [boolean, string, string, number][] = [
    [true, firstSeenMark(0, 0, 'open'), 'first seen', 76],
    [moves.length > 0, plannedMark(0, 0, false), 'planned for', 90],
    [rows.some(({ plannedLast }) => plannedLast !== null), plannedMark(0, 0, true), 'planned for last', 112],
    [moves.some(({ slip }) => slip), arcSign(true), 'slipped', 68],
    [rows.some(({ slipsWithoutTime }) => slipsWithoutTime.length > 0), slipMark(4, 0), 'slipped, to no date', 120],
    [moves.some(({ slip }) => !slip), arcSign(false), 'other move', 84],
    [has('done'), endMark(0, 0, 'done'), 'done', 54],
    [has('dropped'), endMark(0, 0, 'dropped'), 'dropped', 70],
    [has('vanished'), endMark(0, 0, 'vanished'), 'vanished', 76],
  ];
  let x = MARGIN + 6;
  return signs.flatMap(([isUsed, sign, words, width]) => {
    if (!isUsed) return [];
    const entry = `<g transform="translate(${px(x)} ${px(y)})">${sign}${text(14, 4, 'soft small', words)}</g>`;
    x += width;
    return [entry];
  });
}
