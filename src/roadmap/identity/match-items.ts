import { isSameTarget } from '../target/compare-targets.ts';
import type { Change, Identified, Match } from './identified.ts';
import { pairByKey, newPairing } from './pairing.ts';
import type { Pairing } from './pairing.ts';
import { pairByLikeness } from './pair-by-likeness.ts';
import { sectionRenames } from './section-renames.ts';
import { mayBeOne } from './subject.ts';
import type { Subject } from './subject.ts';

/**
 * Which item is which in two readings of a roadmap. The order is that of `after`, then what was removed in the order of
 * `before`; the same arguments give the same answer, and swapped ones the same pairs.
 *
 * Same words come first, and those in the same place before those elsewhere: in the same section under the same item,
 * with the same references, in the section that this one was renamed to, under the same heading, anywhere. Then what is
 * left is paired by what speaks for one work, the surest first:
 * - the words of the titles, by what they tell apart: `support`, `improve` and `the` little, a word that many items have
 *   less, a number much, brackets and the end of a long title half; an ending or a misspelling counts as the same word;
 * - a reference that both have, so that a work that keeps its issue is known whatever it is called now;
 * - what stands beside the titles, and the place: section, heading, neighbours.
 *
 * Hence `Support for Ceph` and `Support for NFS` are two works, and `Kubernetes 1.22` and `1.23`, unless they share a
 * reference. Of an item that was split the likest part keeps its identity. Same words in two sections are two items.
 *
 * `moved`: it stands in another section. A section that was only renamed, that moved, or that lost a level is the same
 * section (`sectionRenames`); when its heading names another target its items are `retargeted`. `retargeted`: another
 * target, not another way of writing it.
 *
 * `certain` pairs only what leaves hardly a doubt, the same words or the same references: for items that were gone for a
 * while.
 */
export function matchItems<B extends Identified, A extends Identified>(
  before: readonly B[],
  after: readonly A[],
  { certain = false }: { certain?: boolean } = {},
): Match<B, A>[] {
  const pairing = newPairing(before, after);
  pairBySameWords(pairing, certain);
  if (certain) pairBySameReferences(pairing);
  else pairByLikeness(pairing, sectionRenames(pairing));
  const renames = sectionRenames(pairing);
  const found = after.map((item, index): Match<B, A> => {
    const subject = pairing.after[index]!;
    const other = pairing.partnerOf.get(subject);
    if (other === undefined) return { kind: 'added', before: null, after: item, changes: [] };
    return { kind: 'matched', before: before[other.index]!, after: item, changes: changesOf(other, subject, renames) };
  });
  const removed = before
    .filter((_, index) => !pairing.partnerOf.has(pairing.before[index]!))
    .map((item): Match<B, A> => ({ kind: 'removed', before: item, after: null, changes: [] }));
  return [...found, ...removed];
}

function pairBySameWords(pairing: Pairing, certain: boolean): void {
  const by = (keyOf: (subject: Subject) => string | null, options?: Parameters<typeof pairByKey>[2]): void =>
    pairByKey(pairing, { before: keyOf, after: keyOf }, options);
  by(({ title, path, parent, references }) => [title, path, parent, ...references].join('\n\n'));
  by(({ title, path, parent }) => [title, path, parent].join('\n\n'));
  by(({ title, path }) => [title, path].join('\n\n'));
  by(({ title, references }) => (references.length === 0 ? null : [title, ...references].join('\n\n')));
  by(({ title }) => title, { alone: true, mayBe: mayBeOne });
  const renames = sectionRenames(pairing);
  pairByKey(pairing, {
    before: ({ title, path }) => [title, renames.get(path) ?? path].join('\n\n'),
    after: ({ title, path }) => [title, path].join('\n\n'),
  });
  by(({ title, leaf }) => [title, leaf].join('\n\n'), { mayBe: mayBeOne });
  by(({ title }) => title, { alone: certain, mayBe: mayBeOne });
}

function pairBySameReferences(pairing: Pairing): void {
  pairByKey(pairing, { before: allReferences, after: allReferences }, { alone: true });
}

const allReferences = ({ references }: Subject): string | null =>
  references.length === 0 ? null : references.join('\n');

function changesOf(one: Subject, other: Subject, renames: ReadonlyMap<string, string>): Change[] {
  const [before, after] = [one.item, other.item];
  const changes: Change[] = [];
  if (one.title !== other.title) changes.push('reworded');
  if (one.path !== other.path && renames.get(one.path) !== other.path) changes.push('moved');
  const [from, to] = [before.target, after.target];
  if (
    from !== undefined &&
    to !== undefined &&
    !isSameTarget(from, to, { isYearSaid: yearsIn(before) !== yearsIn(after) })
  )
    changes.push('retargeted');
  if (before.status !== undefined && after.status !== undefined && before.status !== after.status)
    changes.push('status-changed');
  return changes;
}

const yearsIn = ({ path }: Identified): string =>
  (path.join('\n').match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? []).join(' ');
