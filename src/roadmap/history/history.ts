/** What the revisions of one roadmap file say about each Item's life, as plain values. */
import type { Change } from '../identity/identified.ts';
import type { Status, Target } from '../model.ts';

/** Who wrote a revision, and when. */
export interface RevisionStamp {
  /** 40 hexadecimal digits. */
  commit: string;
  /** Instant of the commit, ISO 8601 in UTC. */
  committedAt: string;
  /** The author's login where GitHub knows it, else the name in the commit; null when neither is known. Never an address. */
  author: string | null;
}

/** The file as one commit left it. */
export interface Revision extends RevisionStamp {
  /** Where the file stood then: it may have been renamed since. */
  path: string;
  /** null where the commit removed the file. */
  text: string | null;
}

/** One thing that a revision did to an Item. `returned`: it is there again after it was gone. */
export interface LifeEvent extends RevisionStamp {
  kind: 'added' | 'returned' | 'removed' | Change;
  /**
   * What changed, in the words of `kind`: title, section path joined by ` › `, target text, or status; null where there was none.
   * Of a release that was only put off, the last days stand behind: `v1.7 (2026-05-31)`.
   */
  from: string | null;
  to: string | null;
  /** Of `retargeted` only: the target moved later. */
  slip: boolean;
  /** Of a slip between two targets that say a time: days from the old last day to the new one; else null. */
  slippedDays: number | null;
  /** What the Item is planned for, and how it stands, after this revision. */
  target: LifeTarget | null;
  status: Status;
}

/** A target without its place in the file. An unchanged one keeps the days that it was first read as. */
export type LifeTarget = Pick<Target, 'text' | 'kind' | 'start' | 'end'>;

/** How an Item's life ended, or that it goes on. `vanished`: it was taken out of the file while it was still open. */
export type LifeState = 'open' | 'done' | 'dropped' | 'vanished';

export interface Life {
  /** The Item's id, the same in all revisions. */
  id: string;
  /** As the last revision that has the Item says it. */
  title: string;
  path: string[];
  status: Status;
  target: Target | null;
  /** 1-based, in the last revision that has it. */
  line: number;
  /** Of a sub-item: the id of its parent in that revision. */
  parent: string | null;
  firstSeen: RevisionStamp;
  /** The last revision that has it. */
  lastSeen: RevisionStamp;
  /** In the order of the revisions, beginning with `added`. */
  events: LifeEvent[];
  timesSlipped: number;
  /** Sum of `slippedDays`; 0 when none is known. */
  daysSlipped: number;
  state: LifeState;
  /** When it was done, dropped, or taken out; null while it is open. */
  ended: RevisionStamp | null;
}

/** A revision that could not be read, or read only in part, and why. It changes no Item's life. */
export interface SkippedRevision extends RevisionStamp {
  message: string;
}

export interface History {
  /** The path of the newest revision. */
  file: string;
  /** `owner/name`, null when unknown. */
  repo: string | null;
  /** How many revisions were read. */
  revisions: number;
  first: RevisionStamp | null;
  last: RevisionStamp | null;
  /** Items of the newest revision in document order, then what is gone, newest first. */
  lives: Life[];
  skipped: SkippedRevision[];
}
