/** The edits of the roadmap file that the standing pull request proposes: what GitHub, the board and people know better. */
import type { Planning } from './planning.ts';
import type { Proposal } from './proposal.ts';
import { agreedEdits } from './proposals/agreed.ts';
import { movedReferenceEdits } from './proposals/moved-references.ts';
import { openedIssueEdits } from './proposals/opened-issues.ts';
import { wishedEdits } from './proposals/wishes.ts';

/** In document order, one for each key, those that a person refused among them; none where the policy wants no pull request. */
export function allProposals(planning: Planning): Proposal[] {
  if (!planning.policy.pull_request.enabled) return [];
  const byKey = new Map<string, Proposal>();
  // What a person asked for comes first: where two change the same stretch, the first is made.
  for (const proposal of [
    ...wishedEdits(planning),
    ...openedIssueEdits(planning),
    ...movedReferenceEdits(planning),
    ...agreedEdits(planning),
  ]) {
    if (!byKey.has(proposal.key)) byKey.set(proposal.key, proposal);
  }
  return [...byKey.values()].toSorted((one, other) => (one.item?.line ?? 0) - (other.item?.line ?? 0));
}

/** Those that nobody refused. */
export function planProposals(planning: Planning): Proposal[] {
  const refused = new Set(planning.conversation.refused);
  return allProposals(planning).filter(({ key }) => !refused.has(key));
}
