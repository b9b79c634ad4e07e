import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import { knownKeys } from '../../src/policy/known-keys.ts';
import { writtenPolicySchema } from '../../src/policy/schema.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';

const schema = writtenPolicySchema(['overdue']);

describe('the schema of the configuration', () => {
  it('knows exactly the keys of the defaults', () => {
    expect(knownKeys(schema, []).toSorted()).toEqual(Object.keys(defaultPolicy).toSorted());
    for (const key of [
      'issues',
      'slips',
      'limits',
      'milestones',
      'board',
      'pull_request',
      'check',
      'commands',
      'sections',
    ] as const) {
      expect([key, knownKeys(schema, [key]).toSorted()]).toEqual([key, Object.keys(defaultPolicy[key]).toSorted()]);
    }
    expect(knownKeys(schema, ['roadmaps', 0])).toEqual(['path', 'project']);
  });

  it('accepts the defaults as a written file', () => {
    expect(schema.safeParse(defaultPolicy).error).toBeUndefined();
  });

  it('gives a file no way to a prototype', () => {
    const { policy } = readPolicy({ organisation: null, repository: { text: 'rules: { overdue: off }', file: 'f' } }, [
      'overdue',
    ]);
    expect(Object.keys(policy!.rules)).toEqual(['overdue']);
  });
});
