import type { SourceRange } from '../roadmap/model.ts';
import { displayWidth } from './display-width.ts';
import type { TerminalStyle } from './terminal-style.ts';

/** A row of a table may have a thousand characters: the stretch around the range is enough to find it. */
const MAX_SHOWN = 100;
const CONTEXT_BEFORE = 24;

const UNSHOWN = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * The first line of a range as it stands in the file, with a mark under the stretch that is meant:
 * ```
 *    12 │ | Faster start | Isue coming soon |
 *       │                  ───────────────
 * ```
 * `text` is the whole file; an empty list when it has no such line. Characters that a terminal would obey become
 * spaces, so that columns keep their place.
 */
export function codeFrame(text: string, range: SourceRange, style: TerminalStyle): string[] {
  const line = text.split('\n', range.line)[range.line - 1]?.replace(/\r$/, '');
  if (line === undefined) return [];
  const start = range.column - 1;
  const end = Math.max(start, range.endLine === range.line ? range.endColumn - 1 : line.length);
  const from = start < MAX_SHOWN - CONTEXT_BEFORE ? 0 : wholeCharacter(line, start - CONTEXT_BEFORE);
  const to = wholeCharacter(line, Math.min(line.length, from + MAX_SHOWN));
  const show = (left: number, right: number): string => line.slice(left, right).replace(UNSHOWN, ' ');
  const before = `${from > 0 ? '…' : ''}${show(from, start)}`;
  const marked = Math.max(1, displayWidth(show(start, Math.min(end, to))));
  const gutter = String(range.line).padStart(5);
  const shown = `${from > 0 ? '…' : ''}${show(from, to)}${to < line.length ? '…' : ''}`.trimEnd();
  return [
    `${style.dim(`${gutter} │`)} ${shown}`.trimEnd(),
    `${style.dim(`${' '.repeat(gutter.length)} │`)} ${' '.repeat(displayWidth(before))}${style.yellow('─'.repeat(marked))}`,
  ];
}

/** The index itself, or the one before where it would cut a surrogate pair. */
const wholeCharacter = (line: string, index: number): number =>
  /[\udc00-\udfff]/.test(line[index] ?? '') ? index - 1 : index;
