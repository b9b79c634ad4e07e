/** Walking a Roadmap's References. */
import type { Item, Reference, Roadmap } from '../roadmap/model.ts';

export interface PlacedReference {
  reference: Reference;
  /** null for a reference outside every item: in a heading or the introduction. */
  item: Item | null;
}

/** Every reference of the file once for each place where it stands, in document order. */
export function allReferences(desired: Roadmap): PlacedReference[] {
  const placed = new Map<number, PlacedReference>();
  const add = (reference: Reference, item: Item | null): void => {
    const place = reference.range.startOffset;
    if (!placed.has(place)) placed.set(place, { reference, item });
  };
  for (const item of desired.items) item.references.forEach((reference) => add(reference, item));
  for (const reference of desired.pointers) add(reference, null);
  for (const { target } of [...desired.sections, ...desired.items]) if (target?.milestone) add(target.milestone, null);
  return [...placed.entries()].toSorted(([one], [other]) => one - other).map(([, reference]) => reference);
}

/** What tracks work: a milestone or a board only groups it. */
const TRACKING: readonly Reference['kind'][] = ['issue', 'pull', 'discussion'];

/** The item refers to something that tracks it, whatever state that is in. */
export const isReferenced = (item: Item): boolean => item.references.some(({ kind }) => TRACKING.includes(kind));

/** Neither done nor dropped. */
export const isOpen = (item: Item): boolean => item.status !== 'done' && item.status !== 'dropped';

/** A sub-item of a referenced work is tracked there and needs no issue of its own. */
export function isTrackedAbove(item: Item, items: readonly Item[]): boolean {
  let above = item.parent === null ? undefined : items[item.parent];
  // Bounded by the number of items, so that a parent pointing in a circle ends.
  for (let steps = 0; above !== undefined && steps < items.length; steps += 1) {
    if (isReferenced(above)) return true;
    above = above.parent === null ? undefined : items[above.parent];
  }
  return false;
}

/** The reference as a message names it: `acme/anchor#12`, `acme/anchor/milestone/3`. */
export function nameOf(reference: { kind: string; owner: string; repo: string | null; number: number }): string {
  const repository = `${reference.owner}/${reference.repo ?? ''}`;
  if (reference.kind === 'milestone') return `${repository}/milestone/${reference.number}`;
  if (reference.kind === 'discussion') return `${repository}/discussions/${reference.number}`;
  return `${repository}#${reference.number}`;
}
