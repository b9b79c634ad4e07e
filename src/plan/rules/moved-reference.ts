/** A reference that is answered elsewhere: the issue was transferred, or its repository renamed. */
import { factOf } from '../facts.ts';
import type { Rule } from '../rule.ts';
import { allReferences, nameOf } from '../references.ts';
import { movedText } from '../moved-text.ts';
import { quote } from '../wording.ts';

export const movedReference: Rule = {
  id: 'moved-reference',
  severity: 'warning',
  needs: 'github',
  description: 'What a reference points to has moved.',
  check: ({ desired, observed }) =>
    allReferences(desired).flatMap(({ reference, item }) => {
      const fact = observed === null ? null : factOf(reference, observed);
      if (fact?.state !== 'found' || !fact.found.moved) return [];
      const message = `${quote(reference.text)} points to ${nameOf(reference)}, which is now ${nameOf(fact.found)}. Write the new place.`;
      return [{ message, range: reference.range, item, suggestion: movedText(reference, fact.found) }];
    }),
};
