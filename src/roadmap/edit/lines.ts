import type { Source } from '../markdown/source.ts';
import { lineAt } from '../markdown/source.ts';
import type { Replacement } from './edit.ts';

/** Offset of the first character of the line that holds `offset`. */
export function lineStart(source: Source, offset: number): number {
  return source.lineStarts[lineAt(source, offset) - 1] ?? 0;
}

/** Offset behind the line that holds `offset`, its line end included. */
export function nextLine(source: Source, offset: number): number {
  return source.lineStarts[lineAt(source, offset)] ?? source.text.length;
}

/** The line end that the line of `offset` has; of the last line, the one before it; LF in a file of one line. */
export function lineEnding(source: Source, offset: number): string {
  for (const line of [lineAt(source, offset), lineAt(source, offset) - 1]) {
    const next = source.lineStarts[line];
    const ending =
      next === undefined ? undefined : /(?:\r\n|\r|\n)$/.exec(source.text.slice(Math.max(0, next - 2), next));
    if (ending?.[0] !== undefined) return ending[0];
  }
  return '\n';
}

/** The characters of the line that holds `offset`, without its line end. */
export function lineText(source: Source, offset: number): string {
  return source.text.slice(lineStart(source, offset), nextLine(source, offset)).replace(/\r?\n$|\r$/, '');
}

/** Where the last character that is no white space stands, in front of `end` and not before `start`; the offset behind it. */
export function contentEnd(source: Source, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(source.text.charAt(at - 1))) at -= 1;
  return at;
}

export function isBlankAt(source: Source, offset: number): boolean {
  return offset < source.text.length && lineText(source, offset).trim() === '';
}

/** Puts lines below the line that holds `offset`. The file's last line stays without a line end if it had none. */
export function insertBelow(source: Source, offset: number, lines: readonly string[]): Replacement {
  const ending = lineEnding(source, offset);
  const at = nextLine(source, offset);
  const isTerminated = /[\r\n]$/.test(source.text.slice(0, at));
  const body = lines.join(ending);
  return { startOffset: at, endOffset: at, text: isTerminated ? body + ending : ending + body };
}

/**
 * Takes out the lines from `start`'s to the one of the last content before `end`, and of blank lines that would then follow
 * each other the later ones.
 */
export function removeLines(source: Source, start: number, end: number): Replacement {
  const { text } = source;
  let from = lineStart(source, start);
  let to = nextLine(source, Math.max(start, contentEnd(source, start, end) - 1));
  const isBlankBefore = from === 0 || isBlankAt(source, lineStart(source, from - 1));
  if (isBlankBefore) while (to < text.length && isBlankAt(source, to)) to = nextLine(source, to);
  if (to >= text.length) {
    // At the file's end the blank lines before go instead, and its last line ends as it did.
    while (from > 0 && isBlankAt(source, lineStart(source, from - 1))) from = lineStart(source, from - 1);
    if (!/[\r\n]$/.test(text) && from > 0) from -= text.slice(0, from).endsWith('\r\n') ? 2 : 1;
  }
  return { startOffset: from, endOffset: to, text: '' };
}
