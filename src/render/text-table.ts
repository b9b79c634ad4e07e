import { displayWidth } from './display-width.ts';

export interface Column {
  head: string;
  /** The column is not made narrower than that, in columns of the terminal. */
  min: number;
  /** With less the column would say little: others are left out before. Default `min`. */
  wanted?: number;
  align?: 'right';
}

/** Text without control characters, and how it is set off on the terminal. */
export interface Cell {
  text: string;
  /** What is told in its place where it does not fit. */
  brief?: string;
  style?: (text: string) => string;
}

const GAP = '  ';
const ELLIPSIS = '…';

/**
 * Rows under their heads, each on one line of at most `width` columns as long as the columns' least widths allow it: what
 * does not fit is shortened, the widest column first. A column without anything in it is left out. '' ends no line.
 */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { width, headStyle }: { width: number; headStyle: (text: string) => string },
): string[] {
  const used = columns.map((_, index) => rows.some((row) => row[index]?.text !== ''));
  const keep = <Value>(values: readonly Value[]): Value[] => values.filter((_, index) => used[index]);
  const kept = keep(columns);
  const bodies = rows.map(keep);
  const widths = fit(
    kept.map(({ head }, index) =>
      Math.max(displayWidth(head), ...bodies.map((row) => displayWidth(row[index]?.text ?? ''))),
    ),
    kept.map(({ min }) => min),
    width - GAP.length * (kept.length - 1),
  );
  const line = (cells: readonly Cell[]): string =>
    cells
      .map((cell, index) => setIn(cell, widths[index]!, kept[index]!, index === cells.length - 1))
      .join(GAP)
      .trimEnd();
  return [line(kept.map(({ head }) => ({ text: head, style: headStyle }))), ...bodies.map(line)];
}

/** Takes from the widest column until all fit, or all are at their least. */
function fit(natural: readonly number[], least: readonly number[], width: number): number[] {
  const widths = [...natural];
  let over = widths.reduce((sum, each) => sum + each, 0) - width;
  while (over > 0) {
    let widest = -1;
    for (const [index, each] of widths.entries()) {
      if (each > least[index]! && (widest < 0 || each > widths[widest]!)) widest = index;
    }
    if (widest < 0) break;
    widths[widest]! -= 1;
    over -= 1;
  }
  return widths;
}

function setIn(
  { text, brief = text, style = (same) => same }: Cell,
  width: number,
  { align }: Column,
  isLast: boolean,
): string {
  const cut = cutToWidth(displayWidth(text) <= width ? text : brief, width);
  const padding = ' '.repeat(Math.max(0, width - displayWidth(cut)));
  if (align === 'right') return padding + style(cut);
  return isLast ? style(cut) : style(cut) + padding;
}

/** The text itself when it is at most so many columns wide, else its beginning with an ellipsis. */
export function cutToWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let cut = '';
  for (const character of text) {
    if (displayWidth(cut + character) > width - 1) break;
    cut += character;
  }
  return `${cut.trimEnd()}${ELLIPSIS}`;
}
