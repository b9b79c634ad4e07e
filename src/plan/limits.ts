/** The brake: of each kind the first so many in one sync; the rest wait for a person's word. */
import type { Operation } from './model.ts';
import type { Planning } from './planning.ts';

/**
 * The operations, those above the policy's limits held with `limit`. Comments and edits of comments count together.
 * What waited in an earlier sync stays held however few there are now, and takes nobody's place. What was begun and cut
 * off goes on in any case: it had been let through, and its effect may be on GitHub already.
 */
export function holdBack(operations: readonly Operation[], planning: Planning): Operation[] {
  const { limits } = planning.policy;
  const left = { issues: limits.new_issues, comments: limits.comments, free: Infinity };
  const waiting = new Set((planning.observed.markedIssues ?? []).flatMap(({ marker }) => marker.waiting));
  return operations.map((operation) => {
    const isBegun = planning.ledger.get(operation.key)?.state === 'begun';
    if (operation.hold !== null && !isBegun) return operation;
    if (!isBegun && waitsSince(operation, planning, waiting)) return { ...operation, hold: 'limit' };
    const kind = limitOf(operation);
    if (!isBegun && left[kind] <= 0) return { ...operation, hold: 'limit' };
    left[kind] -= 1;
    return { ...operation, hold: null };
  });
}

/** Which limit counts an Operation. Cards and milestones disturb nobody: they are free. */
export function limitOf({ kind }: Operation): 'issues' | 'comments' | 'free' {
  if (kind === 'open-issue') return 'issues';
  return kind === 'comment-slip' || kind === 'update-slip-comment' ? 'comments' : 'free';
}

/** Entered in the Ledger as waiting, or listed in a marker, which is all that a door without a Ledger has. */
function waitsSince(operation: Operation, planning: Planning, waiting: ReadonlySet<string>): boolean {
  if (limitOf(operation) === 'free') return false;
  const entry = planning.ledger.get(operation.key);
  // What was only offered has an occasion of its own now: a placeholder was written, or it slipped anew.
  if (entry?.state === 'waiting' && entry.hold !== 'offered') return true;
  // A marker is never edited: once the item's issue was opened after all, what it says of waiting is over. Nor does it
  // hold back the edit of a comment that a person let pass.
  if (operation.kind === 'update-slip-comment' || planning.opened.has(operation.item.id)) return false;
  return waiting.has(operation.item.id);
}
