import { z } from 'zod';
import { writtenPolicySchema } from '../../policy/schema.ts';

/** Of the configuration file, made from the schema that validates it. */
export function policyJsonSchema(ruleIds: readonly string[]): object {
  const { $schema, ...schema } = z.toJSONSchema(writtenPolicySchema(ruleIds), { target: 'draft-7', io: 'input' });
  return {
    $schema,
    title: 'Milepost configuration',
    description:
      '.github/milepost.yml on the default branch, over the same file in the repository .github of its owner.',
    ...schema,
  };
}
