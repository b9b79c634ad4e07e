/** `comment-slip` and `update-slip-comment`: one comment on the item's issue, edited when a newer target is missed. */
import type { Item } from '../../roadmap/model.ts';
import { mayCommentOnSlip } from '../choices.ts';
import { isReadableByAll } from '../facts.ts';
import { commentSlipKey, issueKey, updateSlipCommentKey } from '../keys.ts';
import type { CommentSlip, IssueAddress, Slip, UpdateSlipComment } from '../model.ts';
import type { Planning } from '../planning.ts';
import { operationItem } from '../planning.ts';
import type { WrittenComment } from '../written-comment.ts';
import { isNewerMiss, writtenComments } from '../written-comment.ts';
import { isToldElsewhere } from '../told-elsewhere.ts';
import { issueToComment } from '../issue-to-comment.ts';

/** In document order. Of several items that slip on one issue the first speaks. */
export function slipComments(planning: Planning): (CommentSlip | UpdateSlipComment)[] {
  if (!planning.policy.slips.comment) return [];
  const written = writtenComments(planning);
  const taken = new Set<string>();
  return planning.desired.items.flatMap((item) => {
    const slip = planning.slips.get(item.id);
    const mayBeTold = slip !== undefined && mayCommentOnSlip(item.id, planning);
    const issue = mayBeTold ? issueToComment(item, slip, planning) : null;
    if (slip === undefined || issue === null || taken.has(issueKey(issue))) return [];
    if (isToldElsewhere(item, slip, issueKey(issue), written, planning)) return [];
    taken.add(issueKey(issue));
    return slipComment(item, slip, { issue, written: written.get(issueKey(issue)) ?? null }, planning) ?? [];
  });
}

/** null when the comment that is there says it already. */
function slipComment(
  item: Item,
  slip: Slip,
  { issue, written }: { issue: IssueAddress; written: WrittenComment | null },
  planning: Planning,
): CommentSlip | UpdateSlipComment | null {
  const privacy = isReadableByAll(planning.observed, issue.owner, issue.repo) ? {} : { privateIssue: true as const };
  const shared = { item: operationItem(item), issue, ...privacy, slip, hold: null };
  if (written === null) return { kind: 'comment-slip', key: commentSlipKey(planning.roadmap, issue), ...shared };
  if (written.commentId === null || !isNewerMiss(slip, written, item, planning.baseById.get(item.id))) return null;
  const key = updateSlipCommentKey(planning.roadmap, issue, slip.missedKey);
  return { kind: 'update-slip-comment', key, commentId: written.commentId, ...shared };
}
