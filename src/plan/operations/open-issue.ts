/** `open-issue`: an issue for a placeholder, for an item without one that slips, and, if asked for, for any item without. */
import type { Item } from '../../roadmap/model.ts';
import { isSnoozed } from '../choices.ts';
import { openIssueKey } from '../keys.ts';
import { milestoneToAssign } from '../milestones.ts';
import type { OpenIssue } from '../model.ts';
import type { Planning } from '../planning.ts';
import { operationItem } from '../planning.ts';
import { isOpen, isReferenced, isTrackedAbove } from '../references.ts';

/** In document order; no item that is untracked. An item for which Milepost once opened an issue gets no second one, whatever became of the first. */
export function issuesToOpen(planning: Planning): OpenIssue[] {
  const operations: OpenIssue[] = [];
  for (const item of planning.desired.items) {
    if (!isOpen(item) || item.untracked || planning.opened.has(item.id)) continue;
    if (isSnoozed(item.id, planning)) continue;
    const occasion = occasionFor(item, planning);
    if (occasion !== null) operations.push(openIssue(item, occasion, planning));
  }
  return operations;
}

type Occasion = Pick<OpenIssue, 'reason' | 'hold'>;

function occasionFor(item: Item, planning: Planning): Occasion | null {
  const openFor = planning.policy.issues.open_for;
  if (item.placeholder && openFor.includes('placeholders')) return { reason: 'placeholder', hold: null };
  if (isReferenced(item) || isTrackedAbove(item, planning.desired.items)) return null;
  const hasSlipped = planning.slips.has(item.id) && openFor.includes('slipped');
  if (hasSlipped && slippedWhileWatched(item, planning)) return { reason: 'slipped', hold: null };
  if (!item.placeholder && openFor.includes('unreferenced')) return { reason: 'unreferenced', hold: null };
  return hasSlipped ? { reason: 'slipped', hold: 'offered' } : null;
}

/** Milepost knew the item, and what was missed was not missed yet when it first saw it. */
function slippedWhileWatched(item: Item, { baseById, slips }: Planning): boolean {
  const before = baseById.get(item.id);
  const slip = slips.get(item.id);
  return before !== undefined && slip !== undefined && !before.missedBefore.includes(slip.missedKey);
}

function openIssue(item: Item, occasion: Occasion, planning: Planning): OpenIssue {
  const { observed, policy, roadmap, slips } = planning;
  const { owner, name, id } = observed.repository;
  return {
    kind: 'open-issue',
    key: openIssueKey(roadmap, item.id),
    item: operationItem(item),
    repository: { owner, name, id },
    reason: occasion.reason,
    labels: [...policy.issues.labels],
    milestone: policy.milestones.assign ? milestoneToAssign(item.target, observed) : null,
    slip: slips.get(item.id) ?? null,
    hold: occasion.hold,
  };
}
