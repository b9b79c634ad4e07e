/** The table of docs/rules.md: all rules, with what each says and how serious it is. */
import type { Rule } from '../../../src/plan/rule.ts';
import { rules } from '../../../src/plan/rules.ts';

export function ruleTable(needs: Rule['needs']): string {
  const rows = rules
    .filter((rule) => rule.needs === needs)
    .map(({ id, severity, description }) => `| [\`${id}\`](rules/${id}.md) | ${severity} | ${description} |`);
  return ['| rule | severity | what it says |', '|---|---|---|', ...rows].join('\n');
}
