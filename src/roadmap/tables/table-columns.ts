import { fold } from '../folding.ts';
import type { Table } from '../markdown/blocks.ts';
import { statusOfTag } from '../status/status.ts';
import { isUndecided, targetOfCell, targetOfTag } from '../target/target.ts';
import { countWords, squeeze } from '../words.ts';
import { COUNTED, FOREIGN_HEADERS, HEADERS } from './column-words.ts';
import type { ColumnRole } from './column-words.ts';
import type { CellPointing } from './judge-table.ts';
import { isGroupRow } from './row-kinds.ts';

export function roleOfHeader(header: string): ColumnRole {
  const words = squeeze(header.replaceAll(/[*_`]/g, ''));
  for (const [role, pattern] of HEADERS) if (pattern.test(words)) return role;
  const folded = fold(words);
  for (const [role, pattern] of FOREIGN_HEADERS) if (pattern.test(folded)) return role;
  return 'other';
}

export const ANY_DAY = { notBefore: '2000-01-01', year: null };

/** Settles what the headers left open by what the cells hold, and finds the column that names the works. */
export function settleRoles(
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

/**
 * An issue column has references or says that they are to come, in the vocabulary of roadmaps ("tbd", "todo"); one with
 * words names the works (`Issue` for "problem").
 */
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

function replaced(roles: ColumnRole[], at: number, role: ColumnRole): ColumnRole[] {
  return roles.map((old, index) => (index === at ? role : old));
}

function isDistinct(table: Table, column: number): boolean {
  const cells = table.rows
    .filter((row) => !isGroupRow(row, table))
    .map((row) => squeeze(row.cells[column]?.text ?? '').toLowerCase());
  return cells.length > 0 && !cells.includes('') && new Set(cells).size === cells.length;
}
