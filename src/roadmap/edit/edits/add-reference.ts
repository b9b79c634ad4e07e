import type { EditKind } from '../edit-kind.ts';
import { quoted, refuse } from '../edit.ts';
import type { Edit } from '../edit.ts';
import { isWork, workOf } from '../document.ts';
import { waysToAdd } from '../reference-places.ts';
import { isSound, refersTo } from '../reference-style.ts';
import { intendReference, unsound } from './set-reference.ts';

type AddReference = Extract<Edit, { kind: 'add-reference' }>;

/** In the issue column, behind the last reference, behind an `Issue:` line, else at the end of the item's words. */
export const addReference: EditKind<AddReference> = {
  propose(document, edit) {
    const work = workOf(document, edit.item);
    if (!isWork(work)) return work;
    if (!isSound(edit.reference)) return unsound(edit.reference);
    if (refersTo(work, edit.reference)) return [{ replacements: [] }];
    if (work.item.placeholder) {
      return refuse(
        'no-way-to-say',
        `${quoted(work.item)} has a placeholder for its reference; a reference beside it would leave both. Set the reference in its place instead.`,
        work.item.line,
      );
    }
    return waysToAdd(document, work, edit.reference);
  },
  intend(intended, edit, document, index) {
    intendReference(intended, edit.item, edit.reference, document, index);
  },
};
