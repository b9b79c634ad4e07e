import type { Edit, Proposal } from './edit.ts';
import type { EditDocument } from './document.ts';
import type { Intended } from './intended.ts';

/** What is known of one kind of edit; the kinds are under edits/. */
export interface EditKind<E extends Edit> {
  /** What it might write, best first, or why nothing. Only a proposal: what is taken is what reads back as intended. */
  propose: (document: EditDocument, edit: E) => Proposal;
  /** Writes into `intended` what it means to change; `index` is the edit's own. */
  intend: (intended: Intended, edit: E, document: EditDocument, index: number) => void;
}
