import type { Identified } from './identified.ts';
import { subjectsOf } from './subject.ts';
import type { Subject } from './subject.ts';

/** Who is whom so far. Each subject has at most one partner; `undefined` where none was found yet. */
export interface Pairing {
  before: readonly Subject[];
  after: readonly Subject[];
  partnerOf: ReadonlyMap<Subject, Subject>;
  pair: (one: Subject, other: Subject) => void;
}

export function newPairing(before: readonly Identified[], after: readonly Identified[]): Pairing {
  const partners = new Map<Subject, Subject>();
  return {
    before: subjectsOf(before),
    after: subjectsOf(after),
    partnerOf: partners,
    pair: (one, other) => {
      partners.set(one, other);
      partners.set(other, one);
    },
  };
}

export const freeOf = (subjects: readonly Subject[], { partnerOf }: Pairing): Subject[] =>
  subjects.filter((subject) => !partnerOf.has(subject));

/**
 * Pairs those without a partner that share a key: the first with the first, the second with the second. null has no
 * partner. With `alone`, only a key that one subject has on each side. `mayBe` can refuse a pair.
 */
export function pairByKey(
  pairing: Pairing,
  keysOf: { before: (subject: Subject) => string | null; after: (subject: Subject) => string | null },
  { alone = false, mayBe = () => true }: { alone?: boolean; mayBe?: (one: Subject, other: Subject) => boolean } = {},
): void {
  const before = groupBy(freeOf(pairing.before, pairing), keysOf.before);
  for (const [key, subjects] of groupBy(freeOf(pairing.after, pairing), keysOf.after)) {
    const others = before.get(key) ?? [];
    if (alone && (subjects.length > 1 || others.length > 1)) continue;
    subjects.forEach((subject, at) => {
      const other = others[at];
      if (other !== undefined && mayBe(other, subject)) pairing.pair(other, subject);
    });
  }
}

function groupBy(subjects: readonly Subject[], keyOf: (subject: Subject) => string | null): Map<string, Subject[]> {
  const groups = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const key = keyOf(subject);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [subject]);
    else group.push(subject);
  }
  return groups;
}
