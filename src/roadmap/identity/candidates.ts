import { freeOf } from './pairing.ts';
import type { Pairing } from './pairing.ts';
import type { Place } from './places.ts';
import type { Subject } from './subject.ts';

/** How many an item is compared with at most, by words and references; fewer in a roadmap of thousands. */
const MOST_CANDIDATES = 40;
const FEWEST_CANDIDATES = 5;
/** Comparing so many takes about a second. */
const MOST_PAIRS = 100_000;

/**
 * Pairs worth comparing among those without a partner: they share a word or a reference, the rarest first and no more
 * than a bounded number for each item, or stand in each other's place. Grows with the number of items, not its square; the
 * same pairs whichever side is called before.
 */
export function candidatesOf(
  pairing: Pairing,
  places: readonly Place[],
  trailsOf: (subject: Subject) => readonly string[],
): [Subject, Subject][] {
  const [before, after] = [freeOf(pairing.before, pairing), freeOf(pairing.after, pairing)];
  const most = Math.floor(MOST_PAIRS / Math.max(before.length, after.length));
  const limit = Math.min(MOST_CANDIDATES, Math.max(FEWEST_CANDIDATES, most));
  const [here, there] = [before, after].map((side) => trailMap(side, trailsOf));
  const pairs = new Map<number, [Subject, Subject]>();
  const add = (one: Subject, other: Subject): void => {
    pairs.set(one.index * pairing.after.length + other.index, [one, other]);
  };
  for (const one of before) for (const other of follow(trailsOf(one), there!, limit)) add(one, other);
  for (const other of after) for (const one of follow(trailsOf(other), here!, limit)) add(one, other);
  for (const place of places) add(place.before, place.after);
  return [...pairs.values()];
}

function follow(
  trails: readonly string[],
  there: ReadonlyMap<string, readonly Subject[]>,
  limit: number,
): Set<Subject> {
  const found = new Set<Subject>();
  const rarestFirst = trails
    .map((trail) => there.get(trail) ?? [])
    .filter(({ length }) => length > 0 && length <= limit)
    .toSorted((one, other) => one.length - other.length);
  for (const subjects of rarestFirst) {
    for (const subject of subjects) found.add(subject);
    if (found.size >= limit) break;
  }
  return found;
}

function trailMap(
  subjects: readonly Subject[],
  trailsOf: (subject: Subject) => readonly string[],
): Map<string, Subject[]> {
  const trails = new Map<string, Subject[]>();
  for (const subject of subjects) {
    for (const trail of trailsOf(subject)) {
      const list = trails.get(trail);
      if (list === undefined) trails.set(trail, [subject]);
      else list.push(subject);
    }
  }
  return trails;
}
