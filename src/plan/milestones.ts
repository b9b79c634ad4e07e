/** The milestone that a Target is bound to: by a link, or by a title that equals the release. */
import type { Target } from '../roadmap/model.ts';
import { factOf, isOwnRepository } from './facts.ts';
import type { Observation, ObservedMilestone } from './observation.ts';
import { releaseName } from './releases.ts';

export interface BoundMilestone {
  title: string;
  open: boolean;
  /** ISO instant; null while open, and where nobody looked. */
  closedAt: string | null;
  /** The milestone in the roadmap's own repository; null when it lies in another one. */
  own: ObservedMilestone | null;
}

/** null when the target names no milestone, or one that does not exist or must not be told about. */
export function boundMilestone(target: Target | null, observed: Observation): BoundMilestone | null {
  if (target === null) return null;
  if (target.milestone !== null) return linkedMilestone(target.milestone, observed);
  return target.kind === 'release' ? ownMilestone(milestoneTitled(target.text, observed)) : null;
}

function linkedMilestone(link: NonNullable<Target['milestone']>, observed: Observation): BoundMilestone | null {
  const fact = factOf(link, observed);
  const found = fact.state === 'found' ? fact.found : null;
  if (link.repo !== null && isOwnRepository(observed, link.owner, link.repo)) {
    const own = ownMilestone(observed.milestones.find(({ number }) => number === link.number));
    return own && { ...own, closedAt: own.closedAt ?? found?.closedAt ?? null };
  }
  return found && { title: found.title, open: found.open, closedAt: found.closedAt, own: null };
}

const ownMilestone = (own: ObservedMilestone | undefined): BoundMilestone | null =>
  own === undefined ? null : { title: own.title, open: own.state === 'open', closedAt: own.closedAt ?? null, own };

/** Own milestone of that release. Of `v1.7` and `1.7` an open one is meant, then the older. */
function milestoneTitled(release: string, { milestones }: Observation): ObservedMilestone | undefined {
  let byName = milestonesByName.get(milestones);
  if (byName === undefined) milestonesByName.set(milestones, (byName = indexByName(milestones)));
  return byName.get(releaseName(release));
}

/** Asked several times an item: made once an Observation, which is never changed. */
const milestonesByName = new WeakMap<readonly ObservedMilestone[], ReadonlyMap<string, ObservedMilestone>>();

const isClosed = ({ state }: ObservedMilestone): number => Number(state === 'closed');

function indexByName(milestones: readonly ObservedMilestone[]): Map<string, ObservedMilestone> {
  const leastMeantFirst = milestones.toSorted(
    (one, other) => isClosed(other) - isClosed(one) || other.number - one.number,
  );
  return new Map(leastMeantFirst.map((milestone) => [releaseName(milestone.title), milestone]));
}

/**
 * Number of the milestone that an issue for this target gets, open or closed: the one it is bound to by a link, else, as
 * for a link to another repository's, the one titled as the release. null for none.
 */
export function milestoneToAssign(target: Target | null, observed: Observation): number | null {
  if (target === null) return null;
  const bound = boundMilestone(target, observed)?.own;
  const titled = target.kind === 'release' ? milestoneTitled(target.text, observed) : undefined;
  return (bound ?? titled)?.number ?? null;
}

/**
 * `YYYY-MM-DD`: last day of the target, or, where it says no time itself, the due date of its milestone. null for none.
 */
export const lastDayOf = (target: Target | null, observed: Observation): string | null =>
  target === null ? null : (target.end ?? boundMilestone(target, observed)?.own?.dueOn ?? null);
