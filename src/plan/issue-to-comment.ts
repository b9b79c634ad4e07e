/**
 * The issue on which a Slip is told. Here, unlike in Findings, what is private may decide: the answer goes nowhere else.
 * Why there is none is told in a Finding, and so goes by what everybody can read.
 */
import type { Item } from '../roadmap/model.ts';
import { mayTellIn } from './audience.ts';
import { isOwnRepository, repositoryAt } from './facts.ts';
import { boundMilestone } from './milestones.ts';
import type { IssueAddress, Slip } from './model.ts';
import type { FoundReference, Observation, ObservedRepository } from './observation.ts';
import { referenceKey } from './observation.ts';
import type { OpenedIssue } from './opened-issues.ts';
import type { Planning } from './planning.ts';
import { publishedRelease } from './releases.ts';
import { dateOf } from './slips.ts';
import { trackersOf } from './trackers.ts';

/**
 * The item's first open issue in a repository that Milepost may write to, that is not archived, and where nobody reads
 * who cannot read the roadmap; never one that Milepost opened when the target had passed already, which says so itself.
 * null when there is none.
 */
export function issueToComment(item: Item, slip: Slip, planning: Planning): IssueAddress | null {
  const { observed } = planning;
  for (const reference of item.references) {
    const found = observed.references[referenceKey(reference)];
    if (found?.state !== 'found' || found.kind !== 'issue' || !found.open || !mayCommentIn(found, observed)) continue;
    if (isOwn(found, planning) && !openedInTime(found.createdAt, item, slip, planning)) continue;
    return { owner: found.owner, repo: found.repo, number: found.number };
  }
  return openedIssueToComment(item, slip, planning);
}

function openedIssueToComment(item: Item, slip: Slip, planning: Planning): IssueAddress | null {
  const { repository } = planning.observed;
  const opened = planning.opened.get(item.id);
  if (opened === undefined || opened.number === null || !opened.open) return null;
  if (repository.archived || !repository.writable) return null;
  if (!openedInTime(opened.createdAt, item, slip, planning)) return null;
  return { owner: repository.owner, repo: repository.name, number: opened.number };
}

function mayCommentIn(place: { owner: string; repo: string }, observed: Observation): boolean {
  const repository = repositoryAt(observed, place.owner, place.repo);
  return repository !== null && repository !== undefined && obstacleIn(repository, observed) === null;
}

export type Obstacle = 'wider-audience' | 'archived' | 'not-writable';

/** Why nothing may be written there; null when it may. */
function obstacleIn(place: ObservedRepository, { repository }: Observation): Obstacle | null {
  if (!mayTellIn(place, repository)) return 'wider-audience';
  if (place.archived) return 'archived';
  return place.writable ? null : 'not-writable';
}

/**
 * The first open issue of the item that cannot be commented on, as a message names it, and why. Of issues in repositories
 * that not everybody can read nothing is told, and nothing told depends on them. null where one of the others can be
 * commented on, and where there is none.
 */
export function commentObstacle(
  item: Item,
  observed: Observation,
  opened: OpenedIssue | undefined,
): { name: string; obstacle: Obstacle } | null {
  let first: ReturnType<typeof commentObstacle> = null;
  for (const { kind, name, open, found } of trackersOf(item, observed, opened).known) {
    const place = found === null ? observed.repository : repositoryAt(observed, found.owner, found.repo);
    if (kind !== 'issue' || !open || !place) continue;
    const obstacle = obstacleIn(place, observed);
    if (obstacle === null) return null;
    first ??= { name, obstacle };
  }
  return first;
}

function isOwn(found: FoundReference, { observed, openedNumbers }: Planning): boolean {
  return found.ownIssue || (openedNumbers.has(found.number) && isOwnRepository(observed, found.owner, found.repo));
}

/**
 * Whether an issue that Milepost opened is older than the miss. What cannot be told counts as no: without a day, and on the very
 * day, only the store can tell, which knew the issue before, and what had been missed when it was opened.
 */
function openedInTime(createdAt: string | null, item: Item, slip: Slip, planning: Planning): boolean {
  const before = planning.baseById.get(item.id);
  const wasMissed = before?.missedBefore.includes(slip.missedKey) ?? false;
  const passedOn = passedOnOf(item, slip, planning);
  if (passedOn !== null && createdAt !== null) {
    const openedOn = dateOf(createdAt);
    return wasMissed ? openedOn < passedOn : openedOn <= passedOn;
  }
  return !wasMissed && before !== undefined && before.issue !== null;
}

/**
 * UTC date on which the target passed, the first of: its last day, its release, the closing of its milestone. null when
 * none is known: the file says so, or the target was moved, before its last day.
 */
function passedOnOf(item: Item, slip: Slip, { observed, now }: Planning): string | null {
  const release =
    slip.reason === 'release-published' && item.target ? publishedRelease(item.target.text, observed.releases) : null;
  const closedAt = slip.reason === 'milestone-closed' ? boundMilestone(item.target, observed)?.closedAt : null;
  const days = [release?.publishedAt, closedAt].flatMap((instant) => (instant ? [dateOf(instant)] : []));
  if (slip.missedOn !== null && slip.missedOn < dateOf(now)) days.push(slip.missedOn);
  return days.toSorted()[0] ?? null;
}
