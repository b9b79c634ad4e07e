import { planJsonSchema } from './json-schema-plan.ts';
import { policyJsonSchema } from './json-schema-policy.ts';
import { roadmapJsonSchema } from './json-schema-roadmap.ts';

export const SCHEMA_NAMES = ['roadmap', 'plan', 'policy'] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

/**
 * The JSON Schema (draft 7, which editors know best) of what `parse --json` prints for one file, of what `plan` and
 * `apply` print with `--format json`, or of `.github/milepost.yml`.
 */
export function jsonSchema(name: SchemaName, ruleIds: readonly string[]): object {
  if (name === 'roadmap') return roadmapJsonSchema();
  return name === 'plan' ? planJsonSchema() : policyJsonSchema(ruleIds);
}
