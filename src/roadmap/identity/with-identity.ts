import type { Item, Roadmap } from '../model.ts';
import { newIds, ownOrFreshId } from './ids.ts';
import type { Identified } from './identified.ts';
import { matchItems } from './match-items.ts';

/**
 * The roadmap with the ids of a stored reading: an item that was there before, reworded or moved, keeps its stored id. A new
 * item's id never equals a stored one, so that nothing is taken for something that was removed. `gone`: items of earlier
 * readings, which are known again by the same words or the same references only. Arguments stay as they are.
 */
export function withIdentity(
  roadmap: Roadmap,
  stored: readonly Identified[],
  gone: readonly Identified[] = [],
): Roadmap {
  const known = new Map<Item, string>();
  for (const { before, after } of matchItems(stored, roadmap.items)) {
    if (before !== null && after !== null) known.set(after, before.id);
  }
  if (gone.length > 0) knowAgain(known, roadmap.items, gone);
  const ids = newIds([...stored, ...gone].map((item) => item.id));
  const items = roadmap.items.map((item) => ({ ...item, id: known.get(item) ?? ownOrFreshId(item, ids) }));
  return { ...roadmap, items };
}

function knowAgain(known: Map<Item, string>, items: readonly Item[], gone: readonly Identified[]): void {
  const unknown = items.filter((item) => !known.has(item));
  // The parents are not all among them, so that their indexes would lead to others.
  const alone = unknown.map((item) => ({ ...item, parent: null }));
  matchItems(gone, alone, { certain: true }).forEach(({ before, after }, index) => {
    const item = unknown[index];
    if (before !== null && after !== null && item !== undefined) known.set(item, before.id);
  });
}
