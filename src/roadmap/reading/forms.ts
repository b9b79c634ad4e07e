import type { Entry, List, Paragraph, Row, SectionBlock, Table } from '../markdown/blocks.ts';
import type { Phrase } from '../markdown/phrase.ts';
import type { ColumnRole } from '../tables/column-words.ts';
import type { WorkParts } from './item-draft.ts';
import type { Scope } from './scope.ts';

/** How an item is written in the file: what an edit has to imitate. */
export type ItemForm =
  | { kind: 'bullet'; entry: Entry; list: List }
  | { kind: 'heading'; section: SectionBlock }
  | { kind: 'paragraph'; paragraph: Paragraph }
  /** `whole`: the row is this one item; false where a cell of it lists several. */
  | { kind: 'row'; table: Table; row: Row; roles: readonly ColumnRole[]; titled: Phrase; whole: boolean }
  | { kind: 'cell'; table: Table; row: Row; part: Phrase };

/** Where an item came from; at the same index as the item in `Reading.items`. */
export interface ItemTrace {
  parts: WorkParts;
  scope: Scope;
}

/** How a section is written; at the same index as the section in `Reading.sections`. */
export type SectionForm =
  | { kind: 'heading'; section: SectionBlock }
  | { kind: 'bullet'; entry: Entry }
  | { kind: 'row'; table: Table; row: Row };

export interface SectionTrace {
  form: SectionForm;
  /** What holds for the items in it, its path among others. */
  scope: Scope;
  /** False for a section that was left out: nothing in it is an item. */
  isRead: boolean;
}
