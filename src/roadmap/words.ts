/** Counting and comparing words, for signals such as "short" and "names work". */

/** Words of a text; two characters of Chinese, Japanese or Korean writing count as one. */
export function countWords(text: string): number {
  const dense = isAscii(text)
    ? 0
    : (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu) ?? []).length;
  const spaced = text.match(/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}][\p{L}\p{N}'’._/+-]*/gu) ?? [];
  return spaced.length + Math.ceil(dense / 2);
}

function isAscii(text: string): boolean {
  return !/\P{ASCII}/u.test(text);
}

/** One space between words, none around. */
export function squeeze(text: string): string {
  // Most texts are so already, and asking is cheaper than replacing.
  if (!/\s\s|[^\S ]|^ | $/.test(text)) return text;
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Edits (insert, delete, replace, swap of neighbours) from one word to another, at most `limit` + 1. */
export function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let best = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        best = Math.min(best, (before[column - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return previous[other.length] ?? limit + 1;
}

/** Lower case and without accents, so that `Überblick` and `uberblick` are one word. For comparing only. */
export function foldWords(text: string): string {
  const lower = text.toLowerCase();
  // Most texts are plain, and asking is cheaper than normalising.
  if (isAscii(lower)) return lower;
  return lower
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .normalize('NFC');
}
