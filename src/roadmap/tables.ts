import type { Row, Table } from './blocks.ts';
import type { Status } from './model.ts';
import { findNearMiss } from './near-miss.ts';
import { NO_PHRASE, offsetsOf, slicePhrase } from './phrase.ts';
import type { Phrase } from './phrase.ts';
import type { Place } from './place.ts';
import type { WorkParts } from './item-draft.ts';
import { addItem, addPointers, leaveOut, note } from './reading.ts';
import type { Reading } from './reading.ts';
import { enterScope, isRelease } from './scope.ts';
import type { Scope } from './scope.ts';
import { groupWords } from './section-reading.ts';
import { rangeAt } from './source.ts';
import { statusOfCell, statusOfMark, statusOfTag } from './status.ts';
import { isEmptyRow, isGroupRow, judgeTable, propertyRoles, statusFromCell } from './table-columns.ts';
import type { ColumnRole, TableVerdict } from './table-columns.ts';
import { isUndecided, targetOfCell } from './target.ts';
import type { Mention } from './target.ts';
import { readWording } from './wording.ts';
import type { Wording } from './wording.ts';
import { countWords, squeeze } from './words.ts';

/** Reads a table: its rows as items, or what its cells hold under a time; a table of something else is left out. */
export function readTable(into: Reading, table: Table, place: Place): void {
  const verdict = verdictOn(table, place);
  if (verdict.kind === 'none' || verdict.kind === 'legend') {
    leaveOut(into, table.rows.flatMap((row) => row.cells), table.start, table.end, verdict.reason);
    return;
  }
  addPointers(into, table.columns);
  note(into, 'none', rangeAt(into.source, table.start, headEnd(table)), verdict.reason);
  if (verdict.kind === 'matrix') readMatrix(into, table, place);
  else readRows(into, table, verdict.roles, place);
}

function verdictOn(table: Table, place: Place): TableVerdict {
  const hasReferences = (row: Row, column: number): boolean => place.hasReferences(row.cells[column] ?? NO_PHRASE);
  return judgeTable(table, hasReferences, place.file.groupingThemes);
}

/** Whether a table's columns say when or how far its works are. */
export function isPlan(table: Table, place: Place): boolean {
  const verdict = verdictOn(table, place);
  return verdict.kind === 'matrix' || (verdict.kind === 'rows' && verdict.roles.some((role) => role === 'timeline' || role === 'release' || role === 'status'));
}

