/** The slip comment that stands on an issue already, and whether it says what there is to say. */
import type { Item } from '../roadmap/model.ts';
import { commentedIssue, missKey } from './keys.ts';
import type { BaseItem, Slip } from './model.ts';
import type { Planning } from './planning.ts';

export interface WrittenComment {
  /** null: it was written, and nobody knows which it is. */
  commentId: number | null;
  /** Keys of all missed targets that it is known to have spoken of. */
  missedKeys: string[];
  /** Ids of the items that its markers name; empty where only the Ledger tells. */
  items: string[];
}

/**
 * By `issueKey`, from the markers on GitHub and from the Ledger, either of which may be all there is. An issue that is
 * not in it has no comment yet.
 */
export function writtenComments(planning: Planning): Map<string, WrittenComment> {
  const written = new Map<string, WrittenComment>();
  const add = (issue: string, commentId: number | null, missedKey: string | null, items: string[]): void => {
    const known = written.get(issue) ?? { commentId: null, missedKeys: [], items: [] };
    written.set(issue, {
      commentId: known.commentId ?? commentId,
      missedKeys: missedKey === null ? known.missedKeys : [...known.missedKeys, missedKey],
      items: [...known.items, ...items],
    });
  };
  const { observed, ledger, roadmap } = planning;
  for (const { issue, commentId, marker } of (observed.markedComments ?? []).toSorted(
    (a, b) => a.commentId - b.commentId,
  )) {
    if (marker.roadmap === roadmap) add(issue.toLowerCase(), commentId, marker.missed, [marker.item]);
  }
  // By key, so that comments come before their updates, and no order of the store shows.
  for (const { key, state, result } of [...ledger.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const issue = state === 'done' ? commentedIssue(key, roadmap) : null;
    if (issue !== null) add(issue, result?.commentId ?? null, result?.missedKey ?? null, []);
  }
  return written;
}

/**
 * Nothing was said yet of this missed target or of one that the item was retargeted to later. That the file merely says
 * "slipped", without a target, is no news where a comment stands.
 */
export function isNewerMiss(slip: Slip, written: WrittenComment, item: Item, before: BaseItem | undefined): boolean {
  if (written.missedKeys.length === 0 || written.missedKeys.includes(slip.missedKey) || slip.missed === null)
    return false;
  const life = [...(before?.earlierTargets ?? []), before?.target ?? null, item.target].map(missKey);
  const latest = Math.max(...written.missedKeys.map((key) => life.lastIndexOf(key)));
  return life.lastIndexOf(slip.missedKey) > latest;
}
