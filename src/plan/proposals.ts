/** The edits of the roadmap file that the standing pull request proposes: what GitHub, the board and people know better. */
import type { Planning } from './planning.ts';
import type { Proposal } from './proposal.ts';
import { wishedEdits } from './proposals/wishes.ts';

/** In document order, one for each key; none that a person refused, and none where the policy wants no pull request. */
export function planProposals(planning: Planning): Proposal[] {
  if (!planning.policy.pull_request.enabled) return [];
  const refused = new Set(planning.conversation.refused);
  const byKey = new Map<string, Proposal>();
  for (const proposal of wishedEdits(planning)) {
    if (!refused.has(proposal.key) && !byKey.has(proposal.key)) byKey.set(proposal.key, proposal);
  }
  return [...byKey.values()].toSorted((one, other) => (one.item?.line ?? 0) - (other.item?.line ?? 0));
}
