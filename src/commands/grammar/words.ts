/** A line of a command as words. */

export interface Word {
  text: string;
  /** It stood in quotation marks. */
  quoted: boolean;
}

const CLOSING: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“', '«': '»' };

/**
 * Words between spaces of any kind; what stands in quotation marks (`"…"`, `“…”`, `„…“`, `«…»`) is one word. null where a
 * quotation is not closed.
 */
export function wordsOf(text: string): Word[] | null {
  const words: Word[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const closing = CLOSING[rest.charAt(0)];
    if (closing === undefined) {
      const end = rest.search(/\s/u);
      words.push({ text: end === -1 ? rest : rest.slice(0, end), quoted: false });
      rest = end === -1 ? '' : rest.slice(end).trimStart();
      continue;
    }
    // German and Polish quotations are closed by either sign.
    const at = [closing, closing === '“' ? '”' : closing].map((sign) => rest.indexOf(sign, 1));
    const end = Math.min(...at.filter((place) => place !== -1));
    if (!Number.isFinite(end)) return null;
    words.push({ text: rest.slice(1, end).trim(), quoted: true });
    rest = rest.slice(end + 1).trimStart();
  }
  return words;
}

/** One name: a quotation by itself, or bare words. null for nothing, or for a quotation among other words. */
export function nameIn(words: readonly Word[]): string | null {
  if (words.length === 0 || (words.length > 1 && words.some(({ quoted }) => quoted))) return null;
  const name = words.map(({ text }) => text).join(' ');
  return name === '' ? null : name;
}

/** The item that a command names in quotation marks, and the other words. Of several quotations none is the item. */
export function itemAndRest(words: readonly Word[]): { item: string | null; rest: readonly Word[] } {
  const quoted = words.filter((word) => word.quoted);
  const [item] = quoted;
  if (item === undefined || quoted.length > 1) return { item: null, rest: words };
  return { item: item.text, rest: words.filter((word) => word !== item) };
}

/** Without a bare word at the beginning that says nothing: `to`, `until`. */
export function withoutLead(words: readonly Word[], lead: string): readonly Word[] {
  const [first] = words;
  return first !== undefined && !first.quoted && first.text.toLowerCase() === lead ? words.slice(1) : words;
}
