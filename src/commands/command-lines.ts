/** The lines of a comment that are commands. */
import { ownLines } from './comment/own-lines.ts';

/** GitHub takes no longer comment. https://docs.github.com/en/rest/issues/comments */
const MAX_BODY_LENGTH = 65_536;

/** In one comment; what comes after is not heeded. */
export const MAX_LINES = 10;

/** A line of this length is longer, and was cut: no command is. */
export const MAX_LINE_LENGTH = 300;

/** Most comments have none, and are not looked at further. */
const HINT = /\/(?:roadmap|milepost)(?!\S)|\/(?:roadmap|milepost)`/i;

const COMMAND = /^\/(?:roadmap|milepost)(?!\S)/i;

const CODE = /^`+ ?\/(?:roadmap|milepost)(?![^\s`])/i;

/**
 * `/roadmap …` and `/milepost …`, in any case, at the start of a line (behind up to three spaces), trimmed, in order: at
 * most `MAX_LINES` lines of `MAX_LINE_LENGTH` characters. Not in code, quotes, HTML comments and list items.
 *
 * Where there is none, but a line is a command in backticks and nothing else, the first such line, backticks included: a
 * near miss that deserves a hint (`isNearMiss`). Linear in the body; never throws.
 */
export function commandLines(body: string): string[] {
  const text = body.slice(0, MAX_BODY_LENGTH);
  if (!HINT.test(text)) return [];
  const lines = ownLines(text.startsWith('\u{feff}') ? text.slice(1) : text);
  const commands = lines.filter((line) => COMMAND.test(line.text));
  const found =
    commands.length > 0 ? commands : lines.filter(({ text, isCode }) => isCode && CODE.test(text)).slice(0, 1);
  return found.slice(0, MAX_LINES).map((line) => line.text.slice(0, MAX_LINE_LENGTH));
}

/** Whether a line of `commandLines` is no command but one in backticks. */
export const isNearMiss = (line: string): boolean => line.startsWith('`');
