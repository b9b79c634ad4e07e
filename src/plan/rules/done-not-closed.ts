/** The file says that an item is done, and an issue of it is still open. Nobody's issue is closed for that: it is said. */
import type { Rule } from '../rule.ts';
import { stillOpenFindings } from '../still-open-findings.ts';

export const doneNotClosed: Rule = {
  id: 'done-not-closed',
  severity: 'warning',
  needs: 'github',
  description: 'The item is marked as done and its issue is still open.',
  check: (context) => stillOpenFindings(context, 'done'),
};
