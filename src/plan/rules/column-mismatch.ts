/** A card shows something else than the roadmap says, and neither is written over. */
import type { ItemAgreement } from '../agreement/agreements.ts';
import type { FacetAgreement } from '../agreement/facets.ts';
import { howCardMoved, issueName, whatCardSays, whatIsSaid } from '../agreement/words.ts';
import type { RawFinding, Rule, RuleContext } from '../rule.ts';
import { howClosed } from '../agreement/issue-state.ts';

export const columnMismatch: Rule = {
  id: 'column-mismatch',
  severity: 'warning',
  needs: 'github',
  description: 'The card on the board says something else than the roadmap.',
  check: (context) => [...context.agreements.values()].flatMap((agreement) => mismatches(agreement, context)),
};

function mismatches(agreement: ItemAgreement, { observed }: RuleContext): RawFinding[] {
  const { place, item, isTold, facets } = agreement;
  if (observed === null || place === null || !isTold) return [];
  const name = issueName(place.issue, observed);
  return facets.flatMap((facet) => {
    const message = messageFor(facet, agreement, name);
    return message === null ? [] : [{ message, range: item.range, item }];
  });
}

function messageFor(facet: FacetAgreement, agreement: ItemAgreement, issue: string): string | null {
  const card = `The card of ${issue}`;
  const roadmap = facet.said === null ? 'the roadmap says nothing for it' : whatIsSaid(facet, agreement);
  switch (facet.verdict) {
    case 'mismatch':
      return `${card} ${whatCardSays(facet)}, but ${roadmap}. Milepost writes over neither: move the card, or correct the roadmap.`;
    case 'follow':
      return `${card} ${howCardMoved(facet)}, but ${roadmap}. Correct the roadmap, or move the card back.`;
    case 'against-issue':
      return `${card} ${howCardMoved(facet)}, but ${howClosed(agreement.issue)}. Reopen the issue if the work goes on, or move the card back.`;
    default:
      return null;
  }
}
