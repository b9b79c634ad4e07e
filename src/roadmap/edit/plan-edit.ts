import type { Edit, Proposal } from './edit.ts';
import type { EditDocument } from './document.ts';
import type { EditKind } from './edit-kind.ts';
import { addItem } from './edits/add-item.ts';
import { addReference } from './edits/add-reference.ts';
import { moveItem } from './edits/move-item.ts';
import { removeItem } from './edits/remove-item.ts';
import { setLastUpdated } from './edits/set-last-updated.ts';
import { setReference } from './edits/set-reference.ts';
import { setStatus } from './edits/set-status.ts';
import { setTarget } from './edits/set-target.ts';
import { takeSuggestion } from './edits/take-suggestion.ts';
import type { Intended } from './intended.ts';

type Kinds = { [K in Edit['kind']]: EditKind<Extract<Edit, { kind: K }>> };

const KINDS: Kinds = {
  'set-reference': setReference,
  'add-reference': addReference,
  'set-status': setStatus,
  'set-target': setTarget,
  'move-item': moveItem,
  'add-item': addItem,
  'remove-item': removeItem,
  'set-last-updated': setLastUpdated,
  'take-suggestion': takeSuggestion,
};

/** The kind of an edit; the table above says that it fits, which the compiler cannot see through the union. */
function kindOf(edit: Edit): EditKind<Edit> {
  return KINDS[edit.kind] as EditKind<Edit>;
}

/** What an edit might write, best first, or why it writes nothing. Not verified: `applyEdits` does that. */
export function proposeEdit(document: EditDocument, edit: Edit): Proposal {
  return kindOf(edit).propose(document, edit);
}

/** Writes into `intended` what an edit means to change. */
export function intendEdit(intended: Intended, edit: Edit, document: EditDocument, index: number): void {
  kindOf(edit).intend(intended, edit, document, index);
}
