/**
 * What a sync remembers from one time to the next. The app's memory is the store (store-memory.ts); a run of the command
 * line has only the markers on GitHub (run-memory.ts).
 */
import type { Ledger } from '../../github/ledger.ts';
import type { Conversation } from '../../plan/conversation.ts';
import type { Base } from '../../plan/model.ts';
import type { Observation, ObservedRepository } from '../../plan/observation.ts';
import type { RoadmapView } from '../../plan/view/view.ts';

/** The last reading of one roadmap file. */
export interface StoredReading {
  path: string;
  /** Git's id of the file that was read. */
  blobOid: string;
  /** Ids of the configuration files that it was read under. */
  configurationOid: string;
  /** Day (`YYYY-MM-DD`) of the file's last commit when it was read. */
  asOf: string;
  base: Base;
  /** The Plan of this reading was carried out. After a first look it was not, and a push of the same file still is to. */
  settled: boolean;
  /**
   * It comes from a backup: what Milepost and people did after that is to be found on GitHub. What was agreed on then is
   * left out of `base`: nobody can tell any more who changed what. Absent: it is the newest.
   */
  isRestored?: boolean;
}

/** What GitHub said last about everything that one roadmap refers to. */
export interface KeptObservation {
  observed: Observation;
  /** ISO instant with which the last sync planned. */
  now: string;
}

/** The check run of each commit, so that none is written twice. */
export interface CheckMemory {
  /** `begun`: somebody was about to write it, and may have. null: nobody was. */
  find(headOid: string): Promise<{ digest: string; state: 'begun' | 'written' } | null>;
  /** Digest of the one that was written last, on whichever commit; null for none. */
  latest(): Promise<string | null>;
  /** Check runs may have been written that are not known here: the store was restored from a backup. */
  mayHaveForgotten(): Promise<boolean>;
  /** Before the call. */
  begin(headOid: string, digest: string): Promise<void>;
  /** After it. */
  written(headOid: string, digest: string, checkRunId: number): Promise<void>;
}

/** The dashboard issue of a repository. */
export interface StoredDashboard {
  number: number;
  /**
   * A person closed or deleted it: it is written no more, and there is never another one. `headOid` is the commit that the
   * roadmap was at when this was noticed. null while it is kept.
   */
  ended: { how: 'closed' | 'gone'; headOid: string } | null;
  /** Whose ticks were put back, and at which commit; null for nobody's since. `by` is null where GitHub does not say. */
  refused: { by: string | null; headOid: string } | null;
}

export interface DashboardMemory {
  find(): Promise<StoredDashboard | null>;
  /** Before one is opened: false when another process is at it, or has. Lasts some seconds; asking again renews it. */
  claim(): Promise<boolean>;
  /** Durable once it resolves. */
  save(dashboard: StoredDashboard): Promise<void>;
}

/** The repository as GitHub showed it. */
export type SeenRepository = Pick<ObservedRepository, 'owner' | 'name' | 'visibility'>;

/** What the pages of a repository's roadmaps show, and to whom. */
export interface PageMemory {
  /** Before GitHub is asked: what was seen then is not shown where it was hidden meanwhile. null: nothing is kept yet. */
  mark(): Promise<string | null>;
  /** GitHub has just shown the repository: by this its pages go at once. */
  confirm(seen: SeenRepository, mark: string): Promise<void>;
  /** Of a roadmap whose reading is remembered. A view that says the same is not written again. */
  save(path: string, view: RoadmapView, seen: SeenRepository, mark: string): Promise<void>;
  /** There are no other roadmaps to be shown. */
  keepOnly(paths: readonly string[]): Promise<void>;
}

/** Comments with commands, so that none is worked twice, and nobody asks without end. */
export interface CommandMemory {
  /** Before a comment is worked: what was known of it. `begun`: a process was at it, and may have answered. */
  begin(commentId: number): Promise<'new' | 'begun' | 'done'>;
  /** After the answer; `result` is for whoever looks into the store. */
  finish(commentId: number, result: object): Promise<void>;
  /** Counts a use of what anybody may use, once for a line; false for a person who has used it too often of late. */
  use(use: { login: string; commentId: number; line: number }): Promise<boolean>;
}

/** The memory of one repository. */
export interface Memory {
  readings(): Promise<StoredReading[]>;
  /** A roadmap file that was moved keeps its readings and its Ledger. */
  rename(from: string, to: string): Promise<void>;
  remember(reading: StoredReading, headOid: string): Promise<void>;
  /** A reading that says the same as the one that is stored was seen again, at this commit: little is written. */
  rememberAgain(path: string, headOid: string): Promise<void>;
  /** The configuration was looked at and found wrong: it is not looked at again until it changes. */
  rememberConfiguration(configurationOid: string): Promise<void>;
  /** What the roadmap points to, see src/plan/pointers.ts: events of just these wake it. */
  rememberPointers(path: string, pointers: string[]): Promise<void>;
  /** null where none is kept, or everything was looked at too long ago to speak of it still. */
  observation(path: string): Promise<KeptObservation | null>;
  /**
   * Over what was there, of a roadmap whose reading is remembered; only what changed is written. `isWhole`: everything was
   * looked at, not what was touched alone. null: nothing is known any more.
   */
  rememberObservation(path: string, kept: KeptObservation | null, isWhole: boolean): Promise<void>;
  ledger(path: string): Ledger;
  /** What people told Milepost about one roadmap; `NO_CONVERSATION` where nobody did. */
  conversation(path: string): Promise<Conversation>;
  /** Durable once it resolves. */
  saveConversation(path: string, conversation: Conversation): Promise<void>;
  /** null: this door writes no check run. */
  checks: CheckMemory | null;
  /** null: this door keeps no dashboard. */
  dashboards: DashboardMemory | null;
  /** null: this door keeps no pages. */
  pages: PageMemory | null;
  /** null: this door works no commands. */
  commands: CommandMemory | null;
}
