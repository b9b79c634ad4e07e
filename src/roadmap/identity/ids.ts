/** Ids of items: ten hexadecimal digits, one each. */
import { hash } from 'node:crypto';
import type { ItemDraft } from '../reading/item-draft.ts';
import type { Item } from '../model.ts';
import { pathKey, titleKey } from './subject.ts';

/** Gives each draft an id of ten hexadecimal digits: a digest of its title, its sections, and which of its namesakes it is. */
export function withOwnIds(drafts: readonly ItemDraft[]): Item[] {
  const ids = newIds([]);
  return drafts.map((draft) => ({ ...draft, id: freshId(draft, ids) }));
}

export interface Ids {
  taken: Set<string>;
  /** How many items of one key there were so far, so that thousands of namesakes stay cheap. */
  occurrences: Map<string, number>;
}

export function newIds(taken: Iterable<string>): Ids {
  return { taken: new Set(taken), occurrences: new Map() };
}

/** An id that is not taken yet; it is from then on. */
function freshId(item: { title: string; path: readonly string[] }, ids: Ids): string {
  const key = `${titleKey(item)}\n${pathKey(item)}`;
  for (let occurrence = (ids.occurrences.get(key) ?? 0) + 1; ; occurrence += 1) {
    const id = hash('sha256', `${key}\n${occurrence}`).slice(0, 10);
    if (ids.taken.has(id)) continue;
    ids.taken.add(id);
    ids.occurrences.set(key, occurrence);
    return id;
  }
}

/** The id that reading gave the item, or a fresh one where that is taken. It is taken from then on. */
export function ownOrFreshId(item: { id: string; title: string; path: readonly string[] }, ids: Ids): string {
  if (ids.taken.has(item.id)) return freshId(item, ids);
  ids.taken.add(item.id);
  return item.id;
}
