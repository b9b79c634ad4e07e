/** The brake: of each kind the first so many in one sync; the rest wait for a person's word. */
import type { ItemAgreement } from './agreement/agreements.ts';
import { isFinal } from './agreement/status.ts';
import type { Operation, UpdateCard } from './model.ts';
import type { Planning } from './planning.ts';

/**
 * The operations, those above the policy's limits held with `limit`. Comments and edits of comments count together.
 * What waited in an earlier sync stays held however few there are now, and takes nobody's place. What was begun and cut
 * off goes on in any case: it had been let through, and its effect may be on GitHub already.
 */
export function holdBack(operations: readonly Operation[], planning: Planning): Operation[] {
  const { limits } = planning.policy;
  const left = { issues: limits.new_issues, comments: limits.comments, cards: Infinity, free: Infinity };
  const isTooMuch = tooManyCards(operations, planning);
  const waiting = new Set((planning.observed.markedIssues ?? []).flatMap(({ marker }) => marker.waiting));
  return operations.map((operation) => {
    const isBegun = planning.ledger.get(operation.key)?.state === 'begun';
    if (operation.hold !== null && !isBegun) return operation;
    if (!isBegun && waitsSince(operation, planning, waiting)) return { ...operation, hold: 'limit' };
    const kind = limitOf(operation);
    if (!isBegun && (left[kind] <= 0 || isTooMuch.has(operation))) return { ...operation, hold: 'limit' };
    left[kind] -= 1;
    return { ...operation, hold: null };
  });
}

/** Which limit counts an Operation. Cards and milestones disturb nobody: they are free, unless very many cards change at once. */
export function limitOf({ kind }: Operation): 'issues' | 'comments' | 'cards' | 'free' {
  if (kind === 'open-issue') return 'issues';
  if (kind === 'add-card' || kind === 'update-card') return 'cards';
  return kind === 'comment-slip' || kind === 'update-slip-comment' ? 'comments' : 'free';
}

/** Up to so many cards move, and so much finished work is added to a board, without a person's word. */
const MANY_CARDS = 25;

/**
 * Moves of more than half of the cards at once, since a slip of the hand in a legend, or a status column that is read
 * otherwise, would move them all: filling empty fields moves nothing. And finished work beyond what a board can take
 * without being buried in it.
 */
function tooManyCards(operations: readonly Operation[], { agreements }: Planning): ReadonlySet<Operation> {
  const cards = [...agreements.values()].filter(({ card }) => card === 'present').length;
  const moved = operations.filter((operation) => operation.kind === 'update-card' && isMove(operation));
  const isSweeping = moved.length > MANY_CARDS && moved.length * 2 > cards;
  const finished = operations.filter(({ kind, item }) => kind === 'add-card' && isFinished(agreements.get(item.id)));
  return new Set([...(isSweeping ? moved : []), ...finished.slice(MANY_CARDS)]);
}

const isMove = ({ fields }: UpdateCard): boolean => fields.some(({ before }) => before !== null);

const isFinished = (agreement: ItemAgreement | undefined): boolean =>
  agreement !== undefined && isFinal(agreement.implied.status);

/** Entered in the Ledger as waiting, or listed in a marker, which is all that a door without a Ledger has. */
function waitsSince(operation: Operation, planning: Planning, waiting: ReadonlySet<string>): boolean {
  const entry = planning.ledger.get(operation.key);
  // What was only offered has an occasion of its own now: a placeholder was written, or it slipped anew.
  if (entry?.state === 'waiting' && entry.hold !== 'offered') return true;
  if (limitOf(operation) === 'cards' || limitOf(operation) === 'free') return false;
  // A marker is never edited: once the item's issue was opened after all, what it says of waiting is over. Nor does it
  // hold back the edit of a comment that a person let pass.
  if (operation.kind === 'update-slip-comment' || planning.opened.has(operation.item.id)) return false;
  return waiting.has(operation.item.id);
}
