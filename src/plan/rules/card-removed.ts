/** Somebody took the item's issue off the board. It is not put there again. */
import { issueName } from '../agreement/words.ts';
import type { Rule } from '../rule.ts';
import { quote } from '../wording.ts';

export const cardRemoved: Rule = {
  id: 'card-removed',
  severity: 'info',
  needs: 'github',
  description: 'Somebody took the card of an item off the board.',
  check: ({ agreements, observed }) =>
    [...agreements.values()].flatMap(({ item, card, place, isTold }) => {
      if (observed === null || place === null || card !== 'removed' || !isTold) return [];
      const message = `Somebody took ${issueName(place.issue, observed)} of ${quote(item.title)} off the board, and Milepost does not add it again. Add it by hand if it belongs there.`;
      return [{ message, range: item.range, item }];
    }),
};
