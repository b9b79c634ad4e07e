/** U+200B. The only invisible character that Milepost itself writes: it parts what GitHub would otherwise link or notify. */
export const ZERO_WIDTH_SPACE = '\u200B';

const ELLIPSIS = '…';

/**
 * Characters that show nothing, or change how their neighbours show: controls, bidirectional marks, zero-width spaces,
 * soft hyphens, fillers, tags, everything that only formats. Not the joiners, see below, and not U+FE0E and U+FE0F, which choose between an emoji and
 * its plain sign.
 */
const UNSEEN =
  /(?!\u200C|\u200D|\uFE0E|\uFE0F)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** Joiners belong to the spelling of Arabic and Indic scripts and to composed emoji, and are nothing but a disguise elsewhere. */
const STRAY_JOINER =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\u0600-\u0DFF\u0E00-\u109F\u1780-\u17FF])[\u200C\u200D]|[\u200C\u200D](?![\p{Extended_Pictographic}\u0600-\u0DFF\u0E00-\u109F\u1780-\u17FF])/gu;

const LONE_SURROGATE = /\p{Surrogate}/gu;

// Vertical tab, form feed, next line and the two Unicode separators end a line in some reader or other.
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;

/** Words of visible ASCII with one space between them, as most texts are: nothing is to be taken out. A page of a large roadmap asks ten thousand times. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

const seen = (line: string): string =>
  line
    .replace(/\t/gu, ' ')
    .replace(UNSEEN, '')
    .replace(STRAY_JOINER, '')
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(/\s+/gu, ' ')
    .trim();

/**
 * What a reader is meant to see of a text, on one line: nothing invisible, no control or bidirectional character, runs
 * of white space as one space. Markup in it is neither read nor escaped. '' when nothing visible is left.
 */
export const plainText = (text: string): string => (PLAIN.test(text) ? text : plainLines(text).join(' '));

/** The same line by line, empty lines left out. */
export const plainLines = (text: string): string[] =>
  text
    .split(LINE_END)
    .map(seen)
    .filter((line) => line !== '');

/** The text itself when it has at most `maxLength` UTF-16 units, else its beginning with an ellipsis, never longer, no character halved. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let end = Math.max(0, maxLength - ELLIPSIS.length);
  if (isLowSurrogate(text.charCodeAt(end))) end -= 1;
  return `${text.slice(0, Math.max(0, end)).trimEnd()}${ELLIPSIS}`;
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
