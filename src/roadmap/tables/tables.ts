import type { Row, Table } from '../markdown/blocks.ts';
import type { WorkParts } from '../reading/item-draft.ts';
import { NO_PHRASE } from '../markdown/phrase.ts';
import type { Place } from '../reading/place.ts';
import { addPointers, leaveOut, note } from '../reading/reading.ts';
import type { Reading } from '../reading/reading.ts';
import type { Scope } from '../reading/scope.ts';
import { lineAt, rangeAt } from '../markdown/source.ts';
import type { Source } from '../markdown/source.ts';
import { cellOf, statusOfRow, targetOfRow } from './table-cells.ts';
import { nameKey } from '../classify/classify-lists.ts';
import { judgeTable } from './judge-table.ts';
import { propertyRoles } from './property-table.ts';
import { statusFromCell } from './status-cell.ts';
import { statusOfMark } from '../status/status.ts';
import type { TableVerdict } from './judge-table.ts';
import { readMarked } from './table-marked.ts';
import { readMatrix } from './table-matrix.ts';
import { readRows } from './table-rows.ts';
import { squeeze } from '../words.ts';

/** Reads a table: its rows as items, or what its cells hold under a time; a table of something else is left out. */
export function readTable(into: Reading, table: Table, place: Place): void {
  const verdict = verdictOn(table, place);
  if (verdict.kind === 'none') {
    leaveOut(
      into,
      table.rows.flatMap((row) => row.cells),
      table.start,
      table.end,
      verdict.signal,
    );
    return;
  }
  addPointers(into, table.columns);
  note(into, rangeAt(into.source, table.start, table.end), 'table-markup');
  const header = verdict.kind !== 'rows' ? 'matrix-header' : 'table-header';
  note(into, rangeAt(into.source, table.start, headEnd(table, into.source)), header);
  if (verdict.kind === 'matrix') readMatrix(into, table, place);
  else if (verdict.kind === 'marked') readMarked(into, table, place);
  else readRows(into, table, verdict.roles, place);
}

function verdictOn(table: Table, place: Place): TableVerdict {
  const hasReferences = (row: Row, column: number): boolean => place.hasReferences(row.cells[column] ?? NO_PHRASE);
  const verdict = judgeTable(table, hasReferences, place.file.groupingThemes);
  return repeatsHeadings(table, verdict, place) ? { kind: 'none', signal: 'headings-list' } : verdict;
}

/** Rows that only name the headings of the file again (how long each takes, how heavy it is), without a status or an issue. */
function repeatsHeadings(table: Table, verdict: TableVerdict, place: Place): boolean {
  if (verdict.kind !== 'rows' || table.rows.length < 2) return false;
  if (verdict.roles.includes('status') || verdict.roles.includes('issue')) return false;
  const column = verdict.roles.indexOf('name');
  const names = table.rows.map((row) => nameKey(row.cells[column]?.text ?? ''));
  return names.filter((name) => place.file.headings.has(name)).length >= names.length * 0.75;
}

/** Whether a table's columns say when or how far its works are. */
export function isPlan(table: Table, place: Place): boolean {
  const verdict = verdictOn(table, place);
  return (
    verdict.kind === 'matrix' ||
    verdict.kind === 'marked' ||
    (verdict.kind === 'rows' &&
      verdict.roles.some(
        (role, column) =>
          role === 'timeline' || role === 'release' || (role === 'status' && tellsStatus(table, column)),
      ))
  );
}

/** Half of a column's cells or more say how far a work is; a column headed "Status" may say how things are. */
function tellsStatus(table: Table, column: number): boolean {
  const cells = table.rows.map((row) => squeeze(row.cells[column]?.text ?? '')).filter((cell) => cell !== '');
  const told = cells.filter((cell) => statusFromCell(cell, '', (mark) => statusOfMark(mark, new Map())) !== null);
  return told.length > 0 && told.length >= cells.length / 2;
}

/** What a property table says of the heading above it. */
export function readProperties(
  into: Reading,
  table: Table,
  scope: Scope,
): Pick<WorkParts, 'statedStatus' | 'statedTarget' | 'issuePlaces' | 'areas'> {
  const roles = propertyRoles(table);
  const [row] = table.rows;
  if (row === undefined) return { statedStatus: null, statedTarget: null, issuePlaces: [], areas: [] };
  const theme = squeeze(cellOf(row, roles, 'theme')?.text ?? '');
  return {
    statedStatus: statusOfRow(into, table, row, roles),
    statedTarget: targetOfRow(into, row, roles, scope),
    issuePlaces: row.cells.filter((_, index) => roles[index] === 'issue'),
    areas: theme === '' ? [] : [theme],
  };
}

/** The end of the header, with the line of dashes below it: up to the line before the first row. */
function headEnd(table: Table, source: Source): number {
  const last = table.columns[table.columns.length - 1]?.end ?? table.start;
  const [first] = table.rows;
  const below = first === undefined ? table.end : (source.lineStarts[lineAt(source, first.start) - 1] ?? 0) - 1;
  return Math.max(last, Math.min(table.end, below));
}
