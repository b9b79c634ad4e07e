/** The date that the file gives itself is long past, while it still plans things. */
import type { Rule } from '../rule.ts';
import { isOpen } from '../references.ts';
import { quote } from '../wording.ts';

/** Half a year: a roadmap by quarters has missed two revisions then. */
const STALE_AFTER_DAYS = 180;
const DAY_MS = 24 * 60 * 60 * 1000;

export const staleLastUpdated: Rule = {
  id: 'stale-last-updated',
  severity: 'info',
  needs: 'file',
  description: 'The file was last updated more than 180 days ago by its own word, and has open items.',
  check: ({ desired: { lastUpdated, items }, now }) => {
    if (lastUpdated === null || lastUpdated.date === null || !items.some(isOpen)) return [];
    const days = Math.floor((Date.parse(now) - Date.parse(`${lastUpdated.date}T00:00:00Z`)) / DAY_MS);
    if (!(days > STALE_AFTER_DAYS)) return [];
    const message = `The file says that it was last updated ${quote(lastUpdated.text)}, ${days} days ago, and still has open items. Go through them, then correct the date.`;
    return [{ message, range: lastUpdated.range, item: null }];
  },
};
