/** The issue is in another milestone than the one that the roadmap plans the item for. */
import type { Item } from '../../roadmap/model.ts';
import { isOwnRepository } from '../facts.ts';
import { boundMilestone } from '../milestones.ts';
import type { Observation, ObservedMilestone } from '../observation.ts';
import type { RawFinding, Rule } from '../rule.ts';
import { isOpen } from '../references.ts';
import { trackersOf } from '../trackers.ts';
import { quote, shorten } from '../wording.ts';

export const milestoneMismatch: Rule = {
  id: 'milestone-mismatch',
  severity: 'warning',
  needs: 'github',
  description: 'The issue is in another milestone than the roadmap says.',
  check: ({ desired, observed }) =>
    observed === null
      ? []
      : desired.items.filter(isOpen).flatMap((item) => {
          const expected = boundMilestone(item.target, observed)?.own;
          return expected ? mismatches(item, expected, observed) : [];
        }),
};

/** An issue without a milestone is no disagreement. Only the roadmap's own repository has the milestones it speaks of. */
function mismatches(item: Item, expected: ObservedMilestone, observed: Observation): RawFinding[] {
  return trackersOf(item, observed, undefined).known.flatMap(({ name, found }) => {
    const milestone = found?.milestone ?? null;
    if (found === null || milestone === null || milestone.number === expected.number) return [];
    if (!isOwnRepository(observed, found.owner, found.repo)) return [];
    const message = `${shorten(name)} is in the milestone ${quote(milestone.title)}, but ${quote(item.title)} is planned for ${quote(expected.title)}. Move one of the two.`;
    return [{ message, range: item.range, item }];
  });
}
