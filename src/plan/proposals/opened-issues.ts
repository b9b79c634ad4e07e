/** The issues that Milepost opened, named where the roadmap announces or lacks them. */
import type { Item } from '../../roadmap/model.ts';
import { isSnoozed } from '../choices.ts';
import { referenceKey } from '../observation.ts';
import type { Planning } from '../planning.ts';
import type { Proposal } from '../proposal.ts';
import { isReferenced } from '../references.ts';

/**
 * In document order. A placeholder gives way to the issue; an item without one gets the issue beside its words, unless
 * somebody named another one meanwhile. None for an issue that people closed as not planned, or as a duplicate.
 */
export function openedIssueEdits(planning: Planning): Proposal[] {
  return planning.desired.items.flatMap((item) => {
    const number = planning.opened.get(item.id)?.number ?? null;
    if (number === null || item.untracked || isSnoozed(item.id, planning)) return [];
    if (!item.placeholder && isReferenced(item)) return [];
    return isUnwanted(number, planning) ? [] : [linkTo(number, item, planning)];
  });
}

function linkTo(number: number, item: Item, { observed }: Planning): Proposal {
  const { owner, name: repo } = observed.repository;
  const reference = { kind: 'issue' as const, owner, repo, number };
  const add = { kind: 'add-reference' as const, item: item.id, reference };
  return {
    key: `set-reference:${item.id}:${referenceKey(reference)}`,
    edits: item.placeholder ? [{ ...add, kind: 'set-reference' }, add] : [add],
    item: { id: item.id, title: item.title, line: item.line },
    summary: `Link #${number} to “${item.title}”`,
    reason: item.placeholder ? 'Milepost opened it in place of the placeholder' : 'Milepost opened it for this item',
    source: { kind: 'opened-issue' },
    issue: { owner, repo, number },
  };
}

function isUnwanted(number: number, { observed }: Planning): boolean {
  const { owner, name: repo } = observed.repository;
  const found = observed.references[referenceKey({ kind: 'issue', owner, repo, number })];
  return found?.state === 'found' && (found.stateReason === 'not-planned' || found.stateReason === 'duplicate');
}
