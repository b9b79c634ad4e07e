import { defaultPolicy } from './defaults.ts';
import type { Policy } from './policy.ts';

type Tree = Readonly<Record<string, unknown>>;

/** Complete, but for the entries of lists. */
type MergedPolicy = Omit<Policy, 'roadmaps'> & {
  roadmaps: { path: string; project?: string | number | null }[] | null;
};

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The Policy that results from validated written files, the strongest last: maps are merged key by key, lists and
 * single values replace. A map that is empty on paper (`limits:`) gives nothing.
 */
export function mergePolicies(written: readonly Tree[]): Policy {
  const merged = written.reduce<Tree>(overlay, defaultPolicy as unknown as Tree) as unknown as MergedPolicy;
  // Lists replace, so what an entry leaves out is filled in here.
  const roadmaps = merged.roadmaps?.map(({ path, project }) => ({ path, project: project ?? null })) ?? null;
  return { ...merged, roadmaps };
}

function overlay(under: Tree, over: Tree): Tree {
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = under[key];
    if (value === undefined || (value === null && isTree(below))) continue;
    merged[key] = isTree(value) && isTree(below) ? overlay(below, value) : value;
  }
  return merged;
}
