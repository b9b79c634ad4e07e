import type { z } from 'zod';
import { defaultPolicy } from './defaults.ts';
import { nearest } from './nearest.ts';
import { describeValue, dotted, quoted } from './written-value.ts';
import type { KeyPath } from './written-value.ts';

type Issue = z.core.$ZodIssue;

/** One fault of a value: at which key, whether the key itself or its value is wrong, and the message. */
export interface ExplainedIssue {
  path: KeyPath;
  at: 'key' | 'value';
  message: string;
}

/**
 * What zod found, in the form of all our messages: what was found, what was expected, what to do. `knownKeys` gives
 * the keys that a map at a path may have; `value` is the whole written file.
 */
export function explainIssue(issue: Issue, value: unknown, knownKeys: (path: KeyPath) => string[]): ExplainedIssue[] {
  const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      at: 'key',
      message: unknownKeyMessage(key, path, knownKeys),
    }));
  }
  const found = valueAt(value, path);
  // An enumeration's own values are what a slip of the pen is compared with.
  const meant =
    issue.code === 'invalid_value' && typeof found === 'string' ? nearest(found, issue.values.map(String)) : null;
  const hint = meant === null ? remedy(path, found) : `Did you mean \`${meant}\`?`;
  return [{ path, at: 'value', message: `Found ${describeValue(found)}, expected ${issue.message}. ${hint}` }];
}

function unknownKeyMessage(key: string, path: KeyPath, knownKeys: (path: KeyPath) => string[]): string {
  const known = knownKeys(path);
  const place = path.length === 0 ? 'at the top' : `in \`${dotted(path)}\``;
  const elsewhere = path.length === 0 ? homeOf(key, knownKeys) : null;
  if (elsewhere !== null)
    return `Found the key ${quoted(key)} ${place}, expected it in \`${elsewhere}\`. Move it there.`;
  const meant = nearest(key, known);
  if (meant !== null) return `Found the unknown key ${quoted(key)} ${place}. Did you mean \`${meant}\`?`;
  return `Found the unknown key ${quoted(key)} ${place}, expected one of ${known.join(', ')}. Take it out or correct it.`;
}

/** The map in which a key that stands at the top belongs: `limits` for `new_issues`. */
function homeOf(key: string, knownKeys: (path: KeyPath) => string[]): string | null {
  return knownKeys([]).find((parent) => knownKeys([parent]).includes(key)) ?? null;
}

/** What to do about a wrong value: the default is named where there is a short one. */
function remedy(path: KeyPath, found: unknown): string {
  if (found === undefined) return 'Add it.';
  if (path.length === 0) return 'Write `key: value` lines, or leave the file empty for the defaults.';
  const byDefault = valueAt(defaultPolicy, path);
  const isShort =
    path.every((part) => typeof part === 'string') && ['string', 'number', 'boolean'].includes(typeof byDefault);
  return isShort
    ? `Correct it, or leave the key out for its default, ${String(byDefault)}.`
    : 'Correct it, or take it out.';
}

function valueAt(value: unknown, path: KeyPath): unknown {
  let current = value;
  for (const part of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, part)) return undefined;
    current = (current as Record<string | number, unknown>)[part];
  }
  return current;
}
