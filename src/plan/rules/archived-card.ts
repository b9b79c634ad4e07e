/** Open work whose card was archived: GitHub changes no archived card, and Milepost restores none. */
import { isBoardTold, usableBoard, type ItemAgreement } from '../agreement/agreements.ts';
import { issueName } from '../agreement/words.ts';
import { boardPlace, boardWords } from '../board/place.ts';
import { referenceKey, type Observation } from '../observation.ts';
import { isOpen } from '../references.ts';
import type { RawFinding, Rule } from '../rule.ts';

export const archivedCard: Rule = {
  id: 'archived-card',
  severity: 'info',
  needs: 'github',
  description: 'The card of work that is still open is archived.',
  check: (context) => {
    const { observed, agreements } = context;
    const board = observed === null ? null : usableBoard(observed);
    if (observed === null || board === null) return [];
    const words = boardWords(context, board, observed);
    const found = [...agreements.values()].flatMap((agreement) => findingFor(agreement, words, observed));
    if (found.length === 0 || isBoardTold(board, observed)) return found;
    // Of a board that not everybody can see it is not told whose card it is.
    const message = `A card of open work on ${words} is archived, and Milepost leaves archived cards alone. Restore it there to have it follow the roadmap.`;
    return [{ message, range: boardPlace(context, observed), item: null }];
  },
};

function findingFor({ item, place, card }: ItemAgreement, words: string, observed: Observation): RawFinding[] {
  if (card !== 'archived' || place === null || !place.isOpen || !place.isPublic || !isOpen(item)) return [];
  const reference = item.references.find((each) => referenceKey(each) === place.key);
  const message = `The card of ${issueName(place.issue, observed)} on ${words} is archived, and Milepost leaves archived cards alone. Restore it there to have it follow the roadmap.`;
  return [{ message, range: reference?.range ?? item.range, item }];
}
