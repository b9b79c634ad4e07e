/** An open item that nothing tracks, in a roadmap whose other items have issues. */
import type { Rule } from '../rule.ts';
import { isOpen, isReferenced, isTrackedAbove } from '../references.ts';
import { quote } from '../wording.ts';

export const unreferencedItem: Rule = {
  id: 'unreferenced-item',
  severity: 'info',
  needs: 'file',
  description: 'An open item refers to no issue.',
  check: ({ desired: { items }, opened }) => {
    // A project that keeps its roadmap without issues is not told so line by line.
    if (!items.some(isReferenced)) return [];
    return items
      .filter((item) => isOpen(item) && !item.placeholder && !item.untracked && !isReferenced(item))
      .filter((item) => !opened.has(item.id) && !isTrackedAbove(item, items))
      .map((item) => ({
        message: `${quote(item.title)} refers to no issue, unlike other items here. Add a reference, or write “Issue coming soon” to have one opened.`,
        range: item.range,
        item,
      }));
  },
};
