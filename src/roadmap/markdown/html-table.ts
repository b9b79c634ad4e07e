import type { Row, Table } from './blocks.ts';
import { NO_PHRASE } from './phrase.ts';
import type { Break, Link, Phrase, Piece } from './phrase.ts';
import type { Source } from './source.ts';

/** More cells in a row, or rows under a merged cell, than any roadmap has. */
const MAX_SPAN = 200;

const TAG = /<(\/?)(table|tr|td|th|a|br|li|p|code|del|s|strike|b|strong|em|i)\b([^<>]{0,2000})>/gi;
/** As in HTML, a comment that nobody closes goes on to the end: so each beginning is tried once. */
const COMMENT = /<!--[^]*?(?:-->|$)/g;

interface Cell {
  phrase: Phrase;
  isHeader: boolean;
  rows: number;
}

interface Reading {
  rows: { cells: Cell[]; start: number; end: number }[];
  cell: Cell | null;
  link: Link | null;
  styles: Map<string, number>;
}

/**
 * The table that begins at the `<table>` tag at or after `start`, read from its tags: `<tr>`, `<td>`, `<th>`, links, line
 * breaks, bold, strikethrough; merged cells (`rowspan`) stay empty in the rows below, so that they continue the row above.
 * null when there is no `<table>` before `end`, or it never closes.
 */
export function readHtmlTable(source: Source, start: number, end: number): Table | null {
  const opening = source.text.slice(start, end).search(/<table\b/i);
  if (opening === -1) return null;
  const from = start + opening;
  const close = source.text.slice(from).search(/<\/table\s*>/i);
  if (close === -1) return null;
  const to = from + close;
  const reading: Reading = { rows: [], cell: null, link: null, styles: new Map() };
  let at = from;
  // Comments are blanked, not removed: every offset stays.
  const html = source.text.slice(from, to).replaceAll(COMMENT, (comment) => ' '.repeat(comment.length));
  for (const match of html.matchAll(TAG)) {
    const tagAt = from + match.index;
    addText(reading, html.slice(at - from, match.index), at);
    takeTag(reading, {
      name: (match[2] ?? '').toLowerCase(),
      closes: match[1] === '/',
      attributes: match[3] ?? '',
      start: tagAt,
      end: tagAt + match[0].length,
    });
    at = tagAt + match[0].length;
  }
  return tableOf(reading, from, Math.min(source.text.length, to + '</table>'.length));
}

interface Tag {
  name: string;
  closes: boolean;
  attributes: string;
  start: number;
  end: number;
}

function takeTag(reading: Reading, tag: Tag): void {
  switch (tag.name) {
    case 'tr':
      takeRowTag(reading, tag);
      break;
    case 'td':
    case 'th':
      takeCellTag(reading, tag);
      break;
    case 'a':
      takeLinkTag(reading, tag);
      break;
    case 'br':
    case 'p':
      if (reading.cell !== null) addPiece(reading, '\n', tag.start, tag.end, 'line');
      break;
    case 'li':
      if (reading.cell !== null) addPiece(reading, '\n', tag.start, tag.end, 'entry');
      break;
    default:
      reading.styles.set(tag.name, Math.max(0, (reading.styles.get(tag.name) ?? 0) + (tag.closes ? -1 : 1)));
  }
}

function takeRowTag(reading: Reading, tag: Tag): void {
  const row = reading.rows[reading.rows.length - 1];
  if (tag.closes && row !== undefined) row.end = tag.end;
  if (!tag.closes) reading.rows.push({ cells: [], start: tag.start, end: tag.end });
  reading.cell = null;
}

