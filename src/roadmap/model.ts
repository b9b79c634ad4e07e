/**
 * What one roadmap file says, as plain values. These are the words of the whole project: see docs/vocabulary.md.
 * Nothing here knows GitHub's answers; a Reference is only what the text points to.
 */

export type Status = 'planned' | 'in-progress' | 'done' | 'slipped' | 'dropped';

export const STATUSES: readonly Status[] = ['planned', 'in-progress', 'done', 'slipped', 'dropped'];

/**
 * A stretch of the file. Lines and columns are 1-based; columns and offsets count UTF-16 units; `endColumn` and
 * `endOffset` are exclusive, so `text.slice(startOffset, endOffset)` is the stretch itself.
 */
export interface SourceRange {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  startOffset: number;
  endOffset: number;
}

export type ReferenceKind = 'issue' | 'pull' | 'discussion' | 'milestone' | 'project';

/** A pointer to something on GitHub. A bare `#1` has kind `issue` until GitHub says otherwise. */
export interface Reference {
  kind: ReferenceKind;
  owner: string;
  /** null for an organisation's or a person's project only. */
  repo: string | null;
  number: number;
  line: number;
  /** The text that a reader sees for it: the link's label, or the reference as written. */
  text: string;
  range: SourceRange;
}

export interface Target {
  /** As the file says it: `1.7.0`, `Q3 2021`, `Later`. */
  text: string;
  kind: 'release' | 'timeframe' | 'horizon';
  /** First and last day, `YYYY-MM-DD`, both inclusive; null where the target says no time. A release may have both. */
  start: string | null;
  end: string | null;
  /** The milestone that the section or the item is bound to by a link. */
  milestone: Reference | null;
  /** Where the target is said: at the item, or at the heading or parent that gives it. */
  range: SourceRange;
}

/** A heading or a grouping bullet, in document order. */
export interface Section {
  title: string;
  line: number;
  endLine: number;
  /** 1–6 for headings; deeper for bold leads and grouping bullets. */
  level: number;
  /** Titles of the sections around it, outermost first, without its own. */
  path: string[];
  /** What the section itself names; inherited targets are not repeated here. */
  target: Target | null;
  status: Status | null;
}

export interface Item {
  /**
   * Ten hexadecimal digits. From `parse` alone: a digest of title, section path and occurrence. Matched with a stored
   * reading it is the stored one's, whatever was reworded or moved since.
   */
  id: string;
  line: number;
  endLine: number;
  /** Plain text, without numbering, status marks and area tags. Never empty. */
  title: string;
  /** Plain text beside the title; '' when there is none. */
  description: string;
  /** Titles of the sections that the item stands in, outermost first. */
  path: string[];
  /** Index in `Roadmap.items` of the item that this is a sub-item of. */
  parent: number | null;
  status: Status;
  target: Target | null;
  areas: string[];
  /** Once each, in order. */
  references: Reference[];
  /** The text says that a reference is still to come. */
  placeholder: boolean;
  range: SourceRange;
  /** It wants no issue: `<!-- milepost: untracked -->` stands at it, or at its section. */
  untracked: boolean;
  /** The placeholder's own text (`Issue coming soon`), null where there is none. */
  placeholderRange: SourceRange | null;
}

/** A fault or an oddity that reading alone can see. `rule` is one of the rules under src/plan/rules. */
export interface Problem {
  rule: 'unreadable-file' | 'no-items' | 'unreadable-timeframe' | 'mojibake' | 'detached-row' | 'broken-hatch';
  /** What was found, what was expected, what to do. */
  message: string;
  line: number;
  range: SourceRange;
  /** The text that should stand there instead, where one is known. */
  suggestion: string | null;
}

export interface Roadmap {
  /** The path as given, relative to the repository where there is one. */
  file: string;
  /** `owner/name`, null when the file belongs to no known repository. */
  repo: string | null;
  title: string | null;
  /** The file's own "Last updated"; `date` is `YYYY-MM-DD` (the first day of what is said), null when unreadable. */
  lastUpdated: { text: string; date: string | null; line: number; range: SourceRange } | null;
  sections: Section[];
  /** In document order. */
  items: Item[];
  problems: Problem[];
  /** References that stand outside every item: the project board in the introduction, a milestone in a heading. */
  pointers: Reference[];
}

/** What `parse` must be told besides the text. */
export interface ReadingContext {
  /** Path of the file, used for relative links and as `Roadmap.file`. */
  file: string;
  /** `owner/name`; null when unknown: then bare `#1` and relative links are no references. */
  repo: string | null;
  /** Web host whose URLs are references, with port if any: `github.com`. */
  host: string;
  /** `YYYY-MM-DD`: date of the file's last commit, or today for a file outside git. A timeframe without a year needs it. */
  asOf: string;
}
