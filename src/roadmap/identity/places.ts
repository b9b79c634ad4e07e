import type { Pairing } from './pairing.ts';
import type { Subject } from './subject.ts';

/** Subjects without a partner that stand where the other stood, and between how many known neighbours: 1 or 2. */
export interface Place {
  before: Subject;
  after: Subject;
  neighbours: 1 | 2;
}

/**
 * Who stands in whose place: of a stretch of items without partners between two that have theirs, and as many on the other
 * side between the same two, the first in the first's place and so on; where only one neighbour is the same, or the
 * numbers differ, only the one beside it. The file's begin and end count as neighbours, not both.
 */
export function placesOf(pairing: Pairing): Place[] {
  const { before, after, partnerOf } = pairing;
  const places: Place[] = [];
  const stretchesBefore = new Map<Subject | null, Stretch>();
  for (const stretch of stretchesOf(before, pairing)) stretchesBefore.set(stretch.items[0] ?? null, stretch);
  const stretchEndingIn = new Map([...stretchesBefore.values()].map((stretch) => [stretch.items.at(-1), stretch]));
  for (const { items, previous, next } of stretchesOf(after, pairing)) {
    const first = previous === null ? before[0] : before[(partnerOf.get(previous)?.index ?? NaN) + 1];
    const last = next === null ? before.at(-1) : before[(partnerOf.get(next)?.index ?? NaN) - 1];
    const fromStart = first === undefined ? undefined : stretchesBefore.get(first);
    const toEnd = last === undefined ? undefined : stretchEndingIn.get(last);
    if (fromStart !== undefined && fromStart === toEnd && fromStart.items.length === items.length) {
      const neighbours = previous === null && next === null ? 1 : 2;
      items.forEach((item, at) => places.push({ before: fromStart.items[at]!, after: item, neighbours }));
      continue;
    }
    if (fromStart !== undefined) places.push({ before: fromStart.items[0]!, after: items[0]!, neighbours: 1 });
    if (toEnd !== undefined) places.push({ before: toEnd.items.at(-1)!, after: items.at(-1)!, neighbours: 1 });
  }
  return places;
}

/** Items without partners that follow each other, with the known ones around them; null at the file's begin and end. */
interface Stretch {
  items: Subject[];
  previous: Subject | null;
  next: Subject | null;
}

function stretchesOf(subjects: readonly Subject[], { partnerOf }: Pairing): Stretch[] {
  const stretches: Stretch[] = [];
  let open: Stretch | null = null;
  let previous: Subject | null = null;
  for (const subject of subjects) {
    if (partnerOf.has(subject)) {
      if (open !== null) open.next = subject;
      open = null;
      previous = subject;
    } else if (open === null) stretches.push((open = { items: [subject], previous, next: null }));
    else open.items.push(subject);
  }
  return stretches;
}
