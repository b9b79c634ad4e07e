/** What people chose not to hear of: snoozed items, ignored rules, items without slip comments. */
import type { Conversation } from './conversation.ts';
import type { Finding } from './model.ts';
import { dateOf } from './slips.ts';

interface Choosing {
  conversation: Conversation;
  /** ISO instant. */
  now: string;
}

/** Nothing is said about the item today; the last day of a snooze is still quiet. */
export const isSnoozed = (itemId: string, { conversation, now }: Choosing): boolean =>
  conversation.snoozed.some(({ item, until }) => item === itemId && (until === null || until >= dateOf(now)));

/** Whether people still want to hear of it. */
export function mayTell({ rule, item }: Pick<Finding, 'rule' | 'item'>, choosing: Choosing): boolean {
  if (item !== null && isSnoozed(item, choosing)) return false;
  return !choosing.conversation.ignored.some(
    (ignored) => ignored.rule === rule && (ignored.item === null || ignored.item === item),
  );
}

/** Whether its slip may be told in a comment. */
export const mayCommentOnSlip = (itemId: string, choosing: Choosing): boolean =>
  !choosing.conversation.quiet.includes(itemId) && !isSnoozed(itemId, choosing);
