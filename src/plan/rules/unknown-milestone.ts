/** A milestone that the roadmap names and the repository has not: by a link, or by a release that the others have one for. */
import type { Item, Reference, Roadmap } from '../../roadmap/model.ts';
import { factOf, isOwnRepository } from '../facts.ts';
import { boundMilestone } from '../milestones.ts';
import type { Observation } from '../observation.ts';
import type { RawFinding, Rule } from '../rule.ts';
import { allReferences, isOpen } from '../references.ts';
import { publishedRelease, releaseName } from '../releases.ts';
import { quote } from '../wording.ts';

export const unknownMilestone: Rule = {
  id: 'unknown-milestone',
  severity: 'warning',
  needs: 'github',
  description: 'The roadmap names a milestone that the repository does not have.',
  check: ({ desired, observed }) =>
    observed === null ? [] : [...brokenLinks(desired, observed), ...releasesWithout(desired, observed)],
};

/** Links to milestones of the roadmap's own repository, once for each place. */
function brokenLinks(desired: Roadmap, observed: Observation): RawFinding[] {
  return allReferences(desired)
    .filter(({ reference }) => isUnknown(reference, observed))
    .map(({ reference, item }) => ({
      message: `${quote(reference.text)} links to milestone ${reference.number}, which this repository does not have. Link a milestone that exists, or create it.`,
      range: reference.range,
      item,
    }));
}

function isUnknown(reference: Reference, observed: Observation): boolean {
  if (reference.kind !== 'milestone' || reference.repo === null) return false;
  if (!isOwnRepository(observed, reference.owner, reference.repo)) return false;
  return (
    factOf(reference, observed).state !== 'found' &&
    !observed.milestones.some(({ number }) => number === reference.number)
  );
}

/** Each release once, where the file first says it; silent where the project keeps no milestones for its releases. */
function releasesWithout(desired: Roadmap, observed: Observation): RawFinding[] {
  const targets = desired.items.flatMap((item) =>
    item.target?.kind === 'release' ? [{ item, target: item.target }] : [],
  );
  if (!targets.some(({ target }) => boundMilestone(target, observed)?.own)) return [];
  const seen = new Set<string>();
  return targets.flatMap(({ item, target }) => {
    const name = releaseName(target.text);
    if (!isOpen(item) || seen.has(name) || target.milestone !== null) return [];
    seen.add(name);
    if (boundMilestone(target, observed) !== null || publishedRelease(target.text, observed.releases)) return [];
    const message = `No milestone is called ${quote(target.text)}, though other releases of this roadmap have one. Create it, or correct the release.`;
    return [{ message, range: target.range, item: itemAt(item, target.range.line) }];
  });
}

/** null for a target that a heading gives: it is no single item's. */
const itemAt = (item: Item, line: number): Item | null => (line >= item.line && line <= item.endLine ? item : null);
