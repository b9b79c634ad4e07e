/** A reference to something that does not exist, in a repository that everybody here can read. */
import { factOf, isOwnRepository } from '../facts.ts';
import type { Rule } from '../rule.ts';
import type { Reference } from '../../roadmap/model.ts';
import type { Observation } from '../observation.ts';
import { allReferences, nameOf } from '../references.ts';
import { quote } from '../wording.ts';

export const brokenReference: Rule = {
  id: 'broken-reference',
  severity: 'error',
  needs: 'github',
  description: 'A reference points to nothing.',
  check: ({ desired, observed }) =>
    allReferences(desired)
      .filter(({ reference }) => observed !== null && isBroken(reference, observed))
      .map(({ reference, item }) => ({
        message: `${quote(reference.text)} points to ${nameOf(reference)}, which does not exist. Correct the number, or take the reference out.`,
        range: reference.range,
        item,
      })),
};

/** A milestone of the roadmap's own repository is left to `unknown-milestone`. */
function isBroken(reference: Reference, observed: Observation): boolean {
  if (factOf(reference, observed).state !== 'missing') return false;
  return reference.kind !== 'milestone' || !isOwnRepository(observed, reference.owner, reference.repo ?? '');
}
