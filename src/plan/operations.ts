/** All Operations of a roadmap, in document order, with what holds them back. */
import { holdBack } from './limits.ts';
import type { Operation } from './model.ts';
import { cardOperations } from './operations/cards.ts';
import { milestoneOperations } from './operations/milestones.ts';
import { issuesToOpen } from './operations/open-issue.ts';
import { slipComments } from './operations/comment-slip.ts';
import type { Planning } from './planning.ts';

/** In document order, then by kind and key; the held ones included, no approval considered. */
export function planOperations(planning: Planning): Operation[] {
  const place = new Map(planning.desired.items.map((item, index) => [item.id, index]));
  const rank = (operation: Operation): number => place.get(operation.item.id) ?? 0;
  const operations: Operation[] = [
    ...issuesToOpen(planning),
    ...slipComments(planning),
    ...milestoneOperations(planning),
    ...cardOperations(planning),
  ];
  operations.sort(
    (one, other) => rank(one) - rank(other) || byText(one.kind, other.kind) || byText(one.key, other.key),
  );
  return holdBack(operations, planning);
}

const byText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
