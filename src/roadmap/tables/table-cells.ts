import type { Row, Table } from '../markdown/blocks.ts';
import type { Status } from '../model.ts';
import { findNearMiss } from '../target/near-miss.ts';
import { offsetsOf, slicePhrase } from '../markdown/phrase.ts';
import type { Phrase } from '../markdown/phrase.ts';
import type { Reading } from '../reading/reading.ts';
import { isRelease } from '../reading/scope.ts';
import type { Scope } from '../reading/scope.ts';
import { rangeAt } from '../markdown/source.ts';
import { statusOfCell, statusOfMark, statusOfTag } from '../status/status.ts';
import { statusFromCell } from './status-cell.ts';
import type { ColumnRole } from './column-words.ts';
import { isUndecided, targetOfCell } from '../target/target.ts';
import type { Mention } from '../target/target.ts';
import { readWording } from '../wording/wording.ts';
import type { Wording } from '../wording/wording-parts.ts';
import { countWords, squeeze } from '../words.ts';

export function cellOf(row: Row, roles: readonly ColumnRole[], role: ColumnRole): Phrase | null {
  const index = roles.indexOf(role);
  return index === -1 ? null : (row.cells[index] ?? null);
}

export function wordingOf(into: Reading, phrase: Phrase, scope: Scope): Wording {
  return readWording(phrase, {
    legend: into.legend,
    anchor: scope.anchor,
    inRelease: isRelease(scope),
    numbered: true,
  });
}

/** What a cell lists: the entries of an HTML list in it, else its lines, else all of it. */
export function linesOfCell(phrase: Phrase, into: Reading): Phrase[] {
  const hasEntries = phrase.pieces.some((piece) => piece.break === 'entry');
  const breaks = phrase.pieces.filter((piece) => (hasEntries ? piece.break === 'entry' : piece.break !== null));
  const parts: Phrase[] = [];
  let from = 0;
  for (const to of [...breaks.map((piece) => piece.at), phrase.text.length]) {
    const part = slicePhrase(phrase, from, to, into.source);
    if (/[\p{L}\p{N}]/u.test(part.text)) parts.push(part);
    from = to + 1;
  }
  return parts;
}

/** For a message to quote in “ ”: at most 60 characters, quotation marks of its own as ‘ ’, so that one can tell its end. */
export function shorten(text: string): string {
  const plain = squeeze(text).replaceAll('“', '‘').replaceAll('”', '’');
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}

/** `Pri 1 / Rel: (Q3 2024) / Completed in v4.1`: each part without its name and brackets. */
function partsOfCell(text: string): string[] {
  return text
    .split(/\s\/\s|[;|\n]/)
    .map((part) => squeeze(part.replace(/^\s*[\p{L} ]{1,16}[:：]\s*/u, '').replaceAll(/[()]/g, ' ')));
}

/** The status column; a timeline cell may say one as well (`Won't do`). A mark at the release says that it is out. */
export function statusOfRow(into: Reading, table: Table, row: Row, roles: readonly ColumnRole[]): Status | null {
  const column = roles.indexOf('status');
  const cell = row.cells[column];
  if (cell !== undefined) {
    const header = table.columns[column]?.text ?? '';
    const status = statusFromCell(cell.text, header, (mark) => statusOfMark(mark, into.legend));
    if (status !== null) return status;
  }
  for (const role of ['timeline', 'release'] as const) {
    const text = cellOf(row, roles, role)?.text ?? '';
    const status =
      partsOfCell(text)
        .map(statusOfTag)
        .find((said) => said !== null) ??
      statusOfMark(/\p{Extended_Pictographic}\uFE0F?/u.exec(text)?.[0] ?? '', into.legend);
    if (status !== null) return status;
  }
  if (roles.includes('release') && isReleased(cellOf(row, roles, 'release'))) return 'done';
  return null;
}

/** A release that is linked to its published page is out. */
function isReleased(phrase: Phrase | null): boolean {
  return phrase !== null && phrase.links.some((link) => /\/releases\/tag\//.test(link.url));
}

/** Release before timeline; each may lend the other what it lacks. A cell that says TBD says that nothing is said. */
export function targetOfRow(into: Reading, row: Row, roles: readonly ColumnRole[], scope: Scope): Stated | null {
  const release = firstStated(into, cellsOf(row, roles, 'release'), scope, false);
  const timelines = cellsOf(row, roles, 'timeline');
  const timeline = firstStated(into, timelines.length > 0 ? timelines : dateInStatus(row, roles), scope, true);
  if (release?.mention != null && timeline?.mention != null && release.mention.start === null) {
    return { ...release, mention: { ...release.mention, start: timeline.mention.start, end: timeline.mention.end } };
  }
  return release?.mention != null ? release : (timeline ?? release);
}

/** What the first of some cells that names a target says; else what the first of them does. */
function firstStated(into: Reading, cells: readonly Phrase[], scope: Scope, expectsTime: boolean): Stated | null {
  const naming = cells.find((cell) => targetOfCell(cell.text, scope.anchor) !== null);
  return statedIn(into, naming ?? cells[0] ?? null, scope, expectsTime);
}

function cellsOf(row: Row, roles: readonly ColumnRole[], role: ColumnRole): Phrase[] {
  return row.cells.filter((_, index) => roles[index] === role);
}

/** A `Completed` column that holds the day of it. */
function dateInStatus(row: Row, roles: readonly ColumnRole[]): Phrase[] {
  return cellsOf(row, roles, 'status').filter((cell) => /\d{4}/.test(cell.text));
}

/** A target with the phrase that says it; no mention where the phrase says that there is none. */
interface Stated {
  mention: Mention | null;
  phrase: Phrase;
}

function statedIn(into: Reading, phrase: Phrase | null, scope: Scope, expectsTime: boolean): Stated | null {
  if (phrase === null || phrase.text.trim() === '') return null;
  const mention = isUndecided(phrase.text) ? null : targetOfCell(phrase.text, scope.anchor);
  if (mention !== null) {
    // "Agust 2026" would be all of 2026.
    if (expectsTime && mention.year !== null && findNearMiss(phrase.text) !== null) reportUnreadable(into, phrase);
    return { mention, phrase };
  }
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
