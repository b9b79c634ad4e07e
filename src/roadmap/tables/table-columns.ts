import type { Row, Table } from '../markdown/blocks.ts';
import type { Signal } from '../classify/reasons.ts';
import { isBold } from '../classify/signals.ts';
import { statusOfCell, statusOfTag } from '../status/status.ts';
import { isUndecided, targetOfHeading, targetOfTag, targetOfCell } from '../target/target.ts';
import { countWords, squeeze } from '../words.ts';

/** What a column of a roadmap table holds. */
export type ColumnRole =
  'name' | 'description' | 'theme' | 'issue' | 'release' | 'timeline' | 'status' | 'number' | 'other';

/** Tried in this order on a column's header. A header with several meanings is settled by its cells below. */
const HEADERS: readonly [ColumnRole, RegExp][] = [
  ['number', /^(?:#|no\.?|nr\.?|id|num(?:ber)?|rank|priority|prio|p|序号|编号)$/i],
  [
    'status',
    /^(?:status|state|progress|done\??|completed\??|complete|stage|current status|状态|狀態|状態|进度|進捗)$/i,
  ],
  [
    'timeline',
    /\b(?:timelines?|timeframe|when|eta|quarter|dates?|due|schedule[d]?|deadline|target date|expected|year|month|period|planned for|计划时间|时间|時期)\b|时间|時期/i,
  ],
  ['release', /\b(?:releases?|versions?|milestones?|targets?)\b|版本/i],
  ['issue', /\b(?:issues?|links?|tickets?|tracking|github|prs?|pull requests?|epics?|refs?|references?|jira)\b|链接/i],
  [
    'theme',
    /^(?:themes?|areas?|domains?|epics?|streams?|categor(?:y|ies)|components?|types?|kinds?|sig|modules?|groups?|pillars?|workstreams?|tracks?|team|类别|分类)$/i,
  ],
  [
    'description',
    /\b(?:descriptions?|details?|summary|notes?|comments?|rationale|explanation|what|scope|user story|stuff|key features)\b|描述|说明|説明/i,
  ],
  [
    'name',
    /\b(?:features?(?: name)?|names?|titles?|projects?|items?|goals?|tasks?|initiatives?|deliverables?|capabilit(?:y|ies)|works?|sources?|functionality|enhancements?|improvements?|objectives?|topics?|subject|story|stories|scenarios?|use cases?|requirements?|ideas?|problems?)\b|功能|特性|機能|項目|项目|名称/i,
  ],
];

function roleOfHeader(header: string): ColumnRole {
  const words = squeeze(header.replaceAll(/[*_`]/g, ''));
  for (const [role, pattern] of HEADERS) if (pattern.test(words)) return role;
  return 'other';
}

/** The columns of a roadmap table, or why it is none. */
export type TableVerdict =
  | { kind: 'rows'; roles: ColumnRole[]; signal: Signal }
  | { kind: 'matrix'; signal: Signal }
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
  if (headers.some((header) => /^durations?$/i.test(header))) return { kind: 'none', signal: 'cycle-table' };
  if (isChangeLog(headers)) return { kind: 'none', signal: 'change-log-table' };
  if (isLegend(table, headers)) return { kind: 'none', signal: 'legend-table' };
  const timed = headers.filter((header) => header !== '' && isTimeHeader(header)).length;
  if (timed >= 2 && timed >= headers.length - 1) return { kind: 'matrix', signal: 'time-matrix' };
  const roles = settleRoles(table, headers.map(roleOfHeader), hasReferences, groupingThemes);
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
    if (role === 'issue') return holdsIssues(table, column, cells, hasReferences) ? 'issue' : 'name';
    if (role === 'other') return roleOfCells(filled);
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

/** A status cell: words, a mark, or a date where the header itself is the status (`Completed`). */
export function statusFromCell(
  text: string,
  header: string,
  markStatus: (mark: string) => ReturnType<typeof statusOfCell>,
): ReturnType<typeof statusOfCell> {
  const cell = squeeze(text);
  if (cell === '') return null;
  const mark = markStatus(cell) ?? markStatus(/^(?::[\w+-]+:|\S{1,8})/u.exec(cell)?.[0] ?? '');
  if (mark !== null) return mark;
  const words = statusOfCell(cell);
  if (words !== null) return words;
  const isHeaderStatus = /^(?:done|completed?|shipped|released)\??$/i.test(squeeze(header));
  if (!isHeaderStatus) return null;
  if (/^(?:no|n|false)$/i.test(cell)) return 'planned';
  return /^(?:yes|y|true|x)$/i.test(cell) || targetOfTag(cell, ANY_DAY) !== null ? 'done' : null;
}
