import type { Row, Table } from '../markdown/blocks.ts';
import type { Signal } from '../classify/reasons.ts';
import { isCountsTable, isFactsTable } from './facts-table.ts';
import { isStage } from '../classify/stages.ts';
import { isBold } from '../classify/signals.ts';
import { COUNTED, FOREIGN_HEADERS, HEADERS, MEASURES } from './column-words.ts';
import type { ColumnRole } from './column-words.ts';
import { fold } from '../folding.ts';
import { isWholly, NO_PHRASE } from '../markdown/phrase.ts';
import type { Phrase } from '../markdown/phrase.ts';
import { statusOfBox, statusOfCell, statusOfTag } from '../status/status.ts';
import { isUndecided, targetOfHeading, targetOfTag, targetOfCell } from '../target/target.ts';
import { countWords, squeeze } from '../words.ts';

function roleOfHeader(header: string): ColumnRole {
  const words = squeeze(header.replaceAll(/[*_`]/g, ''));
  for (const [role, pattern] of HEADERS) if (pattern.test(words)) return role;
  const folded = fold(words);
  for (const [role, pattern] of FOREIGN_HEADERS) if (pattern.test(folded)) return role;
  return 'other';
}

/** The columns of a roadmap table, or why it is none. */
export type TableVerdict =
  | { kind: 'rows'; roles: ColumnRole[]; signal: Signal }
  | { kind: 'matrix'; signal: Signal }
  | { kind: 'marked'; signal: Signal }
  | { kind: 'none'; signal: Signal };

const ANY_DAY = { notBefore: '2000-01-01', year: null };

/** Whether a cell points to GitHub. */
type CellPointing = (row: Row, column: number) => boolean;

/** What a table is. `groupingThemes`: headers of theme columns that group rows somewhere in the file. */
export function judgeTable(
  table: Table,
  hasReferences: CellPointing,
  groupingThemes: ReadonlySet<string>,
): TableVerdict {
  const headers = table.columns.map((column) => squeeze(column.text));
  if (isChangeLog(headers)) return { kind: 'none', signal: 'change-log-table' };
  if (isLegend(table, headers)) return { kind: 'none', signal: 'legend-table' };
  if (MEASURES.test(fold(headers[0] ?? ''))) return { kind: 'none', signal: 'measures-table' };
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

function isChangeLog(headers: string[]): boolean {
  const [first = '', second = ''] = headers;
  return (
    headers.length === 2 &&
    /^(?:date|version|日付|日期)$/i.test(first) &&
    /^(?:changes?|notes?|description of change|変更|变更|内容)$/i.test(second)
  );
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

/** Each row names a file or a folder: `| src/main.ts | Add the flag |`. */
function isAboutFiles(table: Table): boolean {
  return table.rows.length > 0 && table.rows.every((row) => isPath(row.cells[0] ?? NO_PHRASE));
}

function isPath(phrase: Phrase): boolean {
  return (
    isWholly(phrase, (piece) => piece.code) &&
    /^[\w@.-]*(?:\/[\w@.*-]*)+$|^[\w-]+\.[a-z]{1,5}$/i.test(phrase.text.trim())
  );
}

/** Its first column has nothing but marks, or its headers say so. */
function isLegend(table: Table, headers: string[]): boolean {
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

/** Settles what the headers left open by what the cells hold, and finds the column that names the works. */
function settleRoles(
  table: Table,
  given: ColumnRole[],
  hasReferences: CellPointing,
  groupingThemes: ReadonlySet<string>,
): ColumnRole[] {
  const roles = given.map((role, column) => {
    const cells = table.rows.map((row) => squeeze(row.cells[column]?.text ?? ''));
    const filled = cells.filter((cell) => cell !== '');
    if (role !== 'issue' && countsParts(filled) && given.some((other, at) => at !== column && canName(other)))
      return 'number';
    if (
      role === 'timeline' &&
      BEGINS.test(fold(table.columns[column]?.text ?? '')) &&
      given.indexOf('timeline') !== given.lastIndexOf('timeline')
    )
      return 'other';
    if (role === 'release' && namesWork(table, given, column, filled)) return 'name';
    if (role === 'issue') return holdsIssues(table, column, cells, hasReferences) ? 'issue' : 'name';
    if (role === 'other') return SUPPORTS.test(table.columns[column]?.text ?? '') ? 'other' : roleOfCells(filled);
    if (role === 'number' && filled.some((cell) => countWords(cell) > 3)) return 'description';
    if (
      role === 'status' &&
      filled.length > 0 &&
      filled.every((cell) => targetOfTag(cell, ANY_DAY)?.kind === 'timeframe')
    )
      return 'status';
    if (
      role === 'release' &&
      share(filled, (cell) => targetOfCell(cell, ANY_DAY) !== null || isUndecided(cell)) < 0.3 &&
      share(filled, (cell) => countWords(cell) >= 2) > 0.6
    )
      return 'name';
    if (
      (role === 'release' || role === 'timeline') &&
      share(filled, (cell) => countWords(cell) > 7 && targetOfCell(cell, ANY_DAY) === null) > 0.5
    )
      return 'description';
    return role;
  });
  if (roles.includes('name')) return onlyFirst(roles, 'name');
  return withNameFrom(table, roles, groupingThemes);
}

/** The header of a column that says which versions of something a work runs with. */
const SUPPORTS = /\b(?:support(?:s|ed)?|compatib\w{2,6}|requires?|requirements?|minimum|min|works with|current)\b/i;

/** The header of a column that says when work begins: beside one that says when it is to end, no target. */
const BEGINS =
  /^(?:start|begins?|beginning|started|from|beginn|anfang|debut|inicio|inizio|poczatek|начало|початок|开始|開始|시작)(?![\p{L}])/u;

/** Nothing but `M1`, `Phase 2`, `3`: what they count is named in another column. */
function countsParts(filled: string[]): boolean {
  return filled.length > 0 && filled.every((cell) => COUNTED.test(cell) && targetOfCell(cell, ANY_DAY) === null);
}

function canName(role: ColumnRole): boolean {
  return role === 'name' || role === 'description' || role === 'theme' || role === 'other';
}

/** A column "Milestone" or "Release" whose cells are no releases and no times, in a table that has no other names. */
function namesWork(table: Table, given: ColumnRole[], column: number, filled: string[]): boolean {
  const isNamed = given.some((role, at) => role === 'name' && at !== column && hasWords(table, at));
  const timed = share(filled, (cell) => targetOfCell(cell, ANY_DAY) !== null || isUndecided(cell));
  return !isNamed && filled.length > 0 && timed < 0.5;
}

function hasWords(table: Table, column: number): boolean {
  return table.rows.some((row) => /\p{L}/u.test(row.cells[column]?.text ?? ''));
}

function share(cells: string[], test: (cell: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(test).length / cells.length;
}

/** An issue column has references or says that they are to come; one with words names the works (`Issue` for "problem"). */
function holdsIssues(table: Table, column: number, cells: string[], hasReferences: CellPointing): boolean {
  const filled = table.rows.filter((_, index) => cells[index] !== '');
  if (filled.length === 0) return true;
  const pointing = filled.filter((row) => {
    const text = squeeze(row.cells[column]?.text ?? '');
    return (
      hasReferences(row, column) ||
      /https?:\/\/|\bissues?\b|^(?:tbd|tba|todo|n\/?a|none|-+|—|\?+)$/i.test(text) ||
      (row.cells[column]?.links.length ?? 0) > 0
    );
  });
  return pointing.length > 0;
}

function roleOfCells(filled: string[]): ColumnRole {
  if (filled.length === 0) return 'other';
  if (share(filled, (cell) => targetOfTag(cell, ANY_DAY) !== null || isUndecided(cell)) > 0.6) return 'timeline';
  if (share(filled, (cell) => statusOfTag(cell) !== null && countWords(cell) <= 3) > 0.6) return 'status';
  if (share(filled, (cell) => /^\d{1,3}(?:\.\d{1,3})*%?$/.test(cell)) > 0.6) return 'number';
  return 'other';
}

function onlyFirst(roles: ColumnRole[], wanted: ColumnRole): ColumnRole[] {
  const first = roles.indexOf(wanted);
  return roles.map((role, index) => (role === wanted && index !== first ? 'description' : role));
}

/**
 * Without a name column: a theme column names the works when each row has a theme of its own, else it groups them and the
 * description names them; then the first column with words.
 */
function withNameFrom(table: Table, roles: ColumnRole[], groupingThemes: ReadonlySet<string>): ColumnRole[] {
  const themes = roles.indexOf('theme');
  const description = roles.indexOf('description');
  if (
    themes !== -1 &&
    (description === -1 || (isDistinct(table, themes) && !groupingThemes.has(headerKey(table, themes))))
  )
    return replaced(roles, themes, 'name');
  if (themes === -1) {
    const words = roles.indexOf('other');
    if (words !== -1 && (description === -1 || words < description) && isDistinct(table, words))
      return replaced(roles, words, 'name');
  }
  return roles;
}

function headerKey(table: Table, column: number): string {
  return squeeze(table.columns[column]?.text ?? '').toLowerCase();
}

/** The headers of theme columns that group the rows of this table: some theme is blank or said twice. */
export function groupingThemesOf(table: Table): string[] {
  const roles = table.columns.map((column) => roleOfHeader(column.text));
  return roles.flatMap((role, column) =>
    role === 'theme' && !isDistinct(table, column) ? [headerKey(table, column)] : [],
  );
}

/** How many tasks there are of each stage, and how many are done: counts of works, no works. */
function isReport(table: Table, headers: readonly string[]): boolean {
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
function isStageCalendar(table: Table, roles: ColumnRole[]): boolean {
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
function explainsMilestones(table: Table, roles: ColumnRole[]): boolean {
  if (roles.length !== 2 || roles[0] !== 'release' || roles[1] !== 'description') return false;
  return (
    table.rows.length > 0 &&
    table.rows.every((row) => (row.cells[0]?.links ?? []).some((link) => /\/milestones?\/\d/.test(link.url)))
  );
}

function replaced(roles: ColumnRole[], at: number, role: ColumnRole): ColumnRole[] {
  return roles.map((old, index) => (index === at ? role : old));
}

function isDistinct(table: Table, column: number): boolean {
  const cells = table.rows
    .filter((row) => !isGroupRow(row, table))
    .map((row) => squeeze(row.cells[column]?.text ?? '').toLowerCase());
  return cells.length > 0 && !cells.includes('') && new Set(cells).size === cells.length;
}

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

/** Answers in a column that asks how far a work is, as `fold` spells them. */
const ANSWERED_YES: ReadonlySet<string> = new Set(
  'ok|okay|ja|klar|klart|oui|si|sim|да|так|tak|evet|是|はい|예|네'.split('|'),
);

/** A status cell: words, a mark, or a date where the header itself is the status (`Completed`). */
export function statusFromCell(
  text: string,
  header: string,
  markStatus: (mark: string) => ReturnType<typeof statusOfCell>,
): ReturnType<typeof statusOfCell> {
  const cell = squeeze(text);
  if (cell === '') return null;
  const box = /^\[(.?)\]/u.exec(cell)?.[1];
  const boxed = box === undefined ? null : statusOfBox(box);
  if (boxed !== null) return boxed;
  // "🔜 Planned": the word says it outright, the mark by common use.
  const told = statusOfTag(cell.replace(/^[^\p{L}\p{N}]{1,12}/u, ''));
  if (told !== null) return told;
  const mark = markStatus(cell) ?? markStatus(/^(?::[\w+-]+:|\S{1,8})/u.exec(cell)?.[0] ?? '');
  if (mark !== null) return mark;
  const words = statusOfCell(cell) ?? (ANSWERED_YES.has(fold(cell.replaceAll(/[^\p{L}]/gu, ''))) ? 'done' : null);
  if (words !== null) return words;
  const isHeaderStatus = /^(?:done|completed?|shipped|released)\??$/i.test(squeeze(header));
  if (!isHeaderStatus) return null;
  if (/^(?:no|n|false)$/i.test(cell)) return 'planned';
  return /^(?:yes|y|true|x)$/i.test(cell) || targetOfTag(cell, ANY_DAY) !== null ? 'done' : null;
}
