import { REASONS } from '../roadmap/classify/reasons.ts';
import type { LineRole } from '../roadmap/classify/reasons.ts';
import type { Explanation } from '../roadmap/reading/explanation.ts';
import type { ItemOrigins } from '../roadmap/reading/origins.ts';
import type { Item, Target } from '../roadmap/model.ts';
import type { ExplainedRoadmap } from '../roadmap/unexplained.ts';
import { count } from './count.ts';
import { cutToWidth } from './display-width.ts';
import { plainText, shorten } from './plain-text.ts';
import { referenceText } from './reference-text.ts';
import type { TerminalStyle } from './terminal-style.ts';

/** Where the terminal does not say how wide it is. */
const USUAL_WIDTH = 100;
const NARROWEST = 50;
const ROLE_WIDTH = 12;
const MAX_TITLE_LENGTH = 60;

const ADVICE =
  'Read otherwise than you meant? “How Milepost reads a file” (docs/reading.md) has what to write; <!-- milepost: ignore --> leaves things out.';

const COLOURS: Partial<Record<LineRole, 'green' | 'blue' | 'yellow' | 'red'>> = {
  item: 'green',
  'sub-item': 'green',
  section: 'blue',
  ignored: 'yellow',
  hatch: 'yellow',
};

/**
 * What each line of a file was taken for, and why, for a person who wants to fix the file:
 * ```
 *    5  section       ## Q3 2026
 *                     names a release, a time, a status or what it gathers, not a work
 *
 *    7  item          - [x] Undo (#12)
 *                     a bullet with a checkbox
 *                     title “Undo” · done: box ticked · target Q3 2026, to 2026-09-30: from the heading on line 5 · acme/anchor#12
 * ```
 * What a heading leaves out is one entry as far as its next heading; a title is told where it is not all that the line says.
 * `width`: columns of the terminal, undefined when it is none; only what the file says is cut to it.
 */
export function explainText(
  { roadmap, lines, origins }: ExplainedRoadmap,
  style: TerminalStyle,
  width: number = USUAL_WIDTH,
): string {
  const gutter = Math.max(4, ...lines.map((one) => lineNumbers(one).length));
  const layout: Layout = { style, gutter, room: Math.max(NARROWEST, width) - gutter - ROLE_WIDTH - 4 };
  const explained = leftOutTogether(lines).flatMap((one) => [
    ...explanation(one, layout),
    ...one.items.flatMap((index) => {
      const [item, origin] = [roadmap.items[index], origins[index]];
      return item === undefined || origin === undefined ? [] : [below(itemFacts(item, origin, one.text), layout)];
    }),
  ]);
  while (explained[explained.length - 1] === '') explained.pop();
  const problems = roadmap.problems.map(
    ({ line, message, rule }) => `${style.yellow('!')} line ${line}: ${plainText(message)} ${style.dim(rule)}`,
  );
  return [
    style.bold(plainText(roadmap.file)),
    ...explained,
    ...(problems.length > 0 ? ['', ...problems] : []),
    '',
    ...(lines.length > 0 ? [style.dim(ADVICE)] : []),
    `${count(lines[lines.length - 1]?.endLine ?? 0, 'line')}, ${count(roadmap.items.length, 'item')}, ${count(roadmap.problems.length, 'problem')}`,
    '',
  ].join('\n');
}

/** Lines that the heading above them leaves out become one entry with it; headings among them stay visible. */
function leftOutTogether(lines: readonly Explanation[]): Explanation[] {
  const together: Explanation[] = [];
  for (const [index, one] of lines.entries()) {
    const before = together[together.length - 1];
    const next = one.role === 'blank' ? lines[index + 1] : one;
    const goesOn = before !== undefined && next !== undefined && isLeftOutWith(before, next);
    if (goesOn) together[together.length - 1] = { ...before, endLine: one.endLine };
    else together.push(one);
  }
  return together;
}

const isLeftOutWith = (heading: Explanation, { signal, text }: Explanation): boolean =>
  REASONS[signal].ofHeading === true && signal === heading.signal && !/^(?:#|<h\d|\*\*)/i.test(text);

interface Layout {
  style: TerminalStyle;
  /** Columns of the line numbers. */
  gutter: number;
  /** Columns of what stands beside the roles. */
  room: number;
}

const lineNumbers = ({ line, endLine }: Explanation): string => (line === endLine ? `${line}` : `${line}–${endLine}`);

function explanation(one: Explanation, layout: Layout): string[] {
  const { style, gutter, room } = layout;
  const numbers = style.dim(lineNumbers(one).padStart(gutter));
  if (one.role === 'blank') return [''];
  const colour = COLOURS[one.role];
  const name = one.role.padEnd(ROLE_WIDTH);
  const role = colour === undefined ? style.dim(name) : style[colour](name);
  return [
    `${numbers}  ${role}  ${cutToWidth(plainText(one.text), room)}`.trimEnd(),
    below(style.dim(one.reason), layout),
  ];
}

const below = (text: string, { gutter }: Layout): string => `${' '.repeat(gutter + ROLE_WIDTH + 4)}${text}`;

/** `title “Undo” · done: box ticked · target Q3 2026, to 2026-09-30: from the heading on line 5 · #12` */
function itemFacts(item: Item, origin: ItemOrigins, line: string): string {
  const facts = [`${item.status}: ${origin.status}`];
  if (item.title !== line.replace(/^(?:[-*+]|\d{1,9}[.)]|#{1,6})\s{1,9}(?:\[[ x]\]\s)?/i, ''))
    facts.unshift(`title “${shorten(plainText(item.title), MAX_TITLE_LENGTH)}”`);
  if (item.target !== null) facts.push(`${targetText(item.target)}: ${origin.target ?? 'its own'}`);
  if (item.areas.length > 0) facts.push(`area ${item.areas.map((area) => shorten(plainText(area), 40)).join(', ')}`);
  if (item.references.length > 0) facts.push(item.references.map(referenceText).join(' '));
  if (item.placeholder) facts.push('placeholder');
  if (item.untracked) facts.push('untracked: wants no issue');
  return facts.join(' · ');
}

const targetText = ({ text, end }: Target): string =>
  `target ${shorten(plainText(text), 40)}${end === null ? '' : `, to ${end}`}`;
