/** One row of a rule's table: what is said, what is seen, and on which lines the rule speaks up. */
import { expect, it } from '@jest/globals';
import type { Item } from '../../../src/roadmap/model.ts';
import type { ReconcileInput } from '../../../src/plan/reconcile.ts';
import { linesOf, planFor } from '../builders.ts';

export type RuleCase = [sentence: string, items: Item[], rest: Partial<ReconcileInput>, lines: number[]];

export function ruleCases(rule: string, cases: RuleCase[]): void {
  it.each(cases)('%s', (_sentence, items, rest, lines) => {
    expect(linesOf(planFor(items, rest), rule)).toEqual(lines);
  });
}
