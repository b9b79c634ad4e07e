import type { Problem } from '../model.ts';
import type { Source } from '../markdown/source.ts';
import type { ItemDraft } from '../reading/item-draft.ts';
import { brokenHatch } from './broken-hatch.ts';
import type { Untracked } from './use-hatches.ts';
import { isIn } from './without-ignored.ts';

/**
 * The items, those marked that want no issue: all that begin in what a hatch speaks for; where none does, as in the text below
 * a heading that is a work, the innermost around the hatch. A hatch without any item is a problem.
 */
export function untrackedItems(
  items: readonly ItemDraft[],
  untracked: readonly Untracked[],
  source: Source,
): { items: readonly ItemDraft[]; problems: Problem[] } {
  if (untracked.length === 0) return { items, problems: [] };
  const marked = new Set<ItemDraft>();
  const problems: Problem[] = [];
  for (const { hatch, span } of untracked) {
    const inside = span === null ? [] : items.filter(({ range }) => isIn(range.startOffset, span));
    const around = items.findLast(({ range }) => range.startOffset <= hatch.start && hatch.end <= range.endOffset);
    if (inside.length > 0) for (const item of inside) marked.add(item);
    else if (around !== undefined) marked.add(around);
    else problems.push(brokenHatch(hatch, 'no item', source));
  }
  return { items: items.map((item) => (marked.has(item) ? { ...item, untracked: true } : item)), problems };
}
