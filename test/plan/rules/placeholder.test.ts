import { describe, expect, it } from '@jest/globals';
import { findingsOf, item, marked, observation, planFor, policy } from '../builders.ts';
import { ruleCases } from './rule-case.ts';

const waiting = item('Dark mode', 5, { placeholder: true });

describe('placeholder', () => {
  ruleCases('placeholder', [
    ['is said of an open item whose issue is announced', [waiting], {}, [5]],
    [
      'is said even where the text mentions another issue',
      [item('Dark mode', 5, { placeholder: true, references: ['#3'] })],
      {},
      [5],
    ],
    ['is not said of an item without the words', [item('Dark mode', 5)], {}, []],
    ['is not said of what is done', [item('Dark mode', 5, { placeholder: true, status: 'done' })], {}, []],
    ['is not said of what was dropped', [item('Dark mode', 5, { placeholder: true, status: 'dropped' })], {}, []],
    ['is silent when switched off', [waiting], { policy: policy({ rules: { placeholder: 'off' } }) }, []],
  ]);

  it('says that Milepost opens an issue, and after that which one it is and what to write', () => {
    const before = planFor([waiting]);
    expect(findingsOf(before, 'placeholder')).toEqual([
      '5: The issue of “Dark mode” is still to come, where a reference was expected. Name the issue here if there is one; else Milepost opens it.',
    ]);
    const after = planFor([waiting], { observed: observation({ markedIssues: [marked(12, waiting)] }) });
    expect(after.findings[0]).toMatchObject({
      message:
        'The issue of “Dark mode” is still to come, where a reference was expected. Milepost opened #12: name it here.',
      suggestion: '[#12](https://github.com/acme/anchor/issues/12)',
      range: waiting.placeholderRange,
      severity: 'info',
    });
  });

  it('promises no issue where the policy opens none', () => {
    const plan = planFor([waiting], { policy: policy({ issues: { open_for: [], labels: [] } }) });
    expect(findingsOf(plan, 'placeholder')[0]).toContain('Name the issue here once there is one.');
  });
});
