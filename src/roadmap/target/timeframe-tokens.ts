import { RANGE_WORDS } from './timeframe-words.ts';

export interface Token {
  /** Lower case; full-width characters as their Latin ones. */
  value: string;
  from: number;
  to: number;
  /** Whether white space, or nothing, stands before it. */
  spaced: boolean;
  /** The character before it; '' at the beginning. */
  before: string;
  /** Whether a letter follows straight after it: `2021x` is no year, `2021Q3` has one. */
  glued: boolean;
}

/** Tried in this order at each place. */
const TOKEN = new RegExp(
  [
    // An address is one token, so that no number in it is a year.
    String.raw`[a-z][a-z+.-]{1,9}:\/\/\S{1,2000}|\bwww\.\S{1,2000}`,
    // 2018-04-26, 2018.04.26, 26.04.2018, 5/28/2020, 03/2025, 2025-03, 4/2. A version has no leading zeros.
    String.raw`(?<![\p{L}\p{N}_./])(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{4}\.\d\d\.\d\d|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\/\d{1,2}\/\d{2,4}|\d{1,2}\/\d{4}|\d{4}[-/](?:0[1-9]|1[0-2])(?!-?\d)|\d{1,2}\/\d{1,2})(?![\p{L}\p{N}_]|\.\d)`,
    String.raw`(?<!\d)\d{1,2}(?:st|nd|rd|th)\b`,
    // Q3, T3, H1, S1, and 3Q, 1H before a year.
    String.raw`[QT][1-4](?![\p{L}\p{N}])|[HS][12](?![\p{L}\p{N}])|(?<![\p{L}\p{N}.])(?:[1-4][QT]|[12][HS])(?!\p{L})`,
    String.raw`CY(?:20)?\d\d(?![\p{L}\p{N}])|EO(?=[QH][1-4](?![\p{L}\p{N}]))`,
    // Chinese, Japanese and Korean write without spaces.
    String.raw`[上下](?:半年度?|半期|期)|[상하]반기|季度|四半期|분기|[年月日第년월일]|[一二三四](?=季度|四半期)`,
    String.raw`(?<=年\s?)(?:初(?![步始期])|中(?!\p{Script=Han})|[底末]|[春夏秋冬][季天]?)|[至到](?=\d)`,
    String.raw`\p{L}+|\d+(?:\.\d+)*|[^\s\p{L}\p{N}]`,
  ].join('|'),
  'giu',
);

export function tokenize(written: string): Token[] {
  const text = withLatinCharacters(written);
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const to = match.index + match[0].length;
    const before = match.index === 0 ? '' : text.charAt(match.index - 1);
    tokens.push({
      value: match[0].toLowerCase(),
      from: match.index,
      to,
      spaced: before === '' || before === ' ' || /\s/.test(before),
      before,
      glued: isGlue(text.charAt(to)),
    });
  }
  return tokens;
}

function isGlue(after: string): boolean {
  return after !== '' && after !== ' ' && /[\p{L}_]/u.test(after);
}

/** `２０２４`, `～` and `（` as their Latin twins, which are one UTF-16 unit as well: every offset stays. */
function withLatinCharacters(text: string): string {
  return text.replaceAll(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}

export function isRangeWord(tokens: Token[], index: number): boolean {
  const token = tokens[index];
  return token !== undefined && RANGE_WORDS.has(token.value);
}

/** The year that a token is by itself, wherever it stands. */
export function yearOf(token: Token | undefined): number | null {
  // "CY24" is the calendar year; a fiscal year ("FY24") begins when its owner says, so it is left alone.
  const short = /^cy(?:20)?(\d\d)$/.exec(token?.value ?? '')?.[1];
  if (short !== undefined) return 2000 + Number(short);
  if (token === undefined || !/^(?:19|20)\d\d$/.test(token.value)) return null;
  return Number(token.value);
}

/** The year `'22`. */
export function shortYear(tokens: Token[], index: number): number | null {
  const mark = tokens[index];
  const digits = tokens[index + 1];
  if (mark === undefined || digits === undefined || !/^['’‘`]$/.test(mark.value)) return null;
  return /^\d\d$/.test(digits.value) && !digits.spaced ? 2000 + Number(digits.value) : null;
}

/** Two digits straight after a dash or slash that end a span of years: the `25` of `2024–25`. */
export function spanEnd(tokens: Token[], index: number, year: number): number | null {
  const mark = tokens[index]?.value ?? '';
  const digits = tokens[index + 1];
  if (!/^[-–/]$/.test(mark) || tokens[index]?.spaced !== false || digits?.spaced !== false || digits.glued) return null;
  const end = /^\d\d$/.test(digits.value) ? Math.floor(year / 100) * 100 + Number(digits.value) : yearOf(digits);
  if (end === null || end <= year || end - year > (mark === '/' ? 1 : 9)) return null;
  return end;
}

/** Day of a month, 1–31: `5`, `05`, `5th`. */
export function dayNumber(token: Token | undefined): number | null {
  const digits = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(token?.value ?? '')?.[1];
  if (digits === undefined) return null;
  const day = Number(digits);
  return day >= 1 && day <= 31 ? day : null;
}
