import type { Identified } from '../identity/identified.ts';
import type { ReadingContext } from '../model.ts';
import { editDocument } from './apply-edits.ts';
import { readForEdit } from './document.ts';
import type { EditDocument } from './document.ts';
import type { Edit, Refusal } from './edit.ts';

/** What became of one wish: made, said by the file already, or refused with the reason of its last way. */
export type WishOutcome = { state: 'made'; edit: Edit } | { state: 'said' } | { state: 'refused'; refusal: Refusal };

export interface WishedText {
  text: string;
  /** In the order of the wishes. */
  outcomes: WishOutcome[];
}

/** Each time the text is read anew: more edits of one stretch wait for another time. */
const MOST_PASSES = 4;

/**
 * Makes what several wishes ask for, each by the first of its ways that the file has. Otherwise as `applyEdits`: exact, pure, and
 * with a RangeError for a text that overflows the parser's stack. A wish without a way counts as said. Of two that change the same
 * stretch the later is made in the text that the earlier one gave: an item may be marked and moved at once. It stays refused where
 * it would only take back what the earlier one says.
 */
export function applyAlternatives(
  text: string,
  context: ReadingContext,
  wishes: readonly (readonly Edit[])[],
  known: readonly Identified[] = [],
): WishedText {
  let document = readForEdit(text, context, known);
  let pass = makeAll(document, wishes);
  const outcomes = [...pass.outcomes];
  for (let passes = 1; passes < MOST_PASSES; passes += 1) {
    const waiting = waitingOf(wishes, outcomes);
    if (waiting.length === 0 || pass.text === document.source.text) break;
    document = readForEdit(pass.text, context, document.roadmap.items);
    pass = makeAll(
      document,
      waiting.map((index) => wishes[index] ?? []),
    );
    for (const [at, index] of waiting.entries()) {
      const outcome = pass.outcomes[at];
      if (outcome !== undefined && !isLost(outcome)) outcomes[index] = outcome;
    }
  }
  return { text: pass.text, outcomes };
}

/** Wishes that were refused for the sake of another one, and may be made after it. */
function waitingOf(wishes: readonly (readonly Edit[])[], outcomes: readonly WishOutcome[]): number[] {
  const made = new Set(outcomes.flatMap((outcome) => (outcome.state === 'made' ? subjectOf(outcome.edit) : [])));
  return outcomes.flatMap((outcome, index) => {
    if (outcome.state !== 'refused' || outcome.refusal.reason !== 'conflict') return [];
    const isContrary = (wishes[index] ?? []).some((edit) => subjectOf(edit).some((subject) => made.has(subject)));
    return isContrary ? [] : [index];
  });
}

/** What an edit settles, so that a second one would settle it otherwise; nothing for one of which an item may have several. */
function subjectOf(edit: Edit): string[] {
  if (edit.kind === 'add-reference' || !('item' in edit) || typeof edit.item !== 'string') return [];
  return [`${edit.kind} ${edit.item}`];
}

/** An item that is not known again in the edited text: the reason is the edit that came before. */
const isLost = (outcome: WishOutcome): boolean => outcome.state === 'refused' && outcome.refusal.reason === 'not-found';

function makeAll(document: EditDocument, wishes: readonly (readonly Edit[])[]): WishedText {
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
      const refusal = edit === undefined ? undefined : refusals.get(edit);
      // What only another edit stands in the way of is tried again after that one.
      if (refusal === undefined || refusal.reason === 'conflict' || way + 1 >= edits.length) continue;
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
