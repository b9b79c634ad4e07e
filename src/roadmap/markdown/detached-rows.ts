import type { Paragraph, Row, Table } from './blocks.ts';
import { offsetIn, slicePhrase } from './phrase.ts';
import type { Phrase } from './phrase.ts';
import type { Source } from './source.ts';

/**
 * The rows of a table that a blank line cut off: the paragraph right after a table, each line of which begins with a pipe,
 * or has as many pipes as a row of the table. null when the paragraph is prose.
 */
export function cellsOfDetachedRows(paragraph: Paragraph, table: Table, source: Source): Row[] | null {
  const lines = linesOf(paragraph.phrase);
  const wanted = Math.max(1, table.columns.length - 1);
  const isRow = (line: PhraseLine): boolean => {
    const text = paragraph.phrase.text.slice(line.from, line.to).trim();
    return line.pipes.length > 0 && (text.startsWith('|') ? line.pipes.length >= 2 : line.pipes.length >= wanted);
  };
  if (lines.length === 0 || !lines.every(isRow)) return null;
  return lines.map((line) => rowOf(paragraph.phrase, line, source));
}

interface PhraseLine {
  from: number;
  to: number;
  /** Where pipes outside code stand in the phrase's text. */
  pipes: number[];
}

function linesOf(phrase: Phrase): PhraseLine[] {
  const ends = [...phrase.newlines, phrase.text.length];
  const lines = ends.map((to, index): PhraseLine => ({
    from: index === 0 ? 0 : (ends[index - 1] ?? 0),
    to,
    pipes: [],
  }));
  let current = 0;
  for (const piece of phrase.pieces) {
    if (piece.code) continue;
    for (let index = piece.text.indexOf('|'); index !== -1; index = piece.text.indexOf('|', index + 1)) {
      const at = piece.at + index;
      while (at >= (lines[current]?.to ?? Infinity)) current += 1;
      lines[current]?.pipes.push(at);
    }
  }
  return lines;
}

function rowOf(phrase: Phrase, line: PhraseLine, source: Source): Row {
  const cuts = [line.from, ...line.pipes.map((pipe) => pipe + 1)];
  const cells = cuts.map((from, index) => slicePhrase(phrase, from, line.pipes[index] ?? line.to, source));
  if (phrase.text.slice(line.from, line.pipes[0] ?? line.from).trim() === '') cells.shift();
  if (cells.length > 1 && cells[cells.length - 1]?.text === '') cells.pop();
  const lead = phrase.text.slice(line.from, line.to).search(/\S/);
  const start = offsetIn(phrase, line.from + Math.max(0, lead), source);
  const lastPipe = line.pipes[line.pipes.length - 1] ?? line.to;
  const end = Math.max(cells[cells.length - 1]?.end ?? start, offsetIn(phrase, lastPipe, source) + 1);
  return { cells, detached: true, start, end };
}
