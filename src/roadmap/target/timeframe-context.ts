import { yearOf } from './timeframe-tokens.ts';
import type { Token } from './timeframe-tokens.ts';

/** What stands around a number or a word and says that it is no time. As data; all lower case. */

/** A number behind these is a name's, a count or a past: `port 2024`, `Windows Server 2019`, `since 2015`. */
const NOT_A_YEAR_AFTER = setOf(
  'port rfc iso iec ieee ecma ecmascript cve cwe cis owasp ansi din step issue issues pr prs pull',
  'bug ticket discussion kep rfe pep localhost windows server office studio exchange sharepoint',
  'visio autocad edition fy copyright © since limit max maximum min minimum version',
);

/** A number before these counts them. */
const COUNTED = setOf(
  '% ° $ € k bit bits byte bytes kb mb gb px dpi ms rpm user users people stars nodes pods cores',
  'rows columns lines characters words requests connections tps rps qps iops hz mhz entries',
  'records messages clients',
);

function setOf(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}

/**
 * Whether the token is a year that may begin a timeframe: four digits, 19xx or 20xx, that are not part of a name
 * (`ES2022`, `IEEE 754-2019`, `CVE-2021-44228`), of a path or an address (`docs/2021`, `localhost:2021`), a number of an
 * issue (`#2021`), or a count (`2048 bits`, `2020s`).
 */
export function isYearByItself(tokens: Token[], index: number): boolean {
  const token = tokens[index];
  if (yearOf(token) === null || token === undefined) return false;
  if (/[#@$€£=_\\.\p{Script=Latin}\p{Script=Cyrillic}\p{N}]/u.test(token.before)) return false;
  const before = tokens[index - 1]?.value ?? '';
  if (NOT_A_YEAR_AFTER.has(before) || NOT_A_YEAR_AFTER.has(nameBefore(tokens, index, before))) return false;
  // A telephone number.
  if (/^\d/.test(before) && /^[\d+]/.test(tokens[index - 2]?.value ?? '')) return false;
  if (/[-/:]/.test(token.before) && isWordOrNumber(tokens[index - 2], token.before)) return false;
  const next = tokens[index + 1];
  if (next === undefined) return true;
  // "2020s", "2020's"
  if (/^s$/.test(next.value) && !next.spaced) return false;
  if (/^['’]$/.test(next.value) && tokens[index + 2]?.value === 's') return false;
  return !COUNTED.has(next.value);
}

/** `Copyright (c) 2021`, `PR #2021`, `ISO/IEC 2019`: the word behind which brackets or signs follow. */
function nameBefore(tokens: Token[], index: number, before: string): string {
  if (before === ')' && tokens[index - 2]?.value === 'c') return 'copyright';
  return /^(?:[#:-]|of)$/.test(before) ? (tokens[index - 2]?.value ?? '') : '';
}

/** A dash, slash or colon without spaces ties the number to a number, a slash also to a word. */
function isWordOrNumber(token: Token | undefined, sign: string): boolean {
  if (token === undefined) return false;
  if (/^\d/.test(token.value)) return true;
  return sign === '/' && /^\p{Script=Latin}/u.test(token.value);
}

/** Words before a month, a season or a half that is meant as a time. */
const LEADS =
  /(?:^|[^\p{L}\p{N}_-])(?:in|by|for|until|till|to|through|from|before|after|during|around|about|between|and|or|since|on|of|this|next|last|due|eta|end|early|mid|late|approx|approximately|roughly|target|targets|targeted|targeting|planned|expected|estimated|scheduled|release|released|delivered|shipped|done|completed|timeline|timeframe|date|goals?|roadmap|plans?|milestone|status)\s*$/iu;

/** Words behind it. */
const FOLLOWERS =
  /^\s*(?:release|releases|roadmap|goals?|plans?|planning|targets?|themes?|focus|okrs?|objectives?|priorit(?:y|ies)|milestones?|deliverables|updates?|status|quarter|half|if|at|tbd|tentative|timeframe|deadline|version|cycle|iteration|sprint|items|work|features)(?![\p{L}\p{N}])/iu;

/**
 * Whether a month, a season or a half without a year stands where a time stands: alone, between signs, or among words that
 * speak of time. `may break`, `Spring Boot`, `oct-tree`, `H2 database` and `second half of the pipeline` do not.
 */
export function standsAsTime(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 24), from).trimEnd();
  const after = text.slice(to, to + 24);
  const beginsThere = before === '' || /[^\p{L}\p{N}]$/u.test(before) || LEADS.test(before);
  if (!beginsThere || /\p{L}-$/u.test(text.slice(Math.max(0, from - 2), from))) return false;
  if (/^\s*$/.test(after)) return true;
  if (/^-\p{L}|^['’_]\p{L}|^\s*[%°]/u.test(after)) return false;
  return /^\s*[^\p{L}\p{N}\s]/u.test(after) || FOLLOWERS.test(after) || isOtherScript(after);
}

function isOtherScript(after: string): boolean {
  return /^\s*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(after);
}
