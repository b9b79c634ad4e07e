import { isBold } from '../classify/signals.ts';
import type { Row, Table } from '../markdown/blocks.ts';
import { squeeze } from '../words.ts';

/** A row of which only the first cell is filled, and bold: a heading among the rows. */
export function isGroupRow(row: Row, table: Table): boolean {
  const [first, ...rest] = row.cells;
  if (first === undefined || table.columns.length < 2 || row.detached) return false;
  return rest.every((cell) => squeeze(cell.text) === '') && isBold(first);
}

/** Nothing in any cell. */
export function isEmptyRow(row: Row): boolean {
  return row.cells.every((cell) => /^[\s\p{P}]*$/u.test(cell.text) && cell.links.length === 0);
}
