import type { Table } from '../markdown/blocks.ts';
import type { ColumnRole } from '../tables/column-words.ts';
import type { EditDocument, Work } from './document.ts';
import { headerKey } from './spots.ts';
import type { Spot } from './spots.ts';
import { isHtmlTable, linesOfTable, paddedCell, rowSourceAt } from './table-source.ts';
import type { RowSource } from './table-source.ts';
import { squeeze } from '../words.ts';

/** The lines of a row with these cells behind the spot; with a table's head where the section has none. null where none fits. */
export function rowLines(document: EditDocument, spot: Spot, cells: readonly string[]): string[] | null {
  const { source } = document;
  const { form } = spot.sample;
  if (form.kind !== 'row' || isHtmlTable(source, form.table)) return null;
  const table = spot.emptyTable ?? form.table;
  const lines = linesOfTable(source, table);
  const [head, delimiter, ...rows] = lines;
  if (head === undefined || delimiter === undefined) return null;
  const model = spot.isEmpty ? (rows[rows.length - 1] ?? head) : rowSourceAt(source, form.row.start);
  const whole =
    model.cells.length >= table.columns.length
      ? model
      : (rows.findLast((row) => row.cells.length >= table.columns.length) ?? head);
  const row = written(document, table, whole, cells);
  if (!spot.isEmpty || spot.emptyTable !== null) return [indentOf(document, model) + row];
  return ['', source.text.slice(head.start, head.end), source.text.slice(delimiter.start, delimiter.end), row];
}

function indentOf({ source }: EditDocument, row: RowSource): string {
  const before = /[^\r\n]{0,40}$/.exec(source.text.slice(Math.max(0, row.start - 40), row.start))?.[0] ?? '';
  return before.trim() === '' ? before : '';
}

function written({ source }: EditDocument, table: Table, model: RowSource, cells: readonly string[]): string {
  const padded = cells.map((text, column) => {
    const cell = paddedCell(source, table, model, column, text);
    return cell === '' && text === '' && /^\s/.test(source.text.slice(model.cells[0]?.start ?? 0)) ? ' ' : cell;
  });
  // Without pipes at its ends an empty first or last cell would vanish.
  const leads = model.hasLeadingPipe || (cells[0] ?? '') === '';
  const trails = model.hasTrailingPipe || (cells[cells.length - 1] ?? '') === '';
  return `${leads ? '|' : ''}${padded.join('|')}${trails ? '|' : ''}`.replace(/(?<=[^\s|])\s+$/, '');
}

/** An item's row as cells for the spot's table, column by column of the same header; null where a filled cell has no place. */
export function cellsElsewhere(document: EditDocument, work: Work, spot: Spot): string[] | null {
  const { form } = work;
  const to = spot.sample.form;
  if (form.kind !== 'row' || to.kind !== 'row' || !form.whole || form.row.detached) return null;
  const line = rowSourceAt(document.source, form.row.start);
  const table = spot.emptyTable ?? to.table;
  if (headerKey(table) === headerKey(form.table))
    return table.columns.map((_, column) => line.cells[column]?.text ?? '');
  const cells = table.columns.map(() => '');
  for (const [column, cell] of line.cells.entries()) {
    if (cell.text === '') continue;
    const header = squeeze(form.table.columns[column]?.text ?? '').toLowerCase();
    const role: ColumnRole | undefined = form.roles[column];
    const same = table.columns.findIndex((other) => squeeze(other.text).toLowerCase() === header);
    const place = same !== -1 ? same : role === undefined || role === 'other' ? -1 : to.roles.indexOf(role);
    if (place === -1 || cells[place] !== '') return null;
    cells[place] = cell.text;
  }
  return cells;
}

/** The number behind the last one of a counting column. */
export function nextNumber(spot: Spot, column: number): string {
  const numbers = spot.works.flatMap((work) =>
    work.form.kind === 'row' ? [squeeze(work.form.row.cells[column]?.text ?? '')] : [],
  );
  const last = numbers[numbers.length - 1] ?? '';
  return /^\d{1,6}$/.test(last) ? String(Number(last) + 1) : '';
}
