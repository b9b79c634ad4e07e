/** How messages quote what others wrote: shortened, on one line, harmless on a terminal. */

/** Longest stretch of roadmap text in a message, in code points: a title can be recognised, a paragraph is not repeated. */
const QUOTE_LENGTH = 60;

/** Control characters, and those that turn the reading direction and so could make a message read otherwise. */
const UNSEEN = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu;

/** The text on one line, at most about 60 characters, cut at a code point with an ellipsis. */
export function shorten(text: string): string {
  const line = text.replace(UNSEEN, ' ').split(/\s+/).filter(Boolean).join(' ');
  const points = Array.from(line.slice(0, QUOTE_LENGTH * 2 + 1));
  if (points.length <= QUOTE_LENGTH) return line;
  return `${points
    .slice(0, QUOTE_LENGTH - 1)
    .join('')
    .trimEnd()}…`;
}

/** The text shortened, in “ ”; its own become ‘ ’, so that one can tell where it ends. */
export const quote = (text: string): string => `“${shorten(text).replaceAll('“', '‘').replaceAll('”', '’')}”`;

/** `a`, `a and b`, `a, b and c`; beyond `most` of them `a, b and 4 more`. */
export function listing(parts: readonly string[], most = 3): string {
  if (parts.length > most) return `${parts.slice(0, most - 1).join(', ')} and ${parts.length - most + 1} more`;
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
