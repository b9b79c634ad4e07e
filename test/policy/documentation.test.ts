import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';

const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

describe('docs/configuration.md', () => {
  it('shows the defaults', () => {
    const repository = { text: example, file: '.github/milepost.yml' };
    const { policy, problems } = readPolicy({ organisation: null, repository }, []);
    expect(problems).toEqual([]);
    expect(policy).toEqual(defaultPolicy);
  });
});
