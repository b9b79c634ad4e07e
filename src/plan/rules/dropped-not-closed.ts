/** The file says that an item is dropped, and an issue of it is still open. Nobody's issue is closed for that: it is said. */
import type { Rule } from '../rule.ts';
import { stillOpenFindings } from '../still-open-findings.ts';

export const droppedNotClosed: Rule = {
  id: 'dropped-not-closed',
  severity: 'warning',
  needs: 'github',
  description: 'The item is marked as dropped and its issue is still open.',
  check: (context) => stillOpenFindings(context, 'dropped'),
};
