import type { Phrase } from './phrase.ts';

/**
 * A roadmap file in our own terms, between Markdown's tree and the reading: sections that hold blocks and sections. What a
 * block *is* (item, group, neither) is not said here but by classify.ts.
 */
export type Block = Paragraph | List | Table | Other;

export interface Paragraph {
  type: 'paragraph';
  phrase: Phrase;
  start: number;
  end: number;
}

export interface List {
  type: 'list';
  entries: Entry[];
  /** The paragraph before it when that leads in to it: it ends with a colon. */
  leadIn: Phrase | null;
  start: number;
  end: number;
}

/** A bullet or a numbered entry. */
export interface Entry {
  /** Its first paragraph, empty when it begins with something else. */
  phrase: Phrase;
  /** What its checkbox holds, null without one. */
  checked: boolean | null;
  /** What stands under its first paragraph. */
  blocks: Block[];
  start: number;
  end: number;
}

export interface Table {
  type: 'table';
  columns: Phrase[];
  rows: Row[];
  start: number;
  end: number;
}

export interface Row {
  cells: Phrase[];
  /** Cut off from its table by a blank line. */
  detached: boolean;
  start: number;
  end: number;
}

/** Quotes, code, rules and HTML: read for references only. `phrases` is empty for code. */
export interface Other {
  type: 'quote' | 'code' | 'html' | 'rule';
  phrases: Phrase[];
  start: number;
  end: number;
}

/** How a section is written. `bold`: a bold lead of its own; `label`: a line ending with a colon before a list. */
export type SectionForm = 'root' | 'heading' | 'bold' | 'label';

export interface SectionBlock {
  type: 'section';
  form: SectionForm;
  /** Empty for the root. */
  phrase: Phrase;
  /** 0 for the root, 1–6 for headings, 7 for bold leads, 8 for labels. */
  level: number;
  content: (Block | SectionBlock)[];
  /** Its heading begins with a number (`1.2 Runtime`) that counts sections. */
  numbered: boolean;
  start: number;
  /** End of the heading itself. */
  headingEnd: number;
  end: number;
}
