/** Findings for what the reader could not read, or read with doubts. */
import type { Problem } from '../roadmap/model.ts';
import type { RawFinding, RuleContext } from './rule.ts';

/** The reader's problems of one rule, with the innermost item on whose lines they stand. */
export function problemFindings({ desired }: RuleContext, rule: Problem['rule']): RawFinding[] {
  return desired.problems
    .filter((problem) => problem.rule === rule)
    .map(({ message, range, line, suggestion }) => ({
      message,
      range,
      item: desired.items.findLast((item) => item.line <= line && line <= item.endLine) ?? null,
      suggestion,
    }));
}
