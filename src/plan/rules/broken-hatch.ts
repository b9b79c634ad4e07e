/** A comment `<!-- milepost: … -->` that cannot do what its author wants of it: a typo, a part that never ends. */
import { problemFindings } from '../problem-findings.ts';
import type { Rule } from '../rule.ts';

export const brokenHatch: Rule = {
  id: 'broken-hatch',
  severity: 'warning',
  needs: 'file',
  description: 'An escape hatch is misspelt, misplaced or left open.',
  check: (context) => problemFindings(context, 'broken-hatch'),
};
