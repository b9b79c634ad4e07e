import type { Phrase } from '../markdown/phrase.ts';
import type { Scope } from './scope.ts';

/** Where a list or a table stands. */
export interface Place {
  scope: Scope;
  /** Index of the item that its entries are sub-items of. */
  parent: number | null;
  /** Grouping bullets around it, for the level of their sections. */
  depth: number;
  /** The marks in the list are as many as its works, and tell no status. */
  marksAdorn?: boolean;
  hasReferences: (phrase: Phrase) => boolean;
  /** What the whole file says that a part of it needs to know. */
  file: FileFacts;
}

/** Facts about the whole file, gathered before it is read. */
export interface FileFacts {
  /** Names of its headings, as `nameKey` spells them. */
  headings: ReadonlySet<string>;
  /** Headers of theme columns that group in one of its tables, so that they group in all: `theme`. */
  groupingThemes: ReadonlySet<string>;
  /** Its works have checkboxes: most bullets of its sections do. */
  usesBoxes: boolean;
}
