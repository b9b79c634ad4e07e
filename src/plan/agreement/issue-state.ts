/** What an Item's issues say of its work, and how a reason tells it. */
import type { Item } from '../../roadmap/model.ts';
import type { IssueState } from '../model.ts';
import type { Observation } from '../observation.ts';
import type { OpenedIssue } from '../opened-issues.ts';
import { dateOf } from '../slips.ts';
import type { Tracker } from '../trackers.ts';
import { trackersOf } from '../trackers.ts';
import { listing, shorten } from '../wording.ts';

export interface IssueSide {
  /** null: there is none, or one of which nobody can tell or not everybody may know. */
  state: IssueState | null;
  /** Those that it was concluded from. */
  trackers: readonly Tracker[];
}

const UNTOLD: IssueSide = { state: null, trackers: [] };

/**
 * Open while one of several is; done when all are closed and not all of them without being done. What is private, or was
 * not answered for, leaves it open whether the work is over.
 */
export function issueSideOf(item: Item, observed: Observation, opened: OpenedIssue | undefined): IssueSide {
  const isUnseen = opened !== undefined && opened.open === null;
  const { known, hasPrivate, hasUnknown } = trackersOf(item, observed, isUnseen ? undefined : opened);
  if (known.some(({ open }) => open)) return { state: 'open', trackers: known.filter(({ open }) => open) };
  if (known.length === 0 || hasPrivate || hasUnknown || isUnseen) return UNTOLD;
  return { state: known.every(isUndone) ? 'dropped' : 'done', trackers: known };
}

const isUndone = ({ stateReason }: Tracker): boolean => stateReason === 'not-planned' || stateReason === 'duplicate';

/** `#12 was closed as completed on 2026-05-04`, `#12 and #13 were closed, the last on 2026-05-04`. Plain text. */
export function howClosed({ trackers }: IssueSide): string {
  const names = listing(trackers.map(({ name }) => shorten(name)));
  const on = lastClosedOn(trackers);
  if (trackers.length > 1) return `${names} were ${wayOf(trackers)}${on === null ? '' : `, the last on ${on}`}`;
  return `${names} was ${wayOf(trackers)}${on === null ? '' : ` on ${on}`}`;
}

/** `#12 is open again`. Plain text. */
export function howReopened({ trackers }: IssueSide): string {
  const names = listing(trackers.map(({ name }) => shorten(name)));
  return `${names} ${trackers.length > 1 ? 'are' : 'is'} open again`;
}

/** `YYYY-MM-DD`, null where GitHub does not say. */
export function lastClosedOn(trackers: readonly Tracker[]): string | null {
  const days = trackers.flatMap(({ found }) => (found?.closedAt ? [dateOf(found.closedAt)] : []));
  return days.toSorted().at(-1) ?? null;
}

function wayOf(trackers: readonly Tracker[]): string {
  if (trackers.every(({ kind }) => kind === 'pull')) return 'merged';
  const reasons = new Set(trackers.map(({ stateReason }) => stateReason));
  if (reasons.size > 1) return 'closed';
  if (reasons.has('duplicate')) return trackers.length > 1 ? 'closed as duplicates' : 'closed as a duplicate';
  return reasons.has('not-planned') ? 'closed as not planned' : 'closed as completed';
}
