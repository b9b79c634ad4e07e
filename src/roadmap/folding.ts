/** Letters that Unicode does not take apart, by what a reader takes them for. */
const WHOLE: Readonly<Record<string, string>> = { ł: 'l', ı: 'i', ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd', ё: 'е' };

/**
 * A text for comparing with a table of words: lower case, Latin letters without accents (`Terminé` → `termine`, `İptal` →
 * `iptal`), one kind of apostrophe. Not for offsets: the length may change.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (!/[^\u0020-\u007e]/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replaceAll(/(?<=[a-z][\u0300-\u036f]{0,3})[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll('’', "'")
    .replaceAll(/[łıßøæœđё]/g, (letter) => WHOLE[letter] ?? letter);
}
