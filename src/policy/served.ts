import type { UnservedKey } from './policy.ts';
import { knownKeys } from './known-keys.ts';
import type { WrittenFile } from './read-yaml.ts';
import type { WrittenPolicySchema } from './schema.ts';
import { dotted } from './written-value.ts';
import type { KeyPath } from './written-value.ts';

/**
 * Keys that are read and validated, whose work this version does not do yet. One table: a version that serves a key
 * takes its line out, and nothing else changes. A key covers everything beneath it; `[]` stands for every list entry.
 */
export const UNSERVED_KEYS: readonly string[] = [];

/** Whether giving this key (`commands.users`) has no effect yet. */
function isUnserved(key: string): boolean {
  const pattern = key.replace(/\[\d+\]/g, '[]');
  return UNSERVED_KEYS.some((unserved) => pattern === unserved || pattern.startsWith(`${unserved}.`));
}

/** The sentence that the maintainer reads about such a key. */
const unservedMessage = (key: string): string =>
  `\`${key}\` is known, but this version of Milepost does not act on it yet: nothing happens because of it. Keep it for later, or take it out.`;

/** More would say nothing that the first fifty do not. */
const MAX_UNSERVED = 50;

/**
 * The keys given in a file whose work comes later. Of `commands: { users: […] }` the key `commands.users` is named: not
 * `commands`, and not each user. Unknown keys are not named here, they are problems.
 */
export function unservedKeys(written: WrittenFile, schema: WrittenPolicySchema, file: string): UnservedKey[] {
  const found: UnservedKey[] = [];
  const visit = (value: unknown, path: KeyPath): void => {
    const key = dotted(path);
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    const isEmptyMap = value === null && knownKeys(schema, path).length > 0;
    if (isUnserved(key) && !isEmptyMap && (!isMap || path.length > 1)) {
      found.push({ file, key, line: written.places.ofKey(path).line, message: unservedMessage(key) });
    } else if (isMap) {
      const known = new Set(knownKeys(schema, path));
      for (const [name, inner] of Object.entries(value)) if (known.has(name)) visit(inner, [...path, name]);
    } else if (Array.isArray(value)) {
      value.forEach((inner, index) => visit(inner, [...path, index]));
    }
  };
  visit(written.value, []);
  return found.slice(0, MAX_UNSERVED);
}
