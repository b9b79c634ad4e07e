import { historyJsonSchema } from './json-schema-history.ts';
import { planJsonSchema } from './json-schema-plan.ts';
import { policyJsonSchema } from './json-schema-policy.ts';
import { roadmapJsonSchema } from './json-schema-roadmap.ts';
import { viewJsonSchema } from './json-schema-view.ts';

export const SCHEMA_NAMES = ['roadmap', 'plan', 'policy', 'history', 'view'] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

/**
 * The JSON Schema (draft 7, which editors know best) of what `parse --json` prints for one file, of what `plan` and
 * `apply` print with `--format json`, of what `history` prints so, of what `report` prints so for one roadmap, or of `.github/milepost.yml`.
 */
export function jsonSchema(name: SchemaName, ruleIds: readonly string[]): object {
  switch (name) {
    case 'roadmap':
      return roadmapJsonSchema();
    case 'plan':
      return planJsonSchema();
    case 'history':
      return historyJsonSchema();
    case 'view':
      return viewJsonSchema();
    default:
      return policyJsonSchema(ruleIds);
  }
}
