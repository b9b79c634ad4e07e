/** What a change of a roadmap file does to its Items: the readings before and after it, paired. */
import type { Change, Identified } from '../roadmap/identity/identified.ts';
import { matchItems } from '../roadmap/identity/match-items.ts';
import type { Item } from '../roadmap/model.ts';
import type { Base, BaseItem } from './model.ts';

export interface ItemChange {
  /** null: it was added. */
  before: Item | null;
  /** null: it was taken out. */
  after: Item | null;
  /** Of one that stands on both sides; never empty then. */
  changes: Change[];
  /** What it was planned for before `before`, oldest first, while Milepost watched; empty where that is not known. */
  earlierTargets: BaseItem['earlierTargets'];
}

/** Only the items that change: in the order of `after`, then the removed ones in the order of `before`. */
export function changedItems(before: readonly Item[], after: readonly Item[], base: Base | null): ItemChange[] {
  const stored = new Map((base?.items ?? []).map((item) => [item.id, item]));
  return matchItems(before.map(tellingParts), after.map(tellingParts))
    .filter(({ kind, changes }) => kind !== 'matched' || changes.length > 0)
    .map((match) => {
      const id = match.before?.item.id ?? match.after?.item.id ?? '';
      return {
        before: match.before?.item ?? null,
        after: match.after?.item ?? null,
        changes: match.changes,
        earlierTargets: stored.get(id)?.earlierTargets ?? [],
      };
    });
}

/** What items are also matched with the stored ones by (src/jobs/reading/read-roadmap.ts), so that both give the same pairs. */
function tellingParts(item: Item): Identified & { item: Item } {
  const { id, title, path, references, parent, status, target } = item;
  return { id, title, path, references, parent, status, target, item };
}
