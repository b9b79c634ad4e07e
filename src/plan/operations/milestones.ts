/** `create-milestone` and `set-milestone`: what the roadmap plans its items for, on the issues that say nothing of it. */
import { createMilestoneKey, issueKey, setMilestoneKey } from '../keys.ts';
import type { Agreed, CreateMilestone, MilestoneOperation, SetMilestone } from '../model.ts';
import type { Observation } from '../observation.ts';
import type { PlannedMilestone } from '../planned-milestone.ts';
import { plannedMilestone, releaseOf } from '../planned-milestone.ts';
import type { Planning } from '../planning.ts';
import { operationItem } from '../planning.ts';
import { isOpen } from '../references.ts';
import { publishedRelease, releaseName } from '../releases.ts';
import type { Item } from '../../roadmap/model.ts';

/** In document order; those that are created before those that are set. */
export function milestoneOperations(planning: Planning): MilestoneOperation[] {
  const created = milestonesToCreate(planning);
  return [...created, ...milestonesToSet(planning, created)];
}

/**
 * One for each release that open items are planned for and that has none, open or closed, and is not out yet. One that
 * was created once and is gone was deleted by somebody: there is no second.
 */
function milestonesToCreate(planning: Planning): CreateMilestone[] {
  const { desired, observed, policy, ledger, roadmap } = planning;
  if (!policy.milestones.create) return [];
  const taken = new Set(observed.milestones.map(({ title }) => releaseName(title)));
  const operations: CreateMilestone[] = [];
  for (const item of desired.items) {
    const title = isOpen(item) ? releaseOf(item) : null;
    if (title === null || taken.has(releaseName(title))) continue;
    taken.add(releaseName(title));
    const key = createMilestoneKey(roadmap, releaseName(title));
    if (publishedRelease(title, observed.releases) !== null || ledger.get(key)?.state === 'done') continue;
    const { owner, name, id } = observed.repository;
    operations.push({
      kind: 'create-milestone',
      key,
      item: operationItem(item),
      repository: { owner, name, id },
      title,
      dueOn: lastDayIn(desired.items, title),
      hold: null,
    });
  }
  return operations;
}

/** Of several last days given for one release the latest: none of its items is due before it. */
function lastDayIn(items: readonly Item[], title: string): string | null {
  const days = items.flatMap((item) => {
    const release = isOpen(item) ? releaseOf(item) : null;
    return release !== null && releaseName(release) === releaseName(title) && item.target?.end ? item.target.end : [];
  });
  return days.toSorted().at(-1) ?? null;
}

/** On every open issue of an open item that has none, in the roadmap's own repository. Of two items with one issue the first speaks. */
function milestonesToSet(planning: Planning, created: readonly CreateMilestone[]): SetMilestone[] {
  const { agreements, policy, ledger, roadmap } = planning;
  if (!policy.milestones.assign) return [];
  const taken = new Set<string>();
  return [...agreements.values()].flatMap((agreement) => {
    const wanted = wantedMilestone(agreement.item, planning.observed, created);
    if (wanted === null) return [];
    return agreement.ownIssues.flatMap(({ owner, repo, number, open, milestone }): SetMilestone[] => {
      const issue = { owner, repo, number };
      const isFree = !taken.has(issueKey(issue));
      taken.add(issueKey(issue));
      if (!isFree || !open || milestone !== null || wasTakenOff(agreement.before, number, wanted.word)) return [];
      const key = setMilestoneKey(roadmap, issue, wanted.word, agreement.before?.revision ?? 0);
      if (ledger.get(key)?.state === 'done') return [];
      const { number: to, title } = wanted;
      const item = operationItem(agreement.item);
      return [{ kind: 'set-milestone', key, item, issue, milestone: to, title, hold: null }];
    });
  });
}

interface Wanted extends PlannedMilestone {
  title: string;
}

/** null: the item is over, planned for no milestone, or for one that is closed or is not to be. */
function wantedMilestone(item: Item, observed: Observation, created: readonly CreateMilestone[]): Wanted | null {
  const planned = isOpen(item) ? plannedMilestone(item, observed) : null;
  if (planned === null || planned.isClosed) return null;
  if (planned.number !== null) return planned;
  const made = created.find(({ title }) => releaseName(title) === planned.word);
  return made === undefined ? null : { ...planned, title: made.title };
}

/** A person took it off, and the roadmap has said nothing new since. */
const wasTakenOff = (before: Agreed | null, issue: number, word: string): boolean =>
  before?.milestone?.roadmap === word && before.milestone.issues[issue] != null;
