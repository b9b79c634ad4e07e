import type { Revision } from '../../roadmap/history/history.ts';

/** A revision as a source gives it: `problem` says why its text could not be had, and `text` is then null. */
export type SourcedRevision = Revision & { problem?: string };

/** All revisions of one roadmap file, wherever they come from. */
export interface RevisionSource {
  /** The file's path today. */
  path: string;
  /** `owner/name`; null when unknown. */
  repo: string | null;
  count: number;
  /** What a person should know of the story before believing it: that it is cut off, and how to get the rest. */
  notes: string[];
  /** Oldest first. To be gone through once, to its end or closed by `return`. */
  revisions: AsyncIterable<SourcedRevision>;
}

/** Enough for any file that people plan with; a history made to be long ends here. The newest ones are kept. */
export const MAX_REVISIONS = 5_000;

/** Told where there are more. */
export const tooManyRevisions = (path: string, limit: number): string =>
  `${path} has more than ${limit} revisions: the newest ${limit} are told.`;
