/** Card and roadmap, or card and issue, were both changed since they last agreed, and say different things now. */
import type { ItemAgreement } from '../agreement/agreements.ts';
import { howCardMoved, issueName, whatElseChanged } from '../agreement/words.ts';
import type { RawFinding, Rule, RuleContext } from '../rule.ts';

export const conflict: Rule = {
  id: 'conflict',
  severity: 'warning',
  needs: 'github',
  description: 'Roadmap and board were both changed, differently.',
  check: (context) => [...context.agreements.values()].flatMap((agreement) => conflicts(agreement, context)),
};

function conflicts(agreement: ItemAgreement, { observed }: RuleContext): RawFinding[] {
  const { place, item, isTold, facets } = agreement;
  if (observed === null || place === null || !isTold) return [];
  return facets.flatMap((facet) => {
    if (facet.verdict !== 'conflict') return [];
    const since = facet.base === null ? '' : `, both since they agreed on ${facet.base.on}`;
    const message = `The card of ${issueName(place.issue, observed)} ${howCardMoved(facet)}, and ${whatElseChanged(facet, agreement)}${since}. Nothing is written: make one of the two say what the other says.`;
    return [{ message, range: item.range, item }];
  });
}
