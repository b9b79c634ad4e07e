/** The number shown is not the number linked: one of the two was not corrected with the other. */
import type { Rule } from '../rule.ts';
import { readLabel } from '../label.ts';
import { allReferences, nameOf } from '../references.ts';
import { quote } from '../wording.ts';

export const linkTextMismatch: Rule = {
  id: 'link-text-mismatch',
  severity: 'warning',
  needs: 'file',
  description: 'A link shows one number and leads to another.',
  check: ({ desired }) =>
    allReferences(desired)
      .filter(({ reference: { kind, text, number } }) => {
        // The label of a milestone or a board is its name, which may well be a number: `[2027](../../milestone/4)`.
        const shown = kind === 'milestone' || kind === 'project' ? null : readLabel(text);
        return shown !== null && shown !== number;
      })
      .map(({ reference, item }) => ({
        message: `The link shows ${quote(reference.text)} and leads to ${nameOf(reference)}; both should name the same number. Correct the one that is wrong.`,
        range: reference.range,
        item,
      })),
};
