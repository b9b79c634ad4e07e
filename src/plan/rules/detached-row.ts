/** Markdown ends a table at a blank line: what follows is shown as text, though it was meant as a row. */
import { problemFindings } from '../problem-findings.ts';
import type { Rule } from '../rule.ts';

export const detachedRow: Rule = {
  id: 'detached-row',
  severity: 'warning',
  needs: 'file',
  description: 'A table row is cut off from its table.',
  check: (context) => problemFindings(context, 'detached-row'),
};
