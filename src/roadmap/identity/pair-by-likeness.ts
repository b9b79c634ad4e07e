import { candidatesOf } from './candidates.ts';
import { likenessOf, titleWordings, wordingOf } from './likeness.ts';
import type { Wording } from './likeness.ts';
import { freeOf } from './pairing.ts';
import type { Pairing } from './pairing.ts';
import { placesOf } from './places.ts';
import type { Place } from './places.ts';
import { mayBeOne } from './subject.ts';
import type { Subject } from './subject.ts';
import { titleWords } from './title-words.ts';

/** What speaks for two items being one work, in thousandths; 1000 is the same words. */
const POINTS = {
  /** A reference that no other item has: the work keeps its issue whatever it is called. Shared by n items, the nth part. */
  sharedReference: 700,
  /** Both have references, and other ones. */
  otherReferences: -150,
  sameSection: 100,
  sameHeading: 50,
  /** For each known neighbour. */
  samePlace: 75,
  /** Both begin with the same words, more than `support` and the like. */
  sameBeginning: 100,
  /** Times the likeness of what stands beside the titles. */
  sameDescription: 250,
} as const;

/** From here on two items are one. */
const SAME_WORK = 660;
/** Without a shared reference or description, a title must say at least this much of the same, wherever it stands. */
const LEAST_LIKENESS = 510;

/**
 * Pairs what is left by words, references, description and place, the surest first; of equally sure ones those that stand
 * further up.
 */
export function pairByLikeness(pairing: Pairing, renames: ReadonlyMap<string, string>): void {
  // Mostly nothing is left, and weighing all words is the dear part.
  if ([pairing.before, pairing.after].some((side) => freeOf(side, pairing).length === 0)) return;
  const places = placesOf(pairing);
  const scene: Scene = {
    wordings: titleWordings(pairing.before, pairing.after),
    holders: holdersOf(pairing),
    places: new Map(places.map((place) => [pairKey(place.before, place.after), place])),
    renames,
    descriptions: new Map(),
  };
  const candidates = candidatesOf(pairing, places, (subject) => trailsOf(subject, scene))
    .map(([one, other]) => ({ one, other, points: pointsFor(one, other, scene) }))
    .filter(({ points }) => points >= SAME_WORK)
    .toSorted(surestFirst);
  for (const { one, other } of candidates) {
    if (!pairing.partnerOf.has(one) && !pairing.partnerOf.has(other)) pairing.pair(one, other);
  }
}

interface Scene {
  wordings: ReadonlyMap<Subject, Wording>;
  /** By how many items of one reading a reference is held, at most. */
  holders: ReadonlyMap<string, number>;
  places: ReadonlyMap<string, Place>;
  renames: ReadonlyMap<string, string>;
  /** Words of the descriptions that were asked for so far. */
  descriptions: Map<Subject, Wording>;
}

const pairKey = (one: Subject, other: Subject): string => `${one.index} ${other.index}`;

interface Candidate {
  one: Subject;
  other: Subject;
  points: number;
}

/** The same whichever side is called before: then both directions give the same pairs. */
function surestFirst(left: Candidate, right: Candidate): number {
  const [lines, otherLines] = [left, right].map(({ one, other }) => one.index + other.index);
  const [gap, otherGap] = [left, right].map(({ one, other }) => Math.abs(one.index - other.index));
  return right.points - left.points || lines! - otherLines! || gap! - otherGap!;
}

function holdersOf({ before, after }: Pairing): Map<string, number> {
  const holders = new Map<string, number>();
  for (const side of [before, after]) {
    const here = new Map<string, number>();
    for (const key of side.flatMap(({ references }) => references)) here.set(key, (here.get(key) ?? 0) + 1);
    for (const [key, number] of here) holders.set(key, Math.max(number, holders.get(key) ?? 0));
  }
  return holders;
}

const NOTHING: Wording = wordingOf([]);

const trailsOf = (subject: Subject, { wordings }: Scene): string[] => [
  ...(wordings.get(subject) ?? NOTHING).known,
  ...subject.references,
];

function pointsFor(one: Subject, other: Subject, scene: Scene): number {
  if (!mayBeOne(one, other)) return 0;
  const { wordings } = scene;
  const likeness = likenessOf(wordings.get(one) ?? NOTHING, wordings.get(other) ?? NOTHING);
  const beginning = likeness.beginning >= BEGINNING ? POINTS.sameBeginning : 0;
  const points = Math.max(likeness.points + beginning, isExtended(one, other) ? EXTENDED : 0);
  const references = forReferences(one, other, scene);
  const description = forDescription(one, other, scene);
  if (references <= 0 && description < HALF_A_DESCRIPTION && points < LEAST_LIKENESS) return 0;
  // Next year's version stands where this year's stood: place proves nothing where the numbers differ.
  const context = likeness.numbersDiffer ? 0 : forPlace(one, other, scene);
  return points + references + description + context;
}

/** Two words of weight that few titles have. */
const BEGINNING = 200;
const EXTENDED = 600;
const HALF_A_DESCRIPTION = POINTS.sameDescription / 2;

/** One title goes on where the other, of two words or more, ends. */
function isExtended({ title: one }: Subject, { title: other }: Subject): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.includes(' ') && long.startsWith(`${short} `);
}

function forReferences(one: Subject, other: Subject, { holders }: Scene): number {
  if (one.references.length === 0 || other.references.length === 0) return 0;
  const shared = one.references.filter((key) => other.held.has(key));
  if (shared.length === 0) return POINTS.otherReferences;
  return Math.floor(POINTS.sharedReference / Math.min(...shared.map((key) => holders.get(key) ?? 1)));
}

const FEWEST_WORDS_OF_A_DESCRIPTION = 4;

function forDescription(one: Subject, other: Subject, { descriptions }: Scene): number {
  if (!one.item.description || !other.item.description) return 0;
  const [wording, otherWording] = [one, other].map((subject) => {
    const known = descriptions.get(subject) ?? wordingOf(titleWords(subject.item.description ?? ''));
    descriptions.set(subject, known);
    return known;
  });
  if (wording === undefined || otherWording === undefined) return 0;
  if (Math.min(wording.words.length, otherWording.words.length) < FEWEST_WORDS_OF_A_DESCRIPTION) return 0;
  return Math.floor((POINTS.sameDescription * likenessOf(wording, otherWording).points) / 1000);
}

function forPlace(one: Subject, other: Subject, { renames, places }: Scene): number {
  const isSameSection = one.path === other.path || renames.get(one.path) === other.path;
  if (!isSameSection) return one.leaf !== '' && one.leaf === other.leaf ? POINTS.sameHeading : 0;
  return POINTS.sameSection + POINTS.samePlace * (places.get(pairKey(one, other))?.neighbours ?? 0);
}
