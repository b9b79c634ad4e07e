import type { Policy } from '../../policy/policy.ts';
import type { Item } from '../../roadmap/model.ts';
import { boardName, isBoardTold } from '../agreement/agreements.ts';
import { cardPlaceOf } from '../board/card-place.ts';
import { boardFields } from '../board/fields.ts';
import type { BaseItem } from '../model.ts';
import type { Observation } from '../observation.ts';
import type { OpenedIssue } from '../opened-issues.ts';

export interface ColumnFrame {
  observed: Observation | null;
  opened: OpenedIssue | undefined;
  before: BaseItem | undefined;
  policy: Pick<Policy, 'board'> | null;
  /** What was written to the card after it was observed; undefined: nothing. */
  written: string | undefined;
}

/**
 * What the item's card shows in the field that the Policy calls the status; null for an empty field, for no card, and where
 * some who read the roadmap cannot see the board or the issue.
 */
export function columnOf(item: Item, { observed, opened, before, policy, written }: ColumnFrame): string | null {
  const board = observed?.board;
  if (!policy || !observed || board?.state !== 'found' || !isBoardTold(board, observed)) return null;
  const status = boardFields(board, policy.board).find(({ facet }) => facet === 'status');
  if (status?.state !== 'found') return null;
  const agreed = before?.agreed?.card;
  const known = agreed?.board === boardName(board) ? agreed.issue : null;
  const place = cardPlaceOf(item, { observed, opened, board, before: known });
  if (written !== undefined) return written;
  if (place === null || !place.isPublic || place.card === null || place.card.archived) return null;
  const name = status.field.name.toLowerCase();
  const shown = Object.hasOwn(place.card.values, name) ? place.card.values[name]?.trim() : undefined;
  return shown || null;
}
