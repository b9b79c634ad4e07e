import type { Row, Table } from '../markdown/blocks.ts';
import type { Source } from '../markdown/source.ts';
import type { Replacement } from './edit.ts';
import { contentEnd, lineStart, nextLine } from './lines.ts';
import { textWidth } from './text-width.ts';

/** A row as it stands in the file: its cells between the pipes, padding included. */
export interface RowSource {
  cells: CellSource[];
  /** Offset of its first character, behind the line's indent, and behind its last one. */
  start: number;
  end: number;
  hasLeadingPipe: boolean;
  hasTrailingPipe: boolean;
}

export interface CellSource {
  /** From behind the pipe before it to the pipe after it. */
  start: number;
  end: number;
  /** What stands in it, without padding. */
  text: string;
}

/** Whether a table is written in tags. */
export function isHtmlTable(source: Source, table: Table): boolean {
  return /^<table\b/i.test(source.text.slice(table.start, table.start + 7));
}

/** The cells of the line that holds `offset`: a pipe parts them unless a backslash stands before it, also in code. */
export function rowSourceAt(source: Source, offset: number): RowSource {
  const lineFrom = lineStart(source, offset);
  const lineTo = contentEnd(source, lineFrom, nextLine(source, offset));
  const start = lineFrom + (/^[ \t]*/.exec(source.text.slice(lineFrom, lineTo))?.[0].length ?? 0);
  const cells: CellSource[] = [];
  let from = start;
  let at = start;
  for (; at < lineTo; at += 1) {
    const character = source.text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '|') {
      cells.push(cellBetween(source, from, at));
      from = at + 1;
    }
  }
  const hasTrailingPipe = from === lineTo && cells.length > 0;
  if (!hasTrailingPipe) cells.push(cellBetween(source, from, lineTo));
  const hasLeadingPipe = source.text.charAt(start) === '|';
  if (hasLeadingPipe) cells.shift();
  return { cells, start, end: lineTo, hasLeadingPipe, hasTrailingPipe };
}

function cellBetween(source: Source, start: number, end: number): CellSource {
  return { start, end, text: source.text.slice(start, end).trim() };
}

/** The lines of a Markdown table, top to bottom: header, delimiters, rows, those that a blank line cut off too. */
export function linesOfTable(source: Source, table: Table): readonly RowSource[] {
  const known = linesByTable.get(table) ?? readLines(source, table);
  linesByTable.set(table, known);
  return known;
}

/** Every edit of a row asks for the lines of its table. */
const linesByTable = new WeakMap<Table, readonly RowSource[]>();

function readLines(source: Source, table: Table): RowSource[] {
  const lines: RowSource[] = [];
  for (let at = table.start; at < table.end; at = nextLine(source, at)) {
    const row = rowSourceAt(source, at);
    if (row.end > row.start) lines.push(row);
  }
  return lines;
}

/** How the cells of one column are padded: to one width in at least all lines but one in five, or each by itself. */
function widthOfColumn(
  lines: readonly RowSource[],
  column: number,
  measure: (text: string) => number,
  source: Source,
): number | null {
  const widths = lines.flatMap((line) => {
    const cell = line.cells[column];
    return cell === undefined ? [] : [measure(source.text.slice(cell.start, cell.end))];
  });
  if (widths.length < 3) return null;
  const most = widths.toSorted((one, other) => one - other)[widths.length >> 1] ?? 0;
  return widths.filter((width) => width === most).length >= widths.length * 0.8 ? most : null;
}

/**
 * The width that a cell has in common with its column, and how it is counted: in columns of a terminal or in UTF-16 units, as
 * editors differ. null where the column is not aligned.
 */
function alignmentOf(source: Source, lines: readonly RowSource[], column: number, raw: string): Alignment | null {
  if (raw.length < 2) return null;
  for (const measure of [textWidth, (words: string): number => words.length]) {
    const width = widthOfColumn(lines, column, measure, source);
    if (width !== null && width === measure(raw)) return { width, measure };
  }
  return null;
}

interface Alignment {
  width: number;
  measure: (text: string) => number;
}

