/** Open work whose card was archived: GitHub changes no archived card, and Milepost restores none. */
import type { Item } from '../../roadmap/model.ts';
import { boardPlace, boardWords, isBoardTold } from '../board/place.ts';
import { factOf } from '../facts.ts';
import type { Observation } from '../observation.ts';
import { isOpen, nameOf } from '../references.ts';
import type { RawFinding, Rule } from '../rule.ts';

export const archivedCard: Rule = {
  id: 'archived-card',
  severity: 'info',
  needs: 'github',
  description: 'The card of work that is still open is archived.',
  check: (context) => {
    const { desired, observed } = context;
    if (observed?.board?.state !== 'found' || observed.board.closed) return [];
    const words = boardWords(context, observed.board, observed);
    const found = desired.items.flatMap((item) => archivedAt(item, observed, words));
    if (found.length === 0 || isBoardTold(observed.board, observed)) return found;
    // Of a board that not everybody can see it is not told whose card it is.
    const message = `A card of open work on ${words} is archived, and Milepost leaves archived cards alone. Restore it there to have it follow the roadmap.`;
    return [{ message, range: boardPlace(context, observed), item: null }];
  },
};

/** Where an issue of an open item has a card and it is archived; not where another of its issues has one that is not. */
function archivedAt(item: Item, observed: Observation, words: string): RawFinding[] {
  if (!isOpen(item)) return [];
  const cards = item.references.flatMap((reference) => {
    const fact = factOf(reference, observed);
    return fact.state === 'found' && fact.found.open && fact.found.card ? [{ reference, card: fact.found.card }] : [];
  });
  const first = cards[0];
  if (first === undefined || cards.some(({ card }) => !card.archived)) return [];
  const message = `The card of ${nameOf(first.reference)} on ${words} is archived, and Milepost leaves archived cards alone. Restore it there to have it follow the roadmap.`;
  return [{ message, range: first.reference.range, item }];
}
