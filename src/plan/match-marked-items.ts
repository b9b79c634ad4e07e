/** Which item an issue that Milepost opened is for, when only the marker in its body tells. */
import { matchItems } from '../roadmap/identity/match-items.ts';
import type { Item } from '../roadmap/model.ts';
import type { Base } from './model.ts';
import type { MarkedIssue, ObservedRepository } from './observation.ts';

/**
 * Issue by item id. First by the id in the marker; then, for issues whose id no item has (a door without a store gives
 * its ids anew), by the issue itself where the item refers to it by now, and by the words that the marker kept, reworded or
 * moved since. An id that the stored reading knows and the
 * file has no more is a removed item: its issue is nobody else's. Each issue serves one item.
 */
export function matchMarkedItems(
  marked: readonly MarkedIssue[],
  items: readonly Item[],
  base: Base | null,
  { owner, name }: Pick<ObservedRepository, 'owner' | 'name'>,
): Map<string, MarkedIssue> {
  const byItem = new Map<string, MarkedIssue>();
  const ids = new Set(items.map(({ id }) => id));
  for (const issue of marked) {
    if (ids.has(issue.marker.item) && !byItem.has(issue.marker.item)) byItem.set(issue.marker.item, issue);
  }
  const stored = new Set((base?.items ?? []).map(({ id }) => id));
  const strangers = marked
    .filter(({ marker }) => !ids.has(marker.item) && !stored.has(marker.item))
    .map((issue) => ({
      id: issue.marker.item,
      title: issue.marker.title,
      path: issue.marker.path,
      references: [{ kind: 'issue' as const, owner, repo: name, number: issue.number }],
      issue,
    }));
  if (strangers.length === 0) return byItem;
  // The parents are not all among them, so that their indexes would lead to others.
  const unserved = items.filter(({ id }) => !byItem.has(id)).map((item) => ({ ...item, parent: null }));
  for (const { before, after } of matchItems(strangers, unserved)) {
    if (before !== null && after !== null) byItem.set(after.id, before.issue);
  }
  return byItem;
}
