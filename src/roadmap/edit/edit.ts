import type { Item, Status } from '../model.ts';
import type { ReferenceTarget } from '../references/references.ts';
import { shown } from './shown.ts';

/**
 * One intended change of a roadmap file. Items are named by their `id`, sections by the titles from the outermost to their own
 * (`[]`: the top of the file, outside every section).
 */
export type Edit =
  /** Puts a reference where the item's placeholder stands. */
  | { kind: 'set-reference'; item: string; reference: ReferenceTarget }
  /** Adds a reference to an item, beside those that it has. */
  | { kind: 'add-reference'; item: string; reference: ReferenceTarget }
  /** `inWords`: where the file has no way of its own, words behind the title say it: `(done)`. */
  | { kind: 'set-status'; item: string; status: Status; inWords?: true }
  /** `target` as it shall stand in the file: `1.8.0`, `Q3 2027`, `Later`. */
  | { kind: 'set-target'; item: string; target: string }
  /** Takes an item with its sub-items to the end of another section. */
  | { kind: 'move-item'; item: string; to: readonly string[] }
  | { kind: 'add-item'; to: readonly string[]; item: NewItem }
  /** Takes an item out, its sub-items and its prose with it. */
  | { kind: 'remove-item'; item: string }
  /** `date`: `YYYY-MM-DD`. */
  | { kind: 'set-last-updated'; date: string }
  /** Puts the suggestion of a Problem or a Finding in the place of its range. */
  | { kind: 'take-suggestion'; at: Stretch; suggestion: string };

/** The stretch that a suggestion is for; a range of a Problem or a Finding is one, with the text that stood there. */
export interface Stretch {
  startOffset: number;
  endOffset: number;
  /** What is expected to stand there: where the file has moved on since, the edit is refused. */
  text: string;
}

/** What a new item says: plain text, which is made inert. What is absent is left open in the file. */
export interface NewItem {
  title: string;
  description?: string;
  status?: Status;
  target?: string;
  /** The theme, where the section's table has a column for it. */
  area?: string;
  reference?: ReferenceTarget;
  /** The text of a placeholder (`Issue coming soon`), where there is no reference yet. */
  placeholder?: string;
}

/** Offsets count UTF-16 units of the text before any edit; the end is exclusive. An insertion has both the same. */
export interface Replacement {
  startOffset: number;
  endOffset: number;
  text: string;
}

/** Replacements that together make one edit, apart from each other and in order; empty where the file says it already. */
export interface Change {
  replacements: Replacement[];
}

export type RefusalReason =
  /** No item, or no section, is so named; or several sections are. */
  | 'not-found'
  /** What the edit gives cannot stand in a roadmap: an empty title, a day that is none. */
  | 'unusable-value'
  /** The file has no way of its own to say it. */
  | 'no-way-to-say'
  /** The item cannot be written in the shape that its new place has. */
  | 'shape'
  /** Reading the edited file would say something else, or something more. */
  | 'not-exact'
  /** Another edit of the same run changes the same stretch. */
  | 'conflict';

/** Why an edit is not made. */
export interface Refusal {
  reason: RefusalReason;
  /** What was found, what was expected, what to do. */
  message: string;
  /** 1-based line of what it is about, null for the whole file. */
  line: number | null;
}

/** What running some edits over one file gives. */
export interface EditedText {
  text: string;
  /** In the order in which they were given; `change` in offsets of the text as it was. */
  applied: { edit: Edit; change: Change }[];
  refused: { edit: Edit; refusal: Refusal }[];
  /** Replacements in `text` that give the text as it was, byte for byte. */
  inverse: Replacement[];
}

/** What an edit of one kind might write, best first, or why it writes nothing. The first that reads back as intended is taken. */
export type Proposal = Change[] | Refusal;

export function refuse(reason: RefusalReason, message: string, line: number | null = null): Refusal {
  return { reason, message, line };
}

export function isRefusal(proposal: Proposal): proposal is Refusal {
  return !Array.isArray(proposal);
}

/** An item in a message: its title, shortened. */
export function quoted(item: Pick<Item, 'title'>): string {
  return shown(item.title);
}
