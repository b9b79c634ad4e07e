import { editDistance } from '../words.ts';
import { MONTHS, PARTS, PARTS_OF, SEASONS } from './timeframe-words.ts';

/** A word that is nearly a word of the timeframe grammar: `Futire` for `Future`. Offsets count in the text given. */
export interface NearMiss {
  from: number;
  to: number;
  found: string;
  suggestion: string;
}

const WORDS: readonly string[] = [
  ...[...MONTHS.keys()].filter((word) => word.length >= 5),
  ...SEASONS.keys(),
  ...[...PARTS.keys(), ...PARTS_OF.keys()].filter((word) => word.length >= 3),
  'april',
  'june',
  'july',
  'future',
  'later',
  'backlog',
  'quarter',
  'unknown',
  'next',
  'current',
  'completed',
];

/** The first word of a timeline cell, or of a heading that is nothing else, that is one or two slips away from a known word. */
export function findNearMiss(text: string): NearMiss | null {
  for (const match of text.matchAll(/\p{L}{4,14}/gu)) {
    const [found] = match;
    const word = found.toLowerCase();
    if (WORDS.includes(word)) continue;
    const limit = word.length >= 6 ? 2 : 1;
    const near = WORDS.map((known) => ({ known, distance: editDistance(word, known, limit) }))
      .filter(({ known, distance }) => distance > 0 && distance <= Math.min(limit, known.length >= 6 ? 2 : 1))
      .toSorted((one, other) => one.distance - other.distance)[0];
    if (near === undefined) continue;
    return { from: match.index, to: match.index + found.length, found, suggestion: inCaseOf(found, near.known) };
  }
  return null;
}

function inCaseOf(found: string, known: string): string {
  if (found === found.toUpperCase()) return known.toUpperCase();
  return /^\p{Lu}/u.test(found) ? known.charAt(0).toUpperCase() + known.slice(1) : known;
}