function takeCellTag(reading: Reading, tag: Tag): void {
  const row = reading.rows[reading.rows.length - 1];
  if (reading.cell !== null) reading.cell.phrase.end = Math.max(reading.cell.phrase.start, tag.start);
  reading.cell = null;
  if (tag.closes || row === undefined || row.cells.length >= MAX_SPAN) {
    if (row !== undefined) row.end = tag.end;
    return;
  }
  const span = Number(/\browspan\s*=\s*["']?(\d{1,3})/i.exec(tag.attributes)?.[1] ?? '1');
  const phrase: Phrase = { text: '', pieces: [], links: [], newlines: [], start: tag.end, end: tag.end };
  reading.cell = { phrase, isHeader: tag.name === 'th', rows: Math.min(Math.max(1, span), MAX_SPAN) };
  row.cells.push(reading.cell);
  row.end = tag.end;
}

function takeLinkTag(reading: Reading, tag: Tag): void {
  if (reading.link !== null) reading.link.end = tag.closes ? tag.end : tag.start;
  reading.link = null;
  const url = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(tag.attributes);
  if (tag.closes || url === null || reading.cell === null) return;
  reading.link = { url: url[1] ?? url[2] ?? url[3] ?? '', start: tag.start, end: tag.end };
  reading.cell.phrase.links.push(reading.link);
}

function addText(reading: Reading, text: string, start: number): void {
  if (reading.cell === null || text === '') return;
  addPiece(reading, text, start, start + text.length, null);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&nbsp;', ' '],
  ['&#39;', "'"],
]);

function addPiece(reading: Reading, raw: string, start: number, end: number, kind: Break | null): void {
  const { cell, styles, link } = reading;
  if (cell === null) return;
  const plain =
    kind !== null
      ? raw
      : raw.replaceAll(/[\r\n]/g, ' ').replaceAll(/<[^<>]{0,2000}>/g, (tag) => ' '.repeat(tag.length));
  const text = plain.replaceAll(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (entity) => ENTITIES.get(entity) ?? entity);
  const has = (...names: string[]): boolean => names.some((name) => (styles.get(name) ?? 0) > 0);
  const piece: Piece = {
    text,
    at: cell.phrase.text.length,
    start,
    end,
    exact: kind === null && text.length === raw.length,
    code: has('code'),
    strong: has('b', 'strong'),
    emphasis: has('i', 'em'),
    deleted: has('del', 's', 'strike'),
    break: kind,
    link,
  };
  cell.phrase.pieces.push(piece);
  cell.phrase.text += text;
  cell.phrase.end = end;
}

function tableOf(reading: Reading, start: number, end: number): Table | null {
  const rows = withSpans(reading.rows);
  const [first, ...others] = rows;
  if (first === undefined) return null;
  const hasHeader =
    first.cells.length > 0 && first.cells.every((cell) => cell.isHeader || cell.phrase.text.trim() === '');
  const body = hasHeader ? others : rows;
  const columns = hasHeader
    ? first.cells.map((cell) => cell.phrase)
    : first.cells.map(() => ({ ...NO_PHRASE, start, end: start }));
  return {
    type: 'table',
    columns,
    rows: body.map((row): Row => ({
      cells: row.cells.map((cell) => cell.phrase),
      detached: false,
      start: row.start,
      end: row.end,
    })),
    start,
    end,
  };
}

/** Fills the places that a merged cell covers in the rows below it with empty cells. */
function withSpans(rows: Reading['rows']): Reading['rows'] {
  const covered = new Map<number, number>();
  return rows.map((row) => {
    const cells: Cell[] = [];
    const own = [...row.cells];
    while (own.length > 0 || (covered.get(cells.length) ?? 0) > 0) {
      const left = covered.get(cells.length) ?? 0;
      if (left > 0) {
        covered.set(cells.length, left - 1);
        cells.push({ phrase: { ...NO_PHRASE, start: row.start, end: row.start }, isHeader: false, rows: 1 });
        continue;
      }
      const cell = own.shift();
      if (cell === undefined) break;
      if (cell.rows > 1) covered.set(cells.length, cell.rows - 1);
      cells.push(cell);
    }
    return { ...row, cells };
  });
}
