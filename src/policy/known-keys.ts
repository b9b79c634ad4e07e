import type { WrittenPolicySchema } from './schema.ts';
import type { KeyPath } from './written-value.ts';

/** Names of the keys that the schema knows at a path; none where it has no map there. */
export function knownKeys(schema: WrittenPolicySchema, path: KeyPath): string[] {
  let current: unknown = schema;
  const unwrapped = (): unknown => {
    let type = current as { def?: { innerType?: unknown } };
    while (type?.def?.innerType !== undefined) type = type.def.innerType as typeof type;
    return type;
  };
  for (const part of path) {
    const type = unwrapped() as { shape?: Record<string, unknown>; element?: unknown };
    current = typeof part === 'number' ? type.element : type.shape?.[part];
    if (current === undefined) return [];
  }
  return Object.keys((unwrapped() as { shape?: object }).shape ?? {});
}
