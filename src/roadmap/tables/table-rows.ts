import type { Row, Table } from '../markdown/blocks.ts';
import type { Signal } from '../classify/reasons.ts';
import { NO_PHRASE } from '../markdown/phrase.ts';
import type { Phrase } from '../markdown/phrase.ts';
import type { Place } from '../reading/place.ts';
import { addItem, note } from '../reading/reading.ts';
import type { Reading } from '../reading/reading.ts';
import { enterScope } from '../reading/scope.ts';
import type { Scope } from '../reading/scope.ts';
import { groupWords } from '../reading/section-reading.ts';
import { rangeAt } from '../markdown/source.ts';
import { cellOf, linesOfCell, shorten, statusOfRow, targetOfRow, wordingOf } from './table-cells.ts';
import { isEmptyRow, isGroupRow } from './row-kinds.ts';
import type { ColumnRole } from './column-words.ts';
import { countWords, squeeze } from '../words.ts';

/** Rows in order; a bold row of one cell heads those after it, a blank name continues the name above. */
export function readRows(into: Reading, table: Table, roles: ColumnRole[], place: Place): void {
  let scope = place.scope;
  let above: Phrase | null = null;
  for (const row of table.rows) {
    if (isEmptyRow(row)) {
      note(into, rangeAt(into.source, row.start, row.end), 'empty-row');
    } else if (isGroupRow(row, table)) {
      scope = enterRowGroup(into, table, row, place.scope);
    } else {
      const own = groupingCell(row, roles);
      if (own !== null && own.text.trim() !== '') above = own;
      readRow(into, { table, row, roles, above }, { ...place, scope });
    }
    if (row.detached) reportDetached(into, row);
  }
}

function enterRowGroup(into: Reading, table: Table, row: Row, scope: Scope): Scope {
  const phrase = row.cells[0] ?? NO_PHRASE;
  const words = groupWords(into, phrase, scope);
  const range = rangeAt(into.source, row.start, row.end);
  note(into, range, 'group-row');
  const { title, target, status } = words;
  into.sections.push({ title, line: range.line, endLine: range.endLine, level: 9, path: scope.path, target, status });
  const inside = enterScope(scope, words, range.line);
  into.sectionTraces.push({ form: { kind: 'row', table, row }, scope: inside, isRead: true });
  return inside;
}

function reportDetached(into: Reading, row: Row): void {
  const range = rangeAt(into.source, row.start, row.end);
  into.problems.push({
    rule: 'detached-row',
    message: `The row “${shorten(into.source.text.slice(row.start, row.end))}” is cut off from its table by the blank line or comment above it, so that GitHub shows it as text; a row right below the table was expected. Remove that line.`,
    line: range.line,
    range,
    suggestion: null,
  });
}

interface RowReading {
  table: Table;
  row: Row;
  roles: ColumnRole[];
  /** The theme, or without such a column the name, of this row or of the last one that had it. */
  above: Phrase | null;
}

function readRow(into: Reading, reading: RowReading, place: Place): void {
  const { row, roles } = reading;
  const titled = titleCell(into, reading, place);
  const parts = entriesOfCell(titled.phrase, into);
  if (parts.length < 2) {
    addRow(into, reading, place, titled.phrase, titled.phrase, row.cells);
    return;
  }
  // `<br>` and `<li>` in the cell that names: several works in one row, each with the references of its own words.
  const shared = row.cells.filter((cell, index) => cell !== titled.phrase && roles[index] !== 'issue');
  for (const part of parts) addRow(into, reading, place, titled.phrase, part, [...shared, part]);
}

/** The name, else the description, else the first cell with words in it. */
function titleCell(into: Reading, reading: RowReading, place: Place): { phrase: Phrase } {
  const { row, roles } = reading;
  const isTitle = (phrase: Phrase | null): phrase is Phrase => {
    if (phrase === null || isOnlyReference(phrase.text)) return false;
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

/** `#12`, `owner/repo#12 (request access)`: a cell that points somewhere, whatever it says beside that, names no work. */
function isOnlyReference(text: string): boolean {
  return /^\s*(?:[\w.-]{1,100}\/)?[\w.-]{0,100}#\d{1,9}\s*(?:\([^()]{0,60}\)\s*)?$/.test(text);
}

/** The entries of a cell that lists several works. Mere line breaks in a row's title are only for looks. */
function entriesOfCell(phrase: Phrase, into: Reading): Phrase[] {
  return phrase.pieces.some((piece) => piece.break === 'entry') ? linesOfCell(phrase, into) : [phrase];
}

/** `cell` holds the title: all of it, or `titled` is one of several works in it. */
function addRow(
  into: Reading,
  reading: RowReading,
  place: Place,
  cell: Phrase,
  titled: Phrase,
  referring: readonly Phrase[],
): void {
  const { table, row, roles } = reading;
  const wording = wordingOf(into, titled, place.scope);
  const lane = laneOf(reading, titled);
  addItem(
    into,
    {
      shape: 'row',
      wording,
      phrase: titled,
      details: detailCells(row, roles, cell),
      referring,
      issuePlaces: row.cells.filter((_, index) => roles[index] === 'issue'),
      checked: null,
      statedStatus: statusOfRow(into, table, row, roles),
      statedTarget: targetOfRow(into, row, roles, place.scope),
      areas: lane === '' ? [] : [lane],
      start: row.start,
      headEnd: row.end,
      end: row.end,
      parent: place.parent,
      form: { kind: 'row', table, row, roles, titled, whole: referring === row.cells },
    },
    place.scope,
    signalOfRow(reading),
  );
}

function signalOfRow({ row, roles }: RowReading): Signal {
  if (row.detached) return 'detached-row';
  return groupingCell(row, roles)?.text.trim() === '' ? 'row-continues' : 'row';
}

function detailCells(row: Row, roles: readonly ColumnRole[], titled: Phrase): Phrase[] {
  return row.cells.filter(
    (cell, index) =>
      cell !== titled && cell.text.trim() !== '' && /^(?:description|other|name)$/.test(roles[index] ?? 'other'),
  );
}

/** The cell that groups rows: the theme, else the name. */
function groupingCell(row: Row, roles: readonly ColumnRole[]): Phrase | null {
  return cellOf(row, roles, 'theme') ?? cellOf(row, roles, 'name');
}

/** What a row belongs to: its theme, or where its name is blank the name above. '' when it stands for itself. */
function laneOf({ row, roles, above }: RowReading, titled: Phrase): string {
  const isGrouped = roles.includes('theme') || groupingCell(row, roles)?.text.trim() === '';
  return !isGrouped || above === null || above === titled ? '' : squeeze(above.text);
}
