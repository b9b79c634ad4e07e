import { rules } from '../plan/rules.ts';
import { jsonSchema, SCHEMA_NAMES } from '../render/json-schema/json-schema.ts';
import type { SchemaName } from '../render/json-schema/json-schema.ts';
import type { ExitCode, Surroundings } from './surroundings.ts';

/** Prints one JSON Schema; with null an object of all, by name. */
export async function printSchema(name: SchemaName | null, { stdout }: Surroundings): Promise<ExitCode> {
  const ruleIds = rules.map(({ id }) => id);
  const schema =
    name === null
      ? Object.fromEntries(SCHEMA_NAMES.map((each) => [each, jsonSchema(each, ruleIds)]))
      : jsonSchema(name, ruleIds);
  stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
  return 0;
}
