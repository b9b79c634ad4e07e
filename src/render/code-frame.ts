import type { SourceRange } from '../roadmap/model.ts';
import { cutToWidth, displayWidth } from './display-width.ts';
import type { TerminalLayout } from './terminal-style.ts';

/** A row of a table may have a thousand characters: the stretch around the range is enough to find it. */
const MOST_SHOWN = 100;
const LEAST_SHOWN = 40;
/** Columns before the range that stay where the beginning of a line is cut off. */
const CONTEXT_BEFORE = 24;
/** Of the line number and the bar. */
const GUTTER_WIDTH = 8;

const UNSHOWN = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * The first line of a range as it stands in the file between its neighbours, with carets under the stretch that is meant
 * and, where there is a `suggestion` for it, the line as it would be:
 * ```
 *    11 │ |---|---|
 *    12 │ | Faster start | Isue coming soon |
 *       │                  ^^^^^^^^^^^^^^^^
 *    12 + | Faster start | #14 |
 * ```
 * `text` is the whole file; an empty list when it has no such line. Neighbours without text are left out. A long line is
 * cut around the range. Characters that a terminal would obey become spaces, so that columns keep their place.
 */
export function codeFrame(
  text: string,
  range: SourceRange,
  { style, width }: TerminalLayout,
  suggestion: string | null = null,
): string[] {
  const lines = text.split('\n', range.line + 1).map((line) => line.replace(/\r$/, ''));
  const line = lines[range.line - 1];
  if (line === undefined) return [];
  const room = width === null ? MOST_SHOWN : Math.max(LEAST_SHOWN, width - GUTTER_WIDTH);
  const start = range.column - 1;
  const end = Math.max(start, range.endLine === range.line ? range.endColumn - 1 : line.length);
  const from = beginningOf(line, start, room);
  const gutter = (number: string, bar = '│'): string => style.dim(`${number.padStart(5)} ${bar}`);
  const framed = (number: number, shown: string): string =>
    `${gutter(String(number))} ${cutToWidth(shown, room)}`.trimEnd();
  const around = (number: number): string[] => {
    const neighbour = shownText(lines[number - 1] ?? '').trimEnd();
    return neighbour === '' ? [] : [framed(number, neighbour)];
  };
  const mark = from > 0 ? '…' : '';
  const before = mark + shownText(line.slice(from, start));
  const shown = (middle: string): string => (before + middle + shownText(line.slice(end))).trimEnd();
  const meant = shownText(line.slice(start, end));
  const carets = Math.max(1, Math.min(displayWidth(meant), room - displayWidth(before)));
  const replacement = suggestion === null || range.endLine !== range.line ? null : shownText(suggestion);
  return [
    ...around(range.line - 1),
    framed(range.line, shown(meant)),
    `${gutter('')} ${' '.repeat(displayWidth(before))}${style.yellow('^'.repeat(carets))}`,
    ...(replacement === null
      ? []
      : [style.green(`${String(range.line).padStart(5)} + ${cutToWidth(shown(replacement), room)}`)]),
    ...(replacement === null ? around(range.line + 1) : []),
  ];
}

const shownText = (text: string): string => text.replace(UNSHOWN, ' ');

/** Where a line begins to be shown, so that the range is in sight: 0 where that is near enough. */
function beginningOf(line: string, start: number, room: number): number {
  if (displayWidth(shownText(line)) <= room || displayWidth(shownText(line.slice(0, start))) <= room - CONTEXT_BEFORE)
    return 0;
  let from = start;
  let columns = 0;
  while (from > 0 && columns < CONTEXT_BEFORE) {
    from -= /[\udc00-\udfff]/.test(line[from - 1] ?? '') ? 2 : 1;
    columns += displayWidth(shownText(line.slice(from, from + 1)));
  }
  return Math.max(0, from);
}
