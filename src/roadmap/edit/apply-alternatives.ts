import type { Identified } from '../identity/identified.ts';
import type { ReadingContext } from '../model.ts';
import { editDocument } from './apply-edits.ts';
import { readForEdit } from './document.ts';
import type { Edit, Refusal } from './edit.ts';

/** What became of one wish: made, said by the file already, or refused with the reason of its last way. */
export type WishOutcome = { state: 'made'; edit: Edit } | { state: 'said' } | { state: 'refused'; refusal: Refusal };

export interface WishedText {
  text: string;
  /** In the order of the wishes. */
  outcomes: WishOutcome[];
}

/**
 * Makes in one go what several wishes ask for, each by the first of its ways that the file has. Otherwise as `applyEdits`:
 * exact, pure, and with a RangeError for a text that overflows the parser's stack. A wish without a way counts as said.
 */
export function applyAlternatives(
  text: string,
  context: ReadingContext,
  wishes: readonly (readonly Edit[])[],
  known: readonly Identified[] = [],
): WishedText {
  const document = readForEdit(text, context, known);
  const ways = wishes.map(() => 0);
  for (;;) {
    const tried = wishes.map((edits, index) => edits[ways[index] ?? 0]);
    const edited = editDocument(
      document,
      tried.filter((edit) => edit !== undefined),
    );
    const refusals = new Map(edited.refused.map(({ edit, refusal }) => [edit, refusal]));
    const changes = new Map(edited.applied.map(({ edit, change }) => [edit, change]));
    let isSettled = true;
    for (const [index, edits] of wishes.entries()) {
      const edit = tried[index];
      const way = ways[index] ?? 0;
      if (edit === undefined || !refusals.has(edit) || way + 1 >= edits.length) continue;
      ways[index] = way + 1;
      isSettled = false;
    }
    if (isSettled) return { text: edited.text, outcomes: tried.map((edit) => outcomeOf(edit, refusals, changes)) };
  }
}

function outcomeOf(
  edit: Edit | undefined,
  refusals: ReadonlyMap<Edit, Refusal>,
  changes: ReadonlyMap<Edit, { replacements: readonly unknown[] }>,
): WishOutcome {
  if (edit === undefined) return { state: 'said' };
  const refusal = refusals.get(edit);
  if (refusal !== undefined) return { state: 'refused', refusal };
  return (changes.get(edit)?.replacements.length ?? 0) === 0 ? { state: 'said' } : { state: 'made', edit };
}
