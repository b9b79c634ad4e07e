/** Which headings of a file the policy's `sections.include` and `sections.exclude` name. */
import type { Item, Roadmap } from '../roadmap/model.ts';

/** What some names stand for in one file. */
export interface NamedHeadings {
  /** Headings as the file writes them. */
  headings: ReadonlySet<string>;
  /** Works whose own heading or title is named, where no section has that name. */
  items: ReadonlySet<Item>;
  /** Names that nothing in the file has, as the configuration writes them. */
  unknown: readonly string[];
}

/**
 * Compared without case, emoji and punctuation. A name that no section has so is compared without the numbering at its
 * start (`3. Storage`), then with the items: a heading may be a work by itself.
 */
export function namedHeadings(names: readonly string[], desired: Roadmap): NamedHeadings {
  const headings = new Set<string>();
  const items = new Set<Item>();
  const unknown: string[] = [];
  if (names.length === 0) return { headings, items, unknown };
  const titles = allHeadings(desired);
  const byKey = grouped(titles, keyOf);
  const byBareKey = grouped(titles, bareKeyOf);
  const itemsByKey = grouped(desired.items, ({ title }) => keyOf(title));
  for (const name of names) {
    const named = byKey.get(keyOf(name)) ?? byBareKey.get(bareKeyOf(name)) ?? [];
    const works = named.length > 0 ? [] : (itemsByKey.get(bareKeyOf(name)) ?? []);
    for (const title of named) headings.add(title);
    for (const work of works) items.add(work);
    if (named.length + works.length === 0) unknown.push(name);
  }
  return { headings, items, unknown };
}

/** The headings of a file, once each, in order; those of groups that are no headings too, such as a table's bold rows. */
export function allHeadings({ sections, items }: Roadmap): string[] {
  return [...new Set([...sections.map(({ title }) => title), ...items.flatMap(({ path }) => path)])];
}

function keyOf(text: string): string {
  const words = text.normalize('NFKC').toLowerCase();
  const key = words.replaceAll(/[^\p{L}\p{M}\p{N}+#]+/gu, ' ').trim();
  // A heading of emoji alone is named by them.
  return key === '' ? words.trim() : key;
}

/** Without the numbers that begin `3. Storage` and `1.2 Storage`; a year is none. */
function bareKeyOf(text: string): string {
  return keyOf(text.replace(/^[^\p{L}\p{N}]{0,20}\d{1,3}(?:\.\d{1,3}){0,5}[.):]?\s+(?=\S)/u, ''));
}

function grouped<T>(things: readonly T[], keyOfThing: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOfThing(thing);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [thing]);
    else known.push(thing);
  }
  return groups;
}