/** A cell with new text in it, padded as it was: to the column's width where the table is aligned and the text fits. */
export function paddedCell(source: Source, table: Table, row: RowSource, column: number, text: string): string {
  const cell = row.cells[column];
  const raw = cell === undefined ? '' : source.text.slice(cell.start, cell.end);
  const lines = linesOfTable(source, table);
  const before = text === '' && raw.trim() === '' ? '' : leadOf(raw, lines, column, source);
  const alignment = alignmentOf(source, lines, column, raw);
  if (alignment !== null) {
    const space = alignment.width - alignment.measure(before + text);
    if (space >= (/\s$/.test(raw) ? 1 : 0)) return before + text + ' '.repeat(space);
  }
  const isLast = column === row.cells.length - 1 && !row.hasTrailingPipe;
  return before + text + (isLast ? '' : tailOf(raw, lines, column, source));
}

/** A replacement inside a cell of a Markdown table, and the padding behind it that keeps an aligned column aligned. */
export function withinCell(source: Source, table: Table, row: Row, made: Replacement): Replacement[] {
  if (isHtmlTable(source, table)) return [made];
  const line = rowSourceAt(source, row.start);
  const column = line.cells.findIndex((cell) => cell.start <= made.startOffset && made.endOffset <= cell.end);
  const cell = line.cells[column];
  if (cell === undefined) return [made];
  const raw = source.text.slice(cell.start, cell.end);
  const alignment = alignmentOf(source, linesOfTable(source, table), column, raw);
  const end = contentEnd(source, cell.start, cell.end);
  if (alignment === null || end < made.endOffset || end === cell.end) return [made];
  const old = source.text.slice(made.startOffset, made.endOffset);
  const grown = alignment.measure(made.text) - alignment.measure(old);
  // One space always stays before the pipe.
  const spare = cell.end - end - 1;
  if (grown > spare) return spare === 0 ? [made] : [made, { startOffset: end + 1, endOffset: cell.end, text: '' }];
  if (grown > 0) return [made, { startOffset: cell.end - grown, endOffset: cell.end, text: '' }];
  return grown === 0 ? [made] : [made, { startOffset: cell.end, endOffset: cell.end, text: ' '.repeat(-grown) }];
}

/** The space before a cell's text: its own, or where the cell is empty that of its column. */
function leadOf(raw: string, lines: readonly RowSource[], column: number, source: Source): string {
  return (raw.trim() === '' ? sample(lines, column, source) : raw).match(/^\s/)?.[0] ?? '';
}

function tailOf(raw: string, lines: readonly RowSource[], column: number, source: Source): string {
  return (raw.trim() === '' ? sample(lines, column, source) : raw).match(/\s$/)?.[0] ?? '';
}

function sample(lines: readonly RowSource[], column: number, source: Source): string {
  const filled = lines
    .filter((_, index) => index !== 1)
    .flatMap((line) => {
      const cell = line.cells[column];
      return cell === undefined || cell.text === '' ? [] : [source.text.slice(cell.start, cell.end)];
    });
  return filled[filled.length - 1] ?? '';
}

/** Puts `text` into a cell in place of what is there. A row that is too short gets the cells before it, empty. */
export function fillCell(source: Source, table: Table, row: Row, column: number, text: string): Replacement[] {
  const line = rowSourceAt(source, row.start);
  const cell = line.cells[column];
  if (cell !== undefined) {
    const padded = paddedCell(source, table, line, column, text);
    return [{ startOffset: cell.start, endOffset: cell.end, text: padded }];
  }
  const missing = column - line.cells.length;
  const isSpaced = /\s\|?$/.test(source.text.slice(line.start, line.end));
  const space = isSpaced ? ' ' : '';
  const empty = `${space}|`.repeat(missing);
  const opening = line.hasTrailingPipe ? '' : `${space}|`;
  const closing = line.hasTrailingPipe ? `${space}|` : '';
  return [{ startOffset: line.end, endOffset: line.end, text: `${opening}${empty}${space}${text}${closing}` }];
}
