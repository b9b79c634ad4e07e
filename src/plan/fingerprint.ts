/** The name of one exact set of Operations, by which a person approves it. */
import { createHash } from 'node:crypto';
import type { Operation } from './model.ts';

/**
 * Sixteen hexadecimal digits: SHA-256 over canonical JSON of the operations, without the lines of their items and their
 * holds, so that neither a line added above nor an approval itself voids an approval. No operations give one fixed value.
 */
export function fingerprintOf(operations: readonly Operation[]): string {
  const approved = operations.map(({ hold: _hold, item: { line: _line, endLine: _endLine, ...item }, ...rest }) => ({
    ...rest,
    item,
  }));
  return createHash('sha256').update(canonical(approved)).digest('hex').slice(0, 16);
}

/** JSON with the keys of every object in code unit order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
