/** Status has three sides: the roadmap's word, the state of the issue, and the column of the card. */
import type { Status } from '../../roadmap/model.ts';
import type { AgreedStatus, IssueState } from '../model.ts';

/** A work that is over, one way or the other. */
export const isFinal = (status: Status): status is 'done' | 'dropped' => status === 'done' || status === 'dropped';

export interface StatusSides {
  roadmap: Status;
  /** null: no opinion. */
  issue: IssueState | null;
  /** Statuses that the card's column stands for; null for an empty field, an unknown column, or no card. */
  card: readonly Status[] | null;
  /** The card was moved since the Base. */
  cardChanged: boolean;
  base: AgreedStatus | null;
}

export interface ImpliedStatus {
  /** What the item is, as far as roadmap and issue tell: what its card is to show. */
  status: Status;
  /** What the issue wants the roadmap to say instead; null where it wants nothing. */
  wanted: { status: Status; because: 'closed' | 'reopened' } | null;
}

/**
 * The issue's state wins over the roadmap's word: closed, the item is over, however the roadmap marks it; reopened since
 * the Base, an unchanged mark of the roadmap is out of date. An issue that merely is open denies no author's word.
 */
export function impliedStatus(sides: StatusSides): ImpliedStatus {
  const { roadmap, issue, card } = sides;
  if (issue === 'done' || issue === 'dropped') {
    if (isFinal(roadmap)) return { status: roadmap, wanted: null };
    return { status: issue, wanted: { status: issue, because: 'closed' } };
  }
  if (!isReopened(sides)) return { status: roadmap, wanted: null };
  const status = card?.find((named) => !isFinal(named)) ?? 'planned';
  return { status, wanted: { status, because: 'reopened' } };
}

/** The same of the Base: what the card was to show then. */
export const impliedAtBase = ({ roadmap, issue }: AgreedStatus): Status =>
  (issue === 'done' || issue === 'dropped') && !isFinal(roadmap) ? issue : roadmap;

/** Unless a person has put the card back to what the roadmap says: then two say that it is over. */
function isReopened({ roadmap, issue, card, cardChanged, base }: StatusSides): boolean {
  if (issue !== 'open' || base === null || !isFinal(roadmap) || roadmap !== base.roadmap) return false;
  const wasClosed = base.issue === 'done' || base.issue === 'dropped';
  const isConfirmed = cardChanged && (card?.includes(roadmap) ?? false);
  return wasClosed && !isConfirmed;
}
