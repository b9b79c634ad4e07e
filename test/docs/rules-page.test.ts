/** docs/rules.md lists all rules; the page of each is held to its rule by test/plan/rule-pages.test.ts. */
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../src/plan/rules.ts';
import { ruleTable } from './manual/rule-table.ts';
import { withPart } from './manual/page-parts.ts';
import { pageAt } from './pages.ts';
import { expectWritten } from './written.ts';

describe('the page of the rules', () => {
  it('lists every rule', () => {
    const { path, text } = pageAt('docs/rules.md');
    const made = withPart(
      withPart(text, 'rules of the file', ruleTable('file')),
      'rules that need GitHub',
      ruleTable('github'),
    );
    expectWritten(path, made);
    for (const { id } of rules) expect(made).toContain(`(rules/${id}.md)`);
  });
});
