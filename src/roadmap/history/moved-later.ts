/** Whether a new target of an item is a slip, and by how many days. */
import { compareTargets, type ComparedTarget } from '../target/compare-targets.ts';

/** Horizons from near to far; those in one row are equally far. What is in none of them is compared with nothing. */
const HORIZONS: readonly RegExp[] = [
  /^(?:now|current(?:ly)?|this release|in[ -]flight)\b/,
  /^(?:(?:up ?)?next|near(?:er)?[ -]?term|short(?:er)?[ -]?term|upcoming|soon)\b/,
  /^(?:mid(?:dle)?|medium)[ -]?term\b/,
  /^(?:and then|later|long(?:er)?[ -]?term|future|backlog|some ?day|eventually|beyond|icebox|wish ?list|ideas|unscheduled|not yet scheduled|unprioriti[sz]ed)\b/,
];
const NEAR = 1;

/**
 * Whether `to` is later than `from`: by day or version, else by how far a horizon is. From a release or a time to a
 * horizon beyond the next is later; from a horizon to a release or a time is a step nearer. Without one of the two there
 * is nothing to slip from or to.
 */
export function movedLater(from: ComparedTarget | null, to: ComparedTarget | null): boolean {
  if (from === null || to === null) return false;
  const order = compareTargets(from, to);
  if (order !== null) return order < 0;
  const reach = distanceOf(to);
  if (reach === null) return false;
  if (from.kind === 'horizon') return (distanceOf(from) ?? reach) < reach;
  return reach > NEAR;
}

function distanceOf({ text, kind }: ComparedTarget): number | null {
  if (kind !== 'horizon') return null;
  const words = text.trim().toLowerCase();
  const at = HORIZONS.findIndex((row) => row.test(words));
  return at === -1 ? null : at;
}

const DAY_MS = 86_400_000;

/** Days from the last day of `from` to that of `to`; null where one of them says none. */
export function daysBetween(from: ComparedTarget | null, to: ComparedTarget | null): number | null {
  const [first, last] = [Date.parse(from?.end ?? ''), Date.parse(to?.end ?? '')];
  return Number.isNaN(first) || Number.isNaN(last) ? null : Math.round((last - first) / DAY_MS);
}
