import { describe, expect, it } from '@jest/globals';
import { changedKeys } from '../../src/policy/changed-keys.ts';
import { defaultPolicy } from '../../src/policy/defaults.ts';

describe('the keys that change', () => {
  it('are none between equal policies', () => {
    expect(changedKeys(defaultPolicy, structuredClone(defaultPolicy))).toEqual([]);
  });

  it('are told with what they stand in', () => {
    const after = {
      ...defaultPolicy,
      mode: 'plan' as const,
      limits: { ...defaultPolicy.limits, comments: 3 },
      roadmaps: [{ path: 'PLAN.md', project: null }],
      rules: { overdue: 'off' as const },
    };
    expect(changedKeys(defaultPolicy, after)).toEqual(['mode', 'roadmaps', 'limits.comments', 'rules.overdue']);
    expect(changedKeys(after, defaultPolicy)).toEqual(['mode', 'roadmaps', 'limits.comments', 'rules.overdue']);
  });
});
