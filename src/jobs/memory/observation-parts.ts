/** An Observation as the store keeps it: in parts, so that news about one reference writes one small part anew. */
import { createHash } from 'node:crypto';
import type { ObservedCard, ObservedReference } from '../../plan/observation.ts';
import type { KeptObservation } from './memory.ts';

/** References in one part, about: some ten kilobytes. */
const PART_SIZE = 50;

/** Part 0. */
interface Whole extends Pick<KeptObservation, 'now'> {
  observed: Omit<KeptObservation['observed'], 'references'>;
}

type Part = Record<string, ObservedReference>;

/**
 * Part 0 is what is not about single references; a reference is in one of the others by its key, so that it stays there
 * while others come and go.
 */
export function partsOf({ now, observed: { references, ...observed } }: KeptObservation): unknown[] {
  const entries = Object.entries(references).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const parts = Array.from({ length: partCountOf(entries.length) }, (): [string, ObservedReference][] => []);
  for (const entry of entries) parts[placeOf(entry[0], parts.length)]?.push(entry);
  return [{ now, observed } satisfies Whole, ...parts.map((part): Part => Object.fromEntries(part))];
}

/** null where nothing is stored. */
export function observationOf([whole, ...parts]: readonly unknown[]): KeptObservation | null {
  if (whole === undefined) return null;
  const { now, observed } = whole as Whole;
  const entries = (parts as Part[]).flatMap((part) => Object.entries(part));
  const references = Object.fromEntries(entries.map(([key, reference]) => [key, withValues(reference)]));
  return { now, observed: { ...observed, references } };
}

/** A power of two: it seldom changes, and with it all parts do. */
function partCountOf(references: number): number {
  let count = 1;
  while (count * PART_SIZE < references) count *= 2;
  return count;
}

const placeOf = (key: string, count: number): number =>
  createHash('sha256').update(key).digest().readUInt32BE(0) % count;

/** Without a prototype, as when it was read: a field may be called `constructor`. */
function withValues(reference: ObservedReference): ObservedReference {
  if (reference.state !== 'found' || !reference.card) return reference;
  const card: ObservedCard = {
    ...reference.card,
    values: Object.assign(Object.create(null) as Record<string, string>, reference.card.values),
  };
  return { ...reference, card };
}
