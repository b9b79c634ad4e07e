import type { EditKind } from '../edit-kind.ts';
import { quoted, refuse } from '../edit.ts';
import type { Change, Edit } from '../edit.ts';
import type { EditDocument, Work } from '../document.ts';
import { isWork, workOf } from '../document.ts';
import type { Intended, IntendedItem } from '../intended.ts';
import { writtenAt } from '../reference-places.ts';
import { isSound, referenceSamples, spell, spellingsFor, unique } from '../reference-style.ts';
import { shown } from '../shown.ts';
import { referenceKey } from '../../references/references.ts';
import type { ReferenceTarget } from '../../references/references.ts';

type SetReference = Extract<Edit, { kind: 'set-reference' }>;

/** The placeholder's own words go, and the reference stands where they stood, written as the file's others are. */
export const setReference: EditKind<SetReference> = {
  propose(document, edit) {
    const work = workOf(document, edit.item);
    if (!isWork(work)) return work;
    if (!isSound(edit.reference)) return unsound(edit.reference);
    if (work.item.placeholderRange === null) {
      return refuse(
        'no-way-to-say',
        `${quoted(work.item)} has no placeholder where the reference could stand, such as “Issue coming soon”. Add the reference instead.`,
        work.item.line,
      );
    }
    const stretches = stretchesOf(document, work);
    const spelled = spellingsFor(document, work, referenceSamples(document)).map((spelling) =>
      spell(document, edit.reference, spelling),
    );
    const changes = spelled.flatMap((text) =>
      stretches.map(([startOffset, endOffset]): Change => ({
        replacements: writtenAt(document, work, { startOffset, endOffset, text }),
      })),
    );
    return unique(changes);
  },
  intend(intended, edit, document, index) {
    const item = intendReference(intended, edit.item, edit.reference, document, index);
    if (item !== null) item.placeholder = false;
  },
};

export function unsound(reference: ReferenceTarget): ReturnType<typeof refuse> {
  return refuse(
    'unusable-value',
    `${shown(`${reference.owner}/${reference.repo ?? ''}#${reference.number}`)} was given as a reference; owner, repository and number as GitHub has them were expected.`,
  );
}

/** What setting and adding have in common. null where there is no such item. */
export function intendReference(
  intended: Intended,
  id: string,
  reference: ReferenceTarget,
  document: EditDocument,
  index: number,
): IntendedItem | null {
  const work = workOf(document, id);
  const item = isWork(work) ? intended.items.find((candidate) => candidate.key === work.index) : undefined;
  if (!isWork(work) || item === undefined) return null;
  item.edits.add(index);
  item.references = [...new Set([...item.references, referenceKey(reference)])];
  const { placeholderRange } = work.item;
  const blank =
    placeholderRange === null
      ? []
      : [document.source.text.slice(placeholderRange.startOffset, placeholderRange.endOffset)];
  item.mayDiffer = [...item.mayDiffer, ...blank, ...writings(reference, document.context.host)];
  return item;
}

/** Everything that a reader may see of a reference. */
function writings({ owner, repo, number }: ReferenceTarget, host: string): string[] {
  const path = `${owner}/${repo ?? ''}`;
  return [
    `${path}/issues/${number}`,
    `${path}/pull/${number}`,
    `${path}#${number}`,
    `${repo ?? ''}#${number}`,
    `#${number}`,
  ].flatMap((text) => [`https://${host}/${text}`, text]);
}

/** The words themselves, with the emphasis or code marks around them, and the whole link whose label they are. */
function stretchesOf({ source }: EditDocument, work: Work): [number, number][] {
  const range = work.item.placeholderRange;
  if (range === null) return [];
  let start = range.startOffset;
  let end = range.endOffset;
  while (/[*_`~]/.test(source.text.charAt(start - 1)) && source.text.charAt(start - 1) === source.text.charAt(end)) {
    start -= 1;
    end += 1;
  }
  const phrases = [...work.parts.referring, ...work.parts.issuePlaces];
  const link = phrases
    .flatMap((phrase) => phrase.links)
    .find((one) => one.start <= range.startOffset && one.end >= range.endOffset);
  return unique<[number, number]>([
    [range.startOffset, range.endOffset],
    [start, end],
    ...(link === undefined ? [] : [[link.start, link.end] as [number, number]]),
  ]);
}
