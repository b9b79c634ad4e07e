/** Too large, not UTF-8, too intricate, or empty: the reader says which. */
import { problemFindings } from '../problem-findings.ts';
import type { Rule } from '../rule.ts';

export const unreadableFile: Rule = {
  id: 'unreadable-file',
  severity: 'error',
  needs: 'file',
  description: 'The file could not be read.',
  check: (context) => problemFindings(context, 'unreadable-file'),
};
