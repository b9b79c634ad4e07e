import type { Item, Roadmap } from '../model.ts';
import { newIds, ownOrFreshId } from './ids.ts';
import type { Identified } from './identified.ts';
import { matchItems } from './match-items.ts';

/**
 * The roadmap with the ids of a stored reading: an item that was there before, reworded or moved, keeps its stored id. A new
 * item's id never equals a stored one, so that nothing is taken for something that was removed. Arguments stay as they are.
 */
export function withIdentity(roadmap: Roadmap, stored: readonly Identified[]): Roadmap {
  const known = new Map<Item, string>();
  for (const { before, after } of matchItems(stored, roadmap.items)) {
    if (before !== null && after !== null) known.set(after, before.id);
  }
  const ids = newIds(stored.map((item) => item.id));
  const items = roadmap.items.map((item) => ({ ...item, id: known.get(item) ?? ownOrFreshId(item, ids) }));
  return { ...roadmap, items };
}
