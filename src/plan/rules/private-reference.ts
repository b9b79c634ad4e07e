/**
 * A reference of which nothing may be told to everybody who can read the roadmap. Whether it is hidden, private or
 * missing reads the same, and nothing but the author's own words is repeated.
 */
import { factOf } from '../facts.ts';
import type { Rule } from '../rule.ts';
import { allReferences } from '../references.ts';
import { quote } from '../wording.ts';

export const privateReference: Rule = {
  id: 'private-reference',
  severity: 'info',
  needs: 'github',
  description: 'A reference cannot be followed by everybody who reads the roadmap.',
  check: ({ desired, observed }) =>
    allReferences(desired)
      .filter(({ reference }) => observed !== null && factOf(reference, observed).state === 'private')
      .map(({ reference, item }) => ({
        message: `${quote(reference.text)} cannot be opened by everyone who can read this roadmap, so nothing is said about it here. Correct it, or leave it as it is.`,
        range: reference.range,
        item,
      })),
};
