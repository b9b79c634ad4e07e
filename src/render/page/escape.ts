import { withEntities } from '../markup.ts';
import { plainText, shorten } from '../plain-text.ts';

/** More is no title, name or sentence any more. */
const MAX_LENGTH = 1_000;

/** Words of plain signs with single spaces: `plainText` would give back the same, in many times the time. */
const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

const seen = (text: string): string => (PLAIN.test(text) ? text : plainText(text));

/**
 * What a reader is meant to see of a text, on one line of at most `maxLength` (1,000) UTF-16 units before escaping: for
 * between the tags of HTML or SVG, and for within the double quotes of an attribute. Controls and bidirectional marks are gone.
 */
export const escaped = (text: string, maxLength = MAX_LENGTH): string => withEntities(shorten(seen(text), maxLength));

/** ` name="value"` with a space before it; '' for null. */
export const attribute = (name: string, value: string | null): string =>
  value === null ? '' : ` ${name}="${escaped(value, 4_000)}"`;

/** Our own prose with other people's words quoted in it between backticks, which come out as code. */
export function escapedMessage(message: string): string {
  const parts = shorten(seen(message), MAX_LENGTH).split('`');
  // An even number of parts means that one backtick has no partner: the last one stays as it is.
  const paired = parts.length % 2 === 1 ? parts : [...parts.slice(0, -2), parts.slice(-2).join('`')];
  return paired.map((part, index) => (index % 2 === 1 ? `<code>${escaped(part)}</code>` : keepEnds(part))).join('');
}

/** As `escaped`, with the spaces that part it from the code beside it. */
const keepEnds = (part: string): string =>
  `${part.startsWith(' ') ? ' ' : ''}${escaped(part)}${part.length > 1 && part.endsWith(' ') ? ' ' : ''}`;
