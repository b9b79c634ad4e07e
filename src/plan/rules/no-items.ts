/** The reader found nothing that it takes for planned work; it says what it saw instead. */
import { problemFindings } from '../problem-findings.ts';
import type { Rule } from '../rule.ts';

export const noItems: Rule = {
  id: 'no-items',
  severity: 'info',
  needs: 'file',
  description: 'No items were found in the file.',
  check: (context) => problemFindings(context, 'no-items'),
};
