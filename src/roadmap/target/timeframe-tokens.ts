import { RANGE_WORDS } from './timeframe-words.ts';

export interface Token {
  value: string;
  from: number;
  to: number;
  /** Whether white space stands before it. */
  spaced: boolean;
  /** Whether a letter follows straight after it: `2021x` is no year, `2021Q3` has one. */
  glued: boolean;
}

const TOKEN =
  /(?<![\p{L}\p{N}_.])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?)(?![\p{L}\p{N}_]|\.\d)|(?<!\d)\d{1,2}(?:st|nd|rd|th)\b|[QqTt][1-4](?![\p{L}\p{N}])|[Cc][Yy]\d\d(?![\p{L}\p{N}])|[Hh][12](?!\p{L})|[\p{L}]+|\d+(?:\.\d+)*|[^\s\p{L}\p{N}]/gu;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const before = match.index === 0 ? ' ' : text.charAt(match.index - 1);
    tokens.push({
      value: match[0].toLowerCase(),
      from: match.index,
      to: match.index + match[0].length,
      spaced: /\s/.test(before),
      glued: /[\p{L}_]/u.test(text.charAt(match.index + match[0].length)),
    });
  }
  return tokens;
}

export function isRangeWord(tokens: Token[], index: number): boolean {
  const token = tokens[index];
  return token !== undefined && RANGE_WORDS.has(token.value);
}

export function yearOf(token: Token | undefined): number | null {
  // "CY24" is the calendar year; a fiscal year ("FY24") begins when its owner says, so it is left alone.
  const short = /^cy(\d\d)$/.exec(token?.value ?? '')?.[1];
  if (short !== undefined) return 2000 + Number(short);
  if (token === undefined || !/^(?:19|20)\d\d$/.test(token.value)) return null;
  return Number(token.value);
}

/** `'22` straight after a unit. */
export function shortYear(tokens: Token[], index: number): number | null {
  const mark = tokens[index];
  const digits = tokens[index + 1];
  if (mark === undefined || digits === undefined || !/^['’‘]$/.test(mark.value)) return null;
  return /^\d\d$/.test(digits.value) && !digits.spaced ? 2000 + Number(digits.value) : null;
}

export function dayNumber(token: Token | undefined): number | null {
  const digits = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(token?.value ?? '')?.[1];
  if (digits === undefined) return null;
  const day = Number(digits);
  return day >= 1 && day <= 31 ? day : null;
}
