import { displayWidth } from './display-width.ts';

/** Narrower than that, text beside a margin would be one word a line. */
const NARROWEST = 24;

/**
 * A text of one line as lines of at most `width` columns, broken at spaces. A word that is wider by itself, a path or an
 * address, stays whole, so that it can be clicked and searched for; only a run of wide letters, which is written without
 * spaces, is cut. `width` null: no line is broken. Always at least one line.
 */
export function wrapWords(text: string, width: number | null): string[] {
  if (width === null || displayWidth(text) <= width) return [text];
  const room = Math.max(NARROWEST, width);
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(' ').flatMap((word) => piecesOf(word, room))) {
    const longer = piece.isJoined ? line + piece.text : line === '' ? piece.text : `${line} ${piece.text}`;
    // A line may not begin like a command of GitHub Actions.
    const isBreakable = line !== '' && !piece.text.startsWith('::');
    if (isBreakable && displayWidth(longer) > room) {
      lines.push(line);
      line = piece.text;
    } else line = longer;
  }
  return [...lines, line];
}

interface Piece {
  text: string;
  /** It goes on with the word before it. */
  isJoined: boolean;
}

/** The word whole, or letter by letter where it is wider than a line for being written without spaces. */
function piecesOf(word: string, room: number): Piece[] {
  const isUnspaced = displayWidth(word) > room && displayWidth(word) > word.length;
  if (!isUnspaced) return [{ text: word, isJoined: false }];
  return Array.from(new Intl.Segmenter().segment(word), ({ segment }, index) => ({
    text: segment,
    isJoined: index > 0,
  }));
}

/**
 * The text behind a margin: `first` before its first line, as many spaces before the others. `style` sets off each line,
 * `first` may hold escape sequences, `indent` is its width without them.
 */
export function hang(
  first: string,
  text: string,
  { indent, width, style = (same) => same }: { indent: number; width: number | null; style?: (line: string) => string },
): string[] {
  const margin = ' '.repeat(indent);
  return wrapWords(text, width === null ? null : width - indent).map((line, index) =>
    `${index === 0 ? first : margin}${style(line)}`.trimEnd(),
  );
}
