/**
 * What should be done about a Roadmap: Findings and Operations, plain values in a fixed order. Check, comment, page,
 * command line and `apply` are readers of one Plan; none of them compares anything again.
 */
import type { Reference, SourceRange } from '../roadmap/model.ts';

export type Severity = 'error' | 'warning' | 'info';

/** One disagreement between Roadmap and Observation, or a fault in the file. */
export interface Finding {
  /** Id of the rule, also the name of its page under docs/rules. */
  rule: string;
  severity: Severity;
  /** What was found, what was expected, what to do: plain text, roadmap text in it shortened. */
  message: string;
  /** Path of the roadmap file. */
  file: string;
  range: SourceRange;
  /** The Item concerned, null for a fault of the file as a whole. */
  item: string | null;
  /** Replacement for exactly `range`, where one is known. */
  suggestion: string | null;
}

/**
 * Why an Operation is not carried out by a sync on its own: it lies above the limit, or it is only offered (the item
 * was late before Milepost first saw the file). `milepost apply --approve FINGERPRINT` or a tick lifts it.
 */
export type Hold = 'limit' | 'offered';

export interface RepositoryName {
  owner: string;
  name: string;
}

export interface IssueAddress {
  owner: string;
  repo: string;
  number: number;
}

/** The Item as an Operation speaks of it. */
export interface OperationItem {
  id: string;
  title: string;
  description: string;
  path: string[];
  line: number;
  endLine: number;
  /** The target as the file says it, null for none. */
  target: string | null;
}

/** Why an Item counts as slipped. `missed` is the text of the target that was missed; `now` the one it has today. */
export interface Slip {
  reason: 'date-passed' | 'milestone-closed' | 'release-published' | 'file-says-so' | 'moved-later';
  /** One key for one missed target: lower-cased text, `undated` for an item that only says that it slipped. */
  missedKey: string;
  missed: string | null;
  /** `YYYY-MM-DD`: last day of the missed target, where it has one. */
  missedOn: string | null;
  now: string | null;
}

interface OperationBase {
  /** What it is for, the same in every sync and through every door: `open-issue:<repository id>:<path>:<item id>`. */
  key: string;
  item: OperationItem;
  hold: Hold | null;
}

export interface OpenIssue extends OperationBase {
  kind: 'open-issue';
  /** The roadmap's own repository. */
  repository: RepositoryName & { id: number };
  reason: 'placeholder' | 'slipped' | 'unreferenced';
  labels: string[];
  /** Number of the milestone to set, null for none. */
  milestone: number | null;
  slip: Slip | null;
}

export interface CommentSlip extends OperationBase {
  kind: 'comment-slip';
  issue: IssueAddress;
  /**
   * Set when the issue lies in another repository that is not public: where the roadmap's readers read, neither its
   * address nor that it is open may be told.
   */
  privateIssue?: true;
  slip: Slip;
}

export interface UpdateSlipComment extends OperationBase {
  kind: 'update-slip-comment';
  issue: IssueAddress;
  /** As for `CommentSlip`. */
  privateIssue?: true;
  commentId: number;
  slip: Slip;
}

/** One write that would settle a Finding. Each kind has just the fields it needs. */
export type Operation = OpenIssue | CommentSlip | UpdateSlipComment;

export interface Plan {
  /** Path of the roadmap file, and `owner/name`. */
  file: string;
  repo: string;
  /** Ordered by line, column, rule, message. */
  findings: Finding[];
  /** In document order, then by kind and key; the held ones included. */
  operations: Operation[];
  /** Sixteen hexadecimal digits over the Operations without their lines and holds: time and a shifted line void no approval. */
  fingerprint: string;
}

/** A Ledger entry as `reconcile` reads it: a snapshot, by key. */
export interface LedgerRecord {
  key: string;
  kind: Operation['kind'];
  state: 'waiting' | 'begun' | 'done' | 'failed';
  /** Why a waiting one waits; absent or null counts as `limit`. */
  hold?: Hold | null;
  /** What came of it: the issue opened, the comment written. */
  result: OperationResult | null;
}

export interface OperationResult {
  number: number | null;
  commentId: number | null;
  url: string | null;
  /** For slip comments: the target that the comment speaks of. */
  missedKey: string | null;
}

/** What the store remembers of an Item from the last reading. */
export interface BaseItem {
  id: string;
  title: string;
  path: string[];
  line: number;
  target: { text: string; kind: 'release' | 'timeframe' | 'horizon'; start: string | null; end: string | null } | null;
  status: string;
  /** Keys of the targets that were missed already when Milepost first saw the Item with them: offered, never opened by itself. */
  missedBefore: string[];
  /** Issue that Milepost opened for it. */
  issue: number | null;
  /** Earlier targets, oldest first: what the item was retargeted from while Milepost watched. */
  earlierTargets: { text: string; end: string | null }[];
  /** By which it is known again when it is reworded, the issue that Milepost opened among them; absent in older readings. */
  references?: Pick<Reference, 'kind' | 'owner' | 'repo' | 'number'>[];
  /** Index in `Base.items` of the item that it is a sub-item of. */
  parent?: number | null;
}

/** The last reading; null when the roadmap was never read before. */
export interface Base {
  items: BaseItem[];
  /**
   * Items of earlier readings that are not in the file, or ignored there, and have an issue that Milepost opened, the
   * latest last: should they come back, the issue is theirs. Absent: none.
   */
  gone?: BaseItem[];
}
