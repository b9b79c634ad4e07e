import type { Policy } from './policy.ts';

/** Dotted keys (`limits.new_issues`) whose value differs between two Policies, in the Policy's order. */
export function changedKeys(before: Policy, after: Policy): string[] {
  return (Object.keys(after) as (keyof Policy)[]).flatMap((key) => {
    const [one, other]: unknown[] = [before[key], after[key]];
    if (isMap(one) && isMap(other)) {
      const inner = [...new Set([...Object.keys(one), ...Object.keys(other)])];
      return inner.filter((name) => isOther(one[name], other[name])).map((name) => `${key}.${name}`);
    }
    return isOther(one, other) ? [key] : [];
  });
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOther = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);
