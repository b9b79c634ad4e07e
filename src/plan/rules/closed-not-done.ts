/** All of an item's issues are closed, and the file says that it is still to be done. */
import type { Item } from '../../roadmap/model.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isOpen } from '../references.ts';
import type { Tracker } from '../trackers.ts';
import { trackersOf } from '../trackers.ts';
import { listing, quote, shorten } from '../wording.ts';

export const closedNotDone: Rule = {
  id: 'closed-not-done',
  severity: 'warning',
  needs: 'github',
  description: 'The issue is closed and the item is not marked as done or dropped.',
  check: (context) =>
    context.desired.items.flatMap((item) => {
      const closed = isOpen(item) ? allClosed(item, context) : null;
      return closed === null ? [] : [{ message: messageFor(item, closed), range: item.range, item }];
    }),
};

/** null unless every issue is known to be closed. */
function allClosed(item: Item, { observed, opened }: RuleContext): Tracker[] | null {
  if (observed === null) return null;
  const { known, hasPrivate, hasUnknown } = trackersOf(item, observed, opened.get(item.id));
  return known.length > 0 && !hasPrivate && !hasUnknown && known.every(({ open }) => !open) ? known : null;
}

function messageFor(item: Item, closed: Tracker[]): string {
  const names = listing(closed.map(({ name }) => shorten(name)));
  const are = closed.length === 1 ? 'is' : 'are';
  const isDropped = closed.every(({ stateReason }) => stateReason === 'not-planned' || stateReason === 'duplicate');
  const how = isDropped ? 'closed without being done' : closed[0]!.kind === 'pull' ? 'merged' : 'closed';
  const mark = isDropped
    ? 'dropped, or name the issue that carries the work on'
    : 'done, or name the issue that is still open';
  return `${names} ${are} ${how}, but ${quote(item.title)} is neither done nor dropped here. Mark it as ${mark}.`;
}
