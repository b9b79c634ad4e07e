/** The milestone of the roadmap's own repository that an Item is planned for, whether it is there or not. */
import type { Item } from '../roadmap/model.ts';
import { milestoneToAssign } from './milestones.ts';
import type { Observation } from './observation.ts';
import { releaseName } from './releases.ts';

export interface PlannedMilestone {
  /** null: there is none of that name. */
  number: number | null;
  title: string;
  isClosed: boolean;
  /** As keys and the Base name it: `releaseName` of its title. */
  word: string;
}

/** null: the item is planned for none, or for one of which only the link is known. */
export function plannedMilestone(item: Item, observed: Observation): PlannedMilestone | null {
  const number = milestoneToAssign(item.target, observed);
  const found = number === null ? undefined : observed.milestones.find((milestone) => milestone.number === number);
  if (found !== undefined) {
    return {
      number: found.number,
      title: found.title,
      isClosed: found.state === 'closed',
      word: releaseName(found.title),
    };
  }
  const release = releaseOf(item);
  return release === null ? null : { number: null, title: release, isClosed: false, word: releaseName(release) };
}

/** The release that the item is planned for, as the file says it; null for another target, or one that links its milestone. */
export function releaseOf({ target }: Item): string | null {
  return target?.kind === 'release' && target.milestone === null ? target.text : null;
}
