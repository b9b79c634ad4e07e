/** docs/configuration-reference.md says what the schema says, with examples that it takes. */
import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import { rules } from '../../src/plan/rules.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import { configurationReference, leaves, written } from './manual/configuration-reference.ts';
import type { Key } from './manual/configuration-reference.ts';
import { expectWritten } from './written.ts';

const ruleIds = rules.map(({ id }) => id);
const keys = leaves().filter(({ path }) => path[0] !== 'rules');
const read = (text: string) => readPolicy({ organisation: null, repository: { text, file: 'f' } }, ruleIds);
const named = (keys: readonly Key[]) => keys.map((key) => [key.path.join('.'), key] as const);

describe('the configuration reference', () => {
  it('is made of the schema', () => {
    const page = configurationReference();
    expectWritten('docs/configuration-reference.md', page);
    for (const key of Object.keys(defaultPolicy)) expect(page).toContain(`\n## ${key}\n`);
  });

  it.each(named(keys))('tells of %s what it does and an example that is not the default', (_, key) => {
    expect(key.schema.description).toMatch(/^\S.{20,}\.$|^Columns in which/);
    const { policy, problems } = read(written(key, key.schema.examples?.[0]));
    expect(problems).toEqual([]);
    expect(policy).not.toEqual(defaultPolicy);
  });

  it.each(named(keys.filter(({ schema }) => 'default' in schema)))('tells the default of %s', (path, key) => {
    const { policy, problems } = read(written(key, key.schema.default));
    expect(problems).toEqual([]);
    expect(policy).toEqual(path === 'roadmaps[].project' ? expect.anything() : defaultPolicy);
  });

  it('tells a default of all keys but those that have none', () => {
    const without = keys.filter(({ schema }) => !('default' in schema)).map(({ path }) => path.join('.'));
    expect(without).toEqual([
      'roadmaps[].path',
      ...['planned', 'in-progress', 'done', 'slipped', 'dropped'].map((status) => `board.columns.${status}`),
    ]);
  });
});
