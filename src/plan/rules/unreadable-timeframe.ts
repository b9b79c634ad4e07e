/** A word that is nearly one the reader knows: `Futire`, `Q5 2027`. */
import { problemFindings } from '../problem-findings.ts';
import type { Rule } from '../rule.ts';

export const unreadableTimeframe: Rule = {
  id: 'unreadable-timeframe',
  severity: 'info',
  needs: 'file',
  description: 'A target looks like a timeframe and cannot be read as one.',
  check: (context) => problemFindings(context, 'unreadable-timeframe'),
};
