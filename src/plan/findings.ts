/** Running the rules: what they found, with severity and file, in a fixed order. */
import type { Finding, Severity } from './model.ts';
import type { Rule, RuleContext } from './rule.ts';
import { rules } from './rules.ts';

/** Findings by line, column, rule and message. Rules that need an Observation are left out where there is none. */
export function findAll(context: RuleContext): Finding[] {
  return rules.flatMap((rule) => findingsOf(rule, context)).toSorted(inFileOrder);
}

function findingsOf(rule: Rule, context: RuleContext): Finding[] {
  const severity = severityOf(rule, context);
  if (severity === 'off' || (rule.needs === 'github' && context.observed === null)) return [];
  return rule.check(context).map(({ message, range, item, suggestion, isAhead }) => ({
    rule: rule.id,
    severity,
    message,
    file: context.desired.file,
    range,
    item: item?.id ?? null,
    suggestion: suggestion ?? null,
    ...(isAhead === true ? { isAhead } : {}),
  }));
}

const severityOf = (rule: Rule, { policy }: RuleContext): Severity | 'off' =>
  (Object.hasOwn(policy.rules, rule.id) ? policy.rules[rule.id] : undefined) ?? rule.severity;

function inFileOrder(one: Finding, other: Finding): number {
  return (
    one.range.line - other.range.line ||
    one.range.column - other.range.column ||
    byText(one.rule, other.rule) ||
    byText(one.message, other.message) ||
    byText(one.item ?? '', other.item ?? '')
  );
}

const byText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
