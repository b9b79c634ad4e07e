/** What one sync came to: what the check run, the log and the terminal tell. */
import type { PolicyProblem, Policy } from '../policy/policy.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Hold, Operation, OperationResult, Plan } from './model.ts';

export type OperationOutcome =
  /** `earlier`: it had happened before, by another process or before a lost answer; nothing was written now. */
  | { state: 'done'; result: OperationResult; earlier: boolean }
  | { state: 'held'; hold: Hold }
  /** Not this time: plan mode, a first look, Milepost's own event. */
  | { state: 'withheld'; reason: string }
  /** GitHub said no, and says why: a missing permission, issues switched off, a locked conversation. */
  | { state: 'refused'; reason: string };

export interface OperationReport {
  operation: Operation;
  outcome: OperationOutcome;
}

/**
 * Fingerprint of what is left to do: of the Operations that are not done. It is the one that the next Plan will have, so
 * it is the one that an approval names.
 */
export const fingerprintOfLeft = (reports: readonly OperationReport[]): string =>
  fingerprintOf(reports.filter(({ outcome }) => outcome.state !== 'done').map(({ operation }) => operation));

/** One edit of the roadmap file, as a report tells it. */
export interface EditReport {
  /** Key of its Proposal. */
  key: string;
  /** Plain text, roadmap text in it not yet inert. */
  summary: string;
}

/** What became of a roadmap's standing pull request. */
export interface StandingReport {
  /**
   * `none`: there is nothing to propose. `closed`: nobody wants it, or nothing was left in it. `merged`: since the last sync.
   * `refused`: GitHub would not have it, or it had to be left as it is; `reason` says why and what to do.
   */
  state: 'none' | 'open' | 'closed' | 'merged' | 'refused';
  /** Of the pull request, also of one that could not be brought up to date; null for none. */
  number: number | null;
  url: string | null;
  /** A sentence; null where there is nothing to say. */
  reason: string | null;
  /** What it holds. */
  edits: EditReport[];
  /** What it does not hold: refused by a person, or not to be written exactly (`message`). */
  refusedEdits: (EditReport & { by: 'person' | 'file'; message: string | null })[];
  /** Keys of the edits that the file says by itself. */
  said: string[];
  /** Something was written now. */
  isWritten: boolean;
}

export interface RoadmapReport {
  file: string;
  /** How many Items were read; with 0 the summary says what the reader saw instead. */
  items: number;
  /** How many references the Items have, each counted where it stands; left out where nobody counted. */
  references?: number;
  /** How many references GitHub did not answer for this time, so that nothing was concluded about them; absent for none. */
  unobserved?: number;
  /** Why GitHub did not tell of the board this time, to follow a colon; absent where it did, or where there is none. */
  boardUnobserved?: string;
  /** Why GitHub refused changes of cards that are not told one by one: each reason once; absent for none. */
  boardRefused?: string[];
  plan: Plan;
  outcomes: OperationReport[];
  /** Absent where nothing is proposed from this door, or not this time. */
  pull?: StandingReport;
}

/** What became of the dashboard issue. */
export type DashboardOutcome =
  /** `unchanged`: it said already what there is to say. */
  | { state: 'written' | 'unchanged'; number: number }
  /** A person closed it, or it is gone: deleted or moved away. `isNews`: noticed at this commit. */
  | { state: 'ended'; number: number; how: 'closed' | 'gone'; isNews: boolean }
  /** Issues are switched off, a permission is missing; `number` is null where there is none yet. */
  | { state: 'refused'; number: number | null; reason: string };

export interface SyncReport {
  repo: string;
  /** Commit that was looked at. */
  headOid: string;
  /** What started it; a first look writes nothing but the check run. */
  occasion: 'push' | 'first-look' | 'own-event' | 'manual';
  mode: Policy['mode'] | null;
  policyProblems: PolicyProblem[];
  /** Empty when no roadmap file was found. */
  roadmaps: RoadmapReport[];
  /** Paths looked for when none was found. */
  searched: string[];
  requests: { graphql: number; rest: number };
  /** The roadmaps refer to what not everybody can read: how many requests that took would tell whether it exists. */
  hasPrivateReferences?: boolean;
  /** null or absent: this sync had nothing to do with one. */
  dashboard?: DashboardOutcome | null;
}
