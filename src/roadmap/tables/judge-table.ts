import type { Signal } from '../classify/reasons.ts';
import type { Row, Table } from '../markdown/blocks.ts';
import { targetOfHeading } from '../target/target.ts';
import { countWords, squeeze } from '../words.ts';
import { isMeasure } from './column-words.ts';
import type { ColumnRole } from './column-words.ts';
import { isAboutFiles, isCountsTable, isFactsTable } from './facts-table.ts';
import { explainsMilestones, isChangeLog, isLegend, isReport, isStageCalendar } from './other-tables.ts';
import { ANY_DAY, roleOfHeader, settleRoles } from './table-columns.ts';

/** The columns of a roadmap table, or why it is none. */
export type TableVerdict =
  | { kind: 'rows'; roles: ColumnRole[]; signal: Signal }
  | { kind: 'matrix'; signal: Signal }
  | { kind: 'marked'; signal: Signal }
  | { kind: 'none'; signal: Signal };

/** Whether a cell points to GitHub. */
export type CellPointing = (row: Row, column: number) => boolean;

/** What a table is. `groupingThemes`: headers of theme columns that group rows somewhere in the file. */
export function judgeTable(
  table: Table,
  hasReferences: CellPointing,
  groupingThemes: ReadonlySet<string>,
): TableVerdict {
  const headers = table.columns.map((column) => squeeze(column.text));
  if (isChangeLog(headers)) return { kind: 'none', signal: 'change-log-table' };
  if (isLegend(table, headers)) return { kind: 'none', signal: 'legend-table' };
  if (isMeasure(headers[0] ?? '')) return { kind: 'none', signal: 'measures-table' };
  const timed = headers.map((header) => header !== '' && isTimeHeader(header));
  const times = timed.filter(Boolean).length;
  if (times >= 2 && times >= headers.length - 1) {
    return isMarked(table, timed)
      ? { kind: 'marked', signal: 'marked-times' }
      : { kind: 'matrix', signal: 'time-matrix' };
  }
  const cells = table.rows.map((row) => row.cells.map((cell) => squeeze(cell.text)));
  if (isCountsTable(headers, cells)) return { kind: 'none', signal: 'facts-table' };
  const roles = settleRoles(table, headers.map(roleOfHeader), hasReferences, groupingThemes);
  const says = roles.some((role) => role === 'status' || role === 'timeline' || role === 'release');
  if (!says && headers.some((header) => /^durations?$/i.test(header))) return { kind: 'none', signal: 'cycle-table' };
  if (!says && isAboutFiles(table)) return { kind: 'none', signal: 'files-table' };
  if (isFactsTable(headers, roles.includes('status'))) return { kind: 'none', signal: 'facts-table' };
  if (isReport(table, headers)) return { kind: 'none', signal: 'facts-table' };
  if (isStageCalendar(table, roles)) return { kind: 'none', signal: 'calendar-table' };
  if (explainsMilestones(table, roles)) return { kind: 'none', signal: 'milestones-table' };
  if (!roles.some((role) => role === 'name' || role === 'description' || role === 'theme' || role === 'other')) {
    return { kind: 'none', signal: 'calendar-table' };
  }
  return { kind: 'rows', roles, signal: 'works-table' };
}

function isTimeHeader(header: string): boolean {
  const mention = targetOfHeading(header, ANY_DAY);
  if (mention === null) return false;
  const rest = header.slice(0, mention.from) + header.slice(mention.to);
  return countWords(rest.replaceAll(/\b(?:releases?|versions?|lts|planned|target|goals?|features?)\b/gi, ' ')) <= 1;
}

/** A sign, a letter or a short word that says no more than "here". */
const MARK = /^(?:x|y|yes|[\p{P}\p{S}\uFE0F\u200D]{1,12}|:[a-z][\w+-]{1,40}:)$/iu;

/** Nothing but marks under the times, and words in front of them: `| Offline mode | X | X | |`. */
function isMarked(table: Table, timed: readonly boolean[]): boolean {
  if (timed[0] !== false || table.rows.length === 0) return false;
  return table.rows.every(
    (row) =>
      countWords(row.cells[0]?.text ?? '') > 0 &&
      row.cells.slice(1).every((cell) => cell.text.trim() === '' || MARK.test(cell.text.trim())),
  );
}
