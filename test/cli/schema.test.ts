import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { runCommand } from './run-command.ts';

describe('milepost schema', () => {
  it.each(['roadmap', 'plan', 'policy', 'history', 'view'])('prints the JSON Schema named %s', async (name) => {
    const { code, out, err } = await runCommand(['schema', name]);
    expect([code, err]).toEqual([0, '']);
    const schema = JSON.parse(out) as object;
    expect(schema).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' });
    expect(new Ajv({ allowUnionTypes: true }).validateSchema(schema)).toBe(true);
  });

  it('prints all by name without one', async () => {
    const { out } = await runCommand(['schema']);
    expect(Object.keys(JSON.parse(out) as object)).toEqual(['roadmap', 'plan', 'policy', 'history', 'view']);
  });

  it('knows the rules that a configuration may name', async () => {
    const { out } = await runCommand(['schema', 'policy']);
    const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(out) as object);
    expect(validate({ rules: { 'broken-reference': 'warning' } })).toBe(true);
    expect(validate({ rules: { 'broken-referense': 'warning' } })).toBe(false);
  });
});
