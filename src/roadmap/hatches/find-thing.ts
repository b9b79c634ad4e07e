import type { Source } from '../markdown/source.ts';
import type { Hatch } from './hatch.ts';
import type { Thing } from './things.ts';

/**
 * What a hatch speaks for: in the text of a bullet, row, heading or paragraph for that; on a line of its own
 *
 * 1. right below a heading or a bullet's own words: for the section or the bullet;
 * 2. right above anything: for that;
 * 3. as the first under a heading: for the section; anywhere under a bullet: for the bullet.
 *
 * Elsewhere, with a blank line on both sides, it speaks for nothing: null.
 */
export function findThing(hatch: Hatch, things: readonly Thing[], source: Source): Thing | null {
  const at = things.findLastIndex(({ start, end }) => start <= hatch.start && hatch.start < end);
  const around = things[at] ?? null;
  if (!hatch.isAlone) return around;
  const holder = around?.holds == null ? null : around;
  const inner = things.find((thing, index) => index > at && isShown(thing));
  const isFirst = inner === undefined || inner.start > hatch.start;
  if (holder !== null && isFirst && isTouching(source, holder.headEnd, hatch.start)) return holder;
  const next = things.find((thing) => thing.start >= hatch.end && isShown(thing)) ?? null;
  if (next !== null && isTouching(source, hatch.end, next.start)) return next;
  return holder !== null && (isFirst || holder.holds === 'entry') ? holder : null;
}

/** HTML may be a comment that only stands between. */
const isShown = ({ node }: Thing): boolean => !('type' in node) || node.type !== 'html';

/** Farther apart than a few comments on lines of their own. */
const FAR = 1_000;

/** No blank line stands between two offsets. The caller knows that nothing begins there but comments. */
function isTouching(source: Source, from: number, to: number): boolean {
  return to - from <= FAR && !/(?:\r\n|\n|\r(?!\n))[ \t>]*(?:\r|\n)/.test(source.text.slice(from, to));
}
