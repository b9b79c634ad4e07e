/**
 * Makes text that others wrote (roadmap items, GitHub titles, paths) inert inside the Markdown that Milepost writes: it
 * shows as it was written, and does nothing. Nobody is mentioned, nothing is referred to, linked or embedded, no
 * structure is begun or ended, no hidden marker is imitated.
 *
 * Two means, because GitHub reads twice. What Markdown reads is escaped. What GitHub looks for in the rendered text
 * (mentions, references, commits, addresses) is not stopped by escapes or entities, and code spans do not stop it in
 * replies by e-mail; a zero-width space within it does: https://github.com/github/cmark-gfm/issues/181,
 * https://github.com/dependabot/dependabot-core/pull/3157
 */
import { plainLines, plainText, shorten, ZERO_WIDTH_SPACE } from './plain-text.ts';

/** More is no title, heading or sentence any more. */
const INLINE_LENGTH = 500;
const BLOCK_LENGTH = 20_000;
const BLOCK_LINE_LENGTH = 2_000;

interface InertOptions {
  /** Visible UTF-16 units, the ellipsis included. */
  maxLength?: number;
}

/**
 * For the middle or the start of a line, in a list, a quote, a link's label. One line, at most `maxLength` (500) units
 * visible, '' for nothing visible. Not for inside a code span, an HTML tag or a link's address.
 */
export const inertText = (text: string, { maxLength = INLINE_LENGTH }: InertOptions = {}): string =>
  inertLine(shorten(plainText(text), maxLength));

/**
 * Several lines as a quote (`> …`), at most `maxLength` (20,000) UTF-16 units of Markdown; left out are whole lines from the end,
 * with an ellipsis on a line of its own. Indentation and empty lines are not kept. '' for nothing visible.
 */
export function inertBlock(text: string, { maxLength = BLOCK_LENGTH }: InertOptions = {}): string {
  const quoted: string[] = [];
  let length = '\n> …'.length;
  for (const line of plainLines(text)) {
    const inert = `> ${inertLine(shorten(line, BLOCK_LINE_LENGTH))}`;
    length += inert.length + 1;
    if (length > maxLength) return [...quoted, '> …'].join('\n');
    quoted.push(inert);
  }
  return quoted.join('\n');
}

/**
 * For places that show text as it stands and read no Markdown (an issue's title, an annotation): at most `maxLength`
 * (500) units in all, mentions and references parted in case something downstream looks for them.
 */
export const inertPlain = (text: string, { maxLength = INLINE_LENGTH }: InertOptions = {}): string =>
  shorten(partMentions(shorten(plainText(text), maxLength)), maxLength);

/**
 * For a commit message, or a title that may become one, on one line of at most `maxLength` (200) units: nothing in it refers to
 * an issue, mentions, links or closes. `#12` is written `issue 12`, and brackets become round, since `[skip ci]` means something.
 */
export const inertCommit = (text: string, { maxLength = 200 }: InertOptions = {}): string =>
  shorten(
    partAddresses(
      partMentions(
        shorten(plainText(text), maxLength)
          .replace(/(?<![\p{L}\p{N}/._-])#(?=\p{N})/gu, 'issue ')
          .replaceAll('[', '(')
          .replaceAll(']', ')'),
      ),
    ),
    maxLength,
  );

/**
 * Prose of our own with roadmap text quoted in it, such as a Finding's message: what stands between backticks comes out
 * as code where that is harmless, everything else as `inertText`. Backticks in the quoted text may shift what is taken
 * for code, never what it can do.
 */
export function inertMessage(text: string, { maxLength = 1_000 }: InertOptions = {}): string {
  const parts = shorten(plainText(text), maxLength).split('`');
  // An even number of parts means that one backtick has no partner: the last one stays as it is.
  const paired = parts.length % 2 === 1 ? parts : [...parts.slice(0, -2), parts.slice(-2).join('`')];
  return paired.map((part, index) => (index % 2 === 1 ? quotedPart(part) : inertStretch(part, index === 0))).join('');
}

/** A code span for a path, a key or a value; the text without one where it holds anything that a code span would not tame. */
export function inertCode(text: string): string {
  const plain = plainText(text);
  return isTame(plain) ? `\`${plain}\`` : inertText(plain);
}

/** The backticks stay visible where no code span is made: they also keep what stands before from joining what stands within. */
const quotedPart = (part: string): string => (isTame(part) ? `\`${part}\`` : `\\\`${inertStretch(part, false)}\\\``);

/** A pipe would end a table's cell, an angle bracket may begin a marker; the rest is for replies by e-mail, which know no code. */
const isTame = (text: string): boolean =>
  text.trim() !== '' && !/[`|<>&$]/u.test(text) && partAddresses(partMentions(text)) === text;

const inertLine = (line: string): string => inertStretch(line, true);

const inertStretch = (text: string, startsLine: boolean): string => {
  const inert = escapeMarkdown(partAddresses(partMentions(text)));
  return startsLine ? escapeLineStart(inert) : inert;
};

/** `@name`, `user@sha`, `me@example.org`, `#1`, `owner/repo#1`, `GH-1`: parted after the sign. */
const partMentions = (text: string): string =>
  text
    .replace(/@(?=\S|$)/gu, `@${ZERO_WIDTH_SPACE}`)
    .replace(/#(?=[\p{L}\p{N}]|$)/gu, `#${ZERO_WIDTH_SPACE}`)
    .replace(/(?<![\p{L}\p{N}])(gh-)(?=\d)/giu, `$1${ZERO_WIDTH_SPACE}`);

/** `https://…`, `www.…`, and seven or more hexadecimal digits, which may be a commit: shorter than seven they are none. */
const partAddresses = (text: string): string =>
  text
    .replace(/:(?=\/\/)/gu, `:${ZERO_WIDTH_SPACE}`)
    .replace(/www(?=\.)/giu, `$&${ZERO_WIDTH_SPACE}`)
    .replace(/(?<![A-Za-z0-9])[0-9a-f]{7,}(?![A-Za-z0-9])/giu, (digits) =>
      digits.replace(/.{6}(?=.)/gu, `$&${ZERO_WIDTH_SPACE}`),
    );

/**
 * Only what could mean something is escaped, so that the source, which people read in e-mails, stays close to the text.
 * `<` becomes an entity, since after a backslash the bytes of a marker (`<!-- milepost:`) would still stand there; the
 * dollar becomes one because GitHub finds formulas before it reads Markdown.
 */
const escapeMarkdown = (text: string): string =>
  text
    .replace(/&(?=#?[\p{L}\p{N}]{1,40};)/gu, '&amp;')
    .replace(/[\\`*[\]~|]/gu, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/</gu, '&lt;')
    .replace(/(?<=-)>/gu, '\\>')
    .replace(/\$/gu, '&dollar;');

/** Headings, quotes, bullets, numbers, rules, underlines and table delimiters mean something only where a line begins. */
const escapeLineStart = (text: string): string =>
  text
    .replace(/^(?:>|=|#(?=#{0,5}(?:\s|$))|-(?=[\s:-]|$)|\+(?=\s|$)|:(?=-))/u, '\\$&')
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/u, '$1\\');
