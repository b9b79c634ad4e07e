/** `â†’` where `→` was meant. */
import { problemFindings } from '../problem-findings.ts';
import type { Rule } from '../rule.ts';

export const mojibake: Rule = {
  id: 'mojibake',
  severity: 'info',
  needs: 'file',
  description: 'Text was decoded with the wrong character set.',
  check: (context) => problemFindings(context, 'mojibake'),
};
