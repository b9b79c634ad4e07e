/** Whether a Slip was told already on another issue of the item: one comment for one slip, though that issue is closed now. */
import type { Item } from '../roadmap/model.ts';
import { issueKey } from './keys.ts';
import type { Slip } from './model.ts';
import { referenceKey } from './observation.ts';
import type { Planning } from './planning.ts';
import type { WrittenComment } from './written-comment.ts';

/**
 * `chosen` is the key of the issue that would be commented on now. A marker says for which item a comment speaks; where
 * only the Ledger tells, a comment on an issue that the item names before the chosen one is taken for the item's own.
 */
export function isToldElsewhere(
  item: Item,
  slip: Slip,
  chosen: string,
  written: ReadonlyMap<string, WrittenComment>,
  planning: Planning,
): boolean {
  if (written.size === 0) return false;
  const keys = issueKeys(item, planning);
  const place = keys.indexOf(chosen);
  return keys.some((key, index) => {
    const comment = written.get(key);
    if (key === chosen || comment === undefined || !comment.missedKeys.includes(slip.missedKey)) return false;
    return comment.items.length > 0 ? comment.items.includes(item.id) : index < place;
  });
}

/** Keys of the item's issues where they are now, in the order in which one is chosen. */
function issueKeys(item: Item, { observed, opened }: Planning): string[] {
  const { owner, name } = observed.repository;
  const own = opened.get(item.id)?.number ?? null;
  const named = item.references.map((reference) => {
    const found = observed.references[referenceKey(reference)];
    return found?.state === 'found' ? referenceKey(found) : referenceKey(reference);
  });
  return own === null ? named : [...named, issueKey({ owner, repo: name, number: own })];
}
