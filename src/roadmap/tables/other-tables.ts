import { isStage } from '../classify/stages.ts';
import type { Table } from '../markdown/blocks.ts';
import { targetOfTag } from '../target/target.ts';
import { countWords, squeeze } from '../words.ts';
import type { ColumnRole } from './column-words.ts';
import { ANY_DAY } from './table-columns.ts';

export function isChangeLog(headers: string[]): boolean {
  const [first = '', second = ''] = headers;
  return (
    headers.length === 2 &&
    /^(?:date|version|日付|日期)$/i.test(first) &&
    /^(?:changes?|notes?|description of change|変更|变更|内容)$/i.test(second)
  );
}

/** Its first column has nothing but marks, or its headers say so. */
export function isLegend(table: Table, headers: string[]): boolean {
  const [first = '', second = ''] = headers;
  if (/^(?:markers?|symbols?|icons?|emojis?|legend|marks?|マーカー|记号|図例|图例)$/i.test(first)) return true;
  if (/^(?:meanings?|意味|含义)$/i.test(second)) return true;
  return (
    table.rows.length >= 2 &&
    table.columns.length === 2 &&
    table.rows.every((row) =>
      /^(?:\[.\]|:[\w+-]+:|\p{Extended_Pictographic}\uFE0F?)$/u.test(squeeze(row.cells[0]?.text ?? '')),
    )
  );
}

/** How many tasks there are of each stage, and how many are done: counts of works, no works. */
export function isReport(table: Table, headers: readonly string[]): boolean {
  const counted = headers.filter(
    (header, column) =>
      /\b(?:tasks?|items?|issues?|total|completed?|done|remaining|progress|planned|points)\b/i.test(header) &&
      table.rows.every((row) => /^[\d\s.,/%█▓▒░■□-]*$/.test(row.cells[column]?.text ?? '')),
  );
  const isStaged = table.rows.every(({ cells: [first] }) => {
    const text = squeeze(first?.text ?? '');
    return isStage(text) || /^(?:[\d\s.–-]{1,9}|(?:grand )?total|sum|summe|gesamt|合计|合計|итого)$/i.test(text);
  });
  return (
    isStaged && counted.length >= 2 && counted.some((header) => /\b(?:tasks?|items?|issues?|total)\b/i.test(header))
  );
}

/** Rows that are only the numbers of stages, with nothing but times and numbers beside them. */
export function isStageCalendar(table: Table, roles: ColumnRole[]): boolean {
  const tellsTime = (column: number): boolean =>
    table.rows.every((row) => targetOfTag(squeeze(row.cells[column]?.text ?? ''), ANY_DAY) !== null);
  const isSaid = roles.every(
    (role, column) => column === 0 || role === 'timeline' || role === 'number' || tellsTime(column),
  );
  return (
    isSaid &&
    roles.includes('timeline') &&
    table.rows.every((row) => isStage(row.cells[0]?.text ?? '') && countWords(row.cells[0]?.text ?? '') <= 2)
  );
}

/** Only the names of milestones, each with what it is for. */
export function explainsMilestones(table: Table, roles: ColumnRole[]): boolean {
  if (roles.length !== 2 || roles[0] !== 'release' || roles[1] !== 'description') return false;
  return (
    table.rows.length > 0 &&
    table.rows.every((row) => (row.cells[0]?.links ?? []).some((link) => /\/milestones?\/\d/.test(link.url)))
  );
}
