/** Names that people give to columns, fields, lanes and headings, compared as people read them. */

/**
 * Without case, spaces, hyphens, emoji and punctuation: `🏗 In-Progress` and `in progress` are `inprogress`. A name of
 * emoji alone stays what it is. '' only for an empty name.
 */
export function foldName(name: string): string {
  const words = name.normalize('NFKC').toLowerCase();
  // What only makes an emoji of a sign counts as a letter's mark otherwise.
  const folded = words.replaceAll(/[\u20e3\ufe00-\ufe0f]/gu, '').replaceAll(/[^\p{L}\p{M}\p{N}+#]+/gu, '');
  return folded === '' ? words.trim() : folded;
}

/** The one of that name: first as it is written, then as people read it. null for none. */
export function named<T extends { name: string }>(things: readonly T[], name: string): T | null {
  const key = foldName(name);
  return things.find((thing) => thing.name === name) ?? things.find((thing) => foldName(thing.name) === key) ?? null;
}
