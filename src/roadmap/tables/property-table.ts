import type { Table } from '../markdown/blocks.ts';
import type { ColumnRole } from './column-words.ts';
import { roleOfHeader } from './table-columns.ts';

/**
 * One row that says how a single work stands (category, status, target, tracking) and has no column that would name it: it
 * speaks of the heading above.
 */
export function isPropertyTable(table: Table): boolean {
  if (table.rows.length !== 1 || table.columns.length < 2) return false;
  const roles = table.columns.map((column) => roleOfHeader(column.text));
  const says = roles.filter(
    (role) => role === 'status' || role === 'timeline' || role === 'release' || role === 'issue',
  ).length;
  return says >= 2 && !roles.includes('name') && !roles.includes('description');
}

/** The columns of a property table. */
export function propertyRoles(table: Table): ColumnRole[] {
  return table.columns.map((column) => roleOfHeader(column.text));
}
