import type { SourceRange } from '../model.ts';

/** The text of one file with an index of its lines, so that any two offsets become an exact SourceRange. */
export interface Source {
  text: string;
  /** Offset of the first character of each line; line 1 is at index 0. */
  lineStarts: number[];
}

/** Indexes the lines of `text`. A line ends with LF, CR LF or a lone CR, as in CommonMark. */
export function indexSource(text: string): Source {
  const lineStarts = [0];
  for (let offset = 0; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10)) lineStarts.push(offset + 1);
  }
  return { text, lineStarts };
}

/** The 1-based line that holds `offset` (UTF-16 units, 0-based). */
export function lineAt(source: Source, offset: number): number {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** The stretch from `start` to `end` (exclusive), both kept inside the text. */
export function rangeAt(source: Source, start: number, end: number): SourceRange {
  const first = Math.max(0, Math.min(start, source.text.length));
  const last = Math.max(first, Math.min(end, source.text.length));
  const line = lineAt(source, first);
  const endLine = lineAt(source, last);
  return {
    line,
    column: first - (source.lineStarts[line - 1] ?? 0) + 1,
    endLine,
    endColumn: last - (source.lineStarts[endLine - 1] ?? 0) + 1,
    startOffset: first,
    endOffset: last,
  };
}

/** The source with some stretches (offsets, `end` exclusive) as spaces, so that no offset and no line moves. */
export function blanked(source: Source, stretches: readonly { start: number; end: number }[]): Source {
  if (stretches.length === 0) return source;
  let text = '';
  for (const { start, end } of stretches.toSorted((one, other) => one.start - other.start)) {
    const from = Math.max(start, text.length);
    if (end <= from) continue;
    text += source.text.slice(text.length, from) + source.text.slice(from, end).replaceAll(/[^\r\n]/g, ' ');
  }
  return { ...source, text: text + source.text.slice(text.length) };
}