/** What a property table says of the heading above it. */
export function readProperties(into: Reading, table: Table, scope: Scope): Pick<WorkParts, 'statedStatus' | 'statedTarget' | 'issuePlaces' | 'areas'> {
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

function headEnd(table: Table): number {
  return table.columns[table.columns.length - 1]?.end ?? table.start;
}

/** Rows in order; a bold row of one cell heads those after it, a blank name continues the name above. */
function readRows(into: Reading, table: Table, roles: ColumnRole[], place: Place): void {
  let scope = place.scope;
  let name: Phrase | null = null;
  for (const row of table.rows) {
    if (isEmptyRow(row)) {
      note(into, 'none', rangeAt(into.source, row.start, row.end), 'an empty row');
    } else if (isGroupRow(row, table)) {
      scope = enterRowGroup(into, row, place.scope);
    } else {
      const own = cellOf(row, roles, 'name') ?? cellOf(row, roles, 'theme');
      name = own !== null && own.text.trim() !== '' ? own : name;
      readRow(into, { table, row, roles, above: name }, { ...place, scope });
    }
    if (row.detached) reportDetached(into, row);
  }
}

function enterRowGroup(into: Reading, row: Row, scope: Scope): Scope {
  const phrase = row.cells[0] ?? NO_PHRASE;
  const words = groupWords(into, phrase, scope);
  const range = rangeAt(into.source, row.start, row.end);
  note(into, 'section', range, 'a bold row over other rows');
  const { title, target, status } = words;
  into.sections.push({ title, line: range.line, endLine: range.endLine, level: 9, path: scope.path, target, status });
  return enterScope(scope, words);
}

function reportDetached(into: Reading, row: Row): void {
  const range = rangeAt(into.source, row.start, row.end);
  into.problems.push({
    rule: 'detached-row',
    message: `The row “${shorten(into.source.text.slice(row.start, row.end))}” is cut off from its table by a blank line, so that GitHub shows it as text; a row right below the table was expected. Remove the blank line.`,
    line: range.line,
    range,
    suggestion: null,
  });
}

function shorten(text: string): string {
  const plain = squeeze(text);
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}

function cellOf(row: Row, roles: readonly ColumnRole[], role: ColumnRole): Phrase | null {
  const index = roles.indexOf(role);
  return index === -1 ? null : (row.cells[index] ?? null);
}

interface RowReading {
  table: Table;
  row: Row;
  roles: ColumnRole[];
  /** The name of this row, or of the last row that had one. */
  above: Phrase | null;
}

function readRow(into: Reading, reading: RowReading, place: Place): void {
  const { row, roles } = reading;
  const titled = titleCell(into, reading, place);
  const parts = entriesOfCell(titled.phrase, into);
  if (parts.length < 2) {
    addRow(into, reading, place, titled.phrase, row.cells);
    return;
  }
  // `<br>` and `<li>` in the cell that names: several works in one row, each with the references of its own words.
  const shared = row.cells.filter((cell, index) => cell !== titled.phrase && roles[index] !== 'issue');
  for (const part of parts) addRow(into, reading, place, part, [...shared, part]);
}

/** The name, else the description, else the first cell with words in it. */
function titleCell(into: Reading, reading: RowReading, place: Place): { phrase: Phrase } {
  const { row, roles } = reading;
  const isTitle = (phrase: Phrase | null): phrase is Phrase => {
    if (phrase === null) return false;
    const { title } = wordingOf(into, phrase, place.scope);
    return /\p{L}/u.test(title) && countWords(title) > 0;
  };
  const order: ColumnRole[] = ['name', 'description', 'other', 'theme', 'release', 'issue'];
  for (const role of order) {
    const phrase = cellOf(row, roles, role);
    if (isTitle(phrase)) return { phrase };
  }
  const any = row.cells.find((cell) => cell.text.trim() !== '');
  return { phrase: any ?? NO_PHRASE };
}

/** The entries of a cell that lists several: only a real HTML list, or two or more breaks, count. */
function entriesOfCell(phrase: Phrase, into: Reading): Phrase[] {
  const raw = into.source.text.slice(phrase.start, phrase.end);
  if (!/<li\b/i.test(raw)) return [phrase];
  const parts: Phrase[] = [];
  let from = 0;
  for (const piece of [...phrase.pieces.filter((candidate) => candidate.break), null]) {
    const to = piece?.at ?? phrase.text.length;
    const part = slicePhrase(phrase, from, to, into.source);
    if (/[\p{L}\p{N}]/u.test(part.text)) parts.push(part);
    from = to + 1;
  }
  return parts;
}

function wordingOf(into: Reading, phrase: Phrase, scope: Scope): Wording {
  return readWording(phrase, { legend: into.legend, anchor: scope.anchor, inRelease: isRelease(scope), numbered: true });
}

function addRow(into: Reading, reading: RowReading, place: Place, titled: Phrase, referring: readonly Phrase[]): void {
  const { table, row, roles, above } = reading;
  const wording = wordingOf(into, titled, place.scope);
  const theme = cellOf(row, roles, 'theme') ?? (cellOf(row, roles, 'name')?.text.trim() === '' ? above : null);
  const themeText = theme === null || theme === titled ? '' : squeeze(theme.text || (above?.text ?? ''));
  addItem(
    into,
    {
      wording,
      phrase: titled,
      details: detailCells(row, roles, titled),
      referring,
      issuePlaces: row.cells.filter((_, index) => roles[index] === 'issue'),
      checked: null,
      statedStatus: statusOfRow(into, table, row, roles),
      statedTarget: targetOfRow(into, row, roles, place.scope),
      areas: themeText === '' ? [] : [themeText],
      start: row.start,
      end: row.end,
      parent: place.parent,
    },
    place.scope,
    row.detached ? 'a row cut off from its table' : 'a row of a table of works',
  );
}

function detailCells(row: Row, roles: readonly ColumnRole[], titled: Phrase): Phrase[] {
  return row.cells.filter((cell, index) => cell !== titled && cell.text.trim() !== '' && /^(?:description|other|name)$/.test(roles[index] ?? 'other'));
}

/** The status column; a timeline cell may say one as well (`Won't do`). A mark at the release says that it is out. */
function statusOfRow(into: Reading, table: Table, row: Row, roles: readonly ColumnRole[]): Status | null {
  const column = roles.indexOf('status');
  const cell = row.cells[column];
  if (cell !== undefined) {
    const header = table.columns[column]?.text ?? '';
    const status = statusFromCell(cell.text, header, (mark) => statusOfMark(mark, into.legend));
    if (status !== null) return status;
  }
  for (const role of ['timeline', 'release'] as const) {
    const text = cellOf(row, roles, role)?.text ?? '';
    const status = partsOfCell(text).map(statusOfTag).find((said) => said !== null) ?? statusOfMark(/\p{Extended_Pictographic}\uFE0F?/u.exec(text)?.[0] ?? '', into.legend);
    if (status !== null) return status;
  }
  if (roles.includes('release') && isReleased(cellOf(row, roles, 'release'))) return 'done';
  return null;
}

/** `Pri 1 / Rel: (Q3 2024) / Completed in v4.1`: each part without its name and brackets. */
function partsOfCell(text: string): string[] {
  return text.split(/\s\/\s|[;|\n]/).map((part) => squeeze(part.replace(/^\s*[\p{L} ]{1,16}[:：]\s*/u, '').replaceAll(/[()]/g, ' ')));
}

/** A release that is linked to its published page is out. */
function isReleased(phrase: Phrase | null): boolean {
  return phrase !== null && phrase.links.some((link) => /\/releases\/tag\//.test(link.url));
}

/** Release before timeline; each may lend the other what it lacks. A cell that says TBD says that nothing is said. */
function targetOfRow(into: Reading, row: Row, roles: readonly ColumnRole[], scope: Scope): { mention: Mention | null; phrase: Phrase } | null {
  const release = statedIn(into, cellOf(row, roles, 'release'), scope, false);
  const timeline = statedIn(into, cellOf(row, roles, 'timeline') ?? dateInStatus(row, roles), scope, true);
  if (release?.mention != null && timeline?.mention != null && release.mention.start === null) {
    return { ...release, mention: { ...release.mention, start: timeline.mention.start, end: timeline.mention.end } };
  }
  return release?.mention != null ? release : (timeline ?? release);
}

/** A `Completed` column that holds the day of it. */
function dateInStatus(row: Row, roles: readonly ColumnRole[]): Phrase | null {
  const cell = cellOf(row, roles, 'status');
  return cell !== null && /\d{4}/.test(cell.text) ? cell : null;
}

function statedIn(into: Reading, phrase: Phrase | null, scope: Scope, expectsTime: boolean): { mention: Mention | null; phrase: Phrase } | null {
  if (phrase === null || phrase.text.trim() === '') return null;
  const mention = isUndecided(phrase.text) ? null : targetOfCell(phrase.text, scope.anchor);
  if (mention !== null) return { mention, phrase };
  if (partsOfCell(phrase.text).some(isUndecided)) return { mention: null, phrase };
  if (expectsTime) reportUnreadable(into, phrase);
  return partsOfCell(phrase.text).some((part) => statusOfTag(part) !== null) ? { mention: null, phrase } : null;
}

function reportUnreadable(into: Reading, phrase: Phrase): void {
  const miss = findNearMiss(phrase.text);
  const text = squeeze(phrase.text);
  if (miss === null && (statusOfCell(text) !== null || countWords(text) > 4 || phrase.links.length > 0)) return;
  const [start, end] = miss === null ? [phrase.start, phrase.end] : offsetsOf(phrase, miss.from, miss.to, into.source);
  const range = rangeAt(into.source, start, end);
  const advice = miss === null ? 'Write one of these.' : `Did you mean “${miss.suggestion}”?`;
  into.problems.push({
    rule: 'unreadable-timeframe',
    message: `“${shorten(text)}” was found where a time is expected, such as “Q3 2021”, “Aug 2020”, “early 2021”, “Future” or “TBD”. ${advice}`,
    line: range.line,
    range,
    suggestion: miss?.suggestion ?? null,
  });
}

/** Times across the columns, a work in each cell. The first column groups, unless it is a time as well. */
function readMatrix(into: Reading, table: Table, place: Place): void {
  const scopes = table.columns.map((column) => enterScope(place.scope, { ...groupWords(into, column, place.scope), title: squeeze(column.text) || null }));
  const lanes = table.columns.map((column, index) => scopes[index]?.target === place.scope.target && squeeze(column.text) !== '' ? true : squeeze(column.text) === '');
  for (const row of table.rows) {
    const lane = lanes[0] === true ? squeeze(row.cells[0]?.text ?? '') : '';
    row.cells.forEach((cell, index) => {
      if (lanes[index] === true || !/[\p{L}\p{N}]/u.test(cell.text)) return;
      for (const part of linesOfCell(cell, into)) addMatrixEntry(into, row, part, lane, { ...place, scope: scopes[index] ?? place.scope });
    });
  }
}

function linesOfCell(phrase: Phrase, into: Reading): Phrase[] {
  const parts: Phrase[] = [];
  let from = 0;
  for (const piece of [...phrase.pieces.filter((candidate) => candidate.break), null]) {
    const to = piece?.at ?? phrase.text.length;
    const part = slicePhrase(phrase, from, to, into.source);
    if (/[\p{L}\p{N}]/u.test(part.text)) parts.push(part);
    from = to + 1;
  }
  return parts;
}

function addMatrixEntry(into: Reading, row: Row, part: Phrase, lane: string, place: Place): void {
  addItem(
    into,
    {
      wording: wordingOf(into, part, place.scope),
      phrase: part,
      details: [],
      referring: [part],
      issuePlaces: [],
      checked: null,
      statedStatus: null,
      statedTarget: null,
      areas: lane === '' ? [] : [lane],
      start: part.start,
      end: Math.min(part.end, row.end),
      parent: place.parent,
    },
    place.scope,
    'a cell of a matrix of times',
  );
}
