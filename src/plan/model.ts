/**
 * What should be done about a Roadmap: Findings and Operations, plain values in a fixed order. Check, comment, page,
 * command line and `apply` are readers of one Plan; none of them compares anything again.
 */
import type { Reference, SourceRange, Status } from '../roadmap/model.ts';
import type { Proposal } from './proposal.ts';

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
  /** Of an Item whose target was moved later and is still to come: it is told, and is not late. */
  isAhead?: true;
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
  reason: 'date-passed' | 'milestone-due' | 'milestone-closed' | 'release-published' | 'file-says-so' | 'moved-later';
  /** One key for one missed target, see `missKey`: `undated` for an item that only says that it slipped. */
  missedKey: string;
  missed: string | null;
  /** `YYYY-MM-DD`: last day of the missed target, or due date of its milestone, where it has one. */
  missedOn: string | null;
  now: string | null;
  /** `YYYY-MM-DD`: last day of the target that an item was moved to, where that has one. */
  nowOn?: string;
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

/** Creates a milestone that the roadmap names and its repository lacks; only with `milestones.create`. */
export interface CreateMilestone extends OperationBase {
  kind: 'create-milestone';
  /** The roadmap's own repository. */
  repository: RepositoryName & { id: number };
  title: string;
  /** `YYYY-MM-DD`: last day of the timeframe; null where the roadmap names none. */
  dueOn: string | null;
}

/** Sets the milestone of an issue that has none. */
export interface SetMilestone extends OperationBase {
  kind: 'set-milestone';
  /** In the roadmap's own repository. */
  issue: IssueAddress;
  /** null for one that an Operation of the same Plan creates first. */
  milestone: number | null;
  title: string;
}

/** An organisation's project, as Operations name it. */
export interface BoardAddress {
  /** GraphQL node id. */
  id: string;
  owner: string;
  number: number;
  title: string;
}

/** What a card's field says beside its Status: each follows one thing that the roadmap says. */
export type CardFacet = 'status' | 'target' | 'date' | 'lane';

/** One field of a card as it is to be. Options and iterations were matched by name: none is ever made or edited. */
export interface FieldWrite {
  facet: CardFacet;
  fieldId: string;
  fieldName: string;
  value: { optionId: string } | { iterationId: string } | { text: string } | { date: string };
  /** What people will read on the card. */
  shown: string;
  /** What they read there now; null for an empty field. */
  before: string | null;
}

interface CardOperationBase extends OperationBase {
  board: BoardAddress;
  issue: IssueAddress;
  /** As for `CommentSlip`. */
  privateIssue?: true;
  /** Set when not everybody who reads the roadmap can see the board. */
  privateBoard?: true;
  fields: FieldWrite[];
}

/** Puts an issue on the board, and fills the fields of its new card. */
export interface AddCard extends CardOperationBase {
  kind: 'add-card';
  /** GraphQL node id of the issue. */
  contentId: string;
}

/** Moves a card: writes fields that are empty, or that the roadmap has moved on from. */
export interface UpdateCard extends CardOperationBase {
  kind: 'update-card';
  cardId: string;
}

export type CardOperation = AddCard | UpdateCard;
export type SlipOperation = CommentSlip | UpdateSlipComment;
export type MilestoneOperation = CreateMilestone | SetMilestone;

/** One write that would settle a Finding. Each kind has just the fields it needs. */
export type Operation = OpenIssue | SlipOperation | MilestoneOperation | CardOperation;

export interface Plan {
  /** Path of the roadmap file, and `owner/name`. */
  file: string;
  repo: string;
  /** Ordered by line, column, rule, message. */
  findings: Finding[];
  /** In document order, then by kind and key; the held ones included. */
  operations: Operation[];
  /** Edits of the roadmap file for the standing pull request, in document order; what was refused is not among them. */
  proposals: Proposal[];
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
  /** Of one that is begun, where a store keeps it: what it was to do. */
  operation?: Operation;
}

export interface OperationResult {
  number: number | null;
  commentId: number | null;
  url: string | null;
  /** For slip comments: the target that the comment speaks of. */
  missedKey: string | null;
}

/** What an item was planned for before. */
export interface EarlierTarget {
  text: string;
  end: string | null;
  /** Absent in older readings. */
  kind?: 'release' | 'timeframe' | 'horizon';
  start?: string | null;
  /** Day (`YYYY-MM-DD`) on which another target was first seen in its place. */
  leftOn?: string;
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
  earlierTargets: EarlierTarget[];
  /** By which it is known again when it is reworded, the issue that Milepost opened among them; absent in older readings. */
  references?: Pick<Reference, 'kind' | 'owner' | 'repo' | 'number'>[];
  /** Index in `Base.items` of the item that it is a sub-item of. */
  parent?: number | null;
  /** What roadmap, issue and board last agreed on; absent before they first did. */
  agreed?: Agreed;
}

/** What an Item's issues say of its work; null where nobody can tell, or not everybody may know. */
export type IssueState = 'open' | 'done' | 'dropped';

/**
 * What the sides last agreed on, each facet by itself: with it one can tell who changed. An absent facet was never agreed
 * on (first contact). Values that differ are here too once nobody disputes them: a column that stands for no status.
 */
export interface Agreed {
  /** Raised by one with every change: part of the keys of what may be written again (A, B, then A once more). */
  revision: number;
  /** The card that the facets speak of: `owner/number` of its board, and `issueKey`. Absent: there was none yet. */
  card?: { board: string; issue: string };
  status?: AgreedStatus;
  /** What the roadmap said (`missedTargetKey`, day, section title), and what the card showed. */
  target?: AgreedWord;
  date?: AgreedWord;
  lane?: AgreedWord;
  /** `missedTargetKey` of the milestone that the item is planned for, and the number of the one on each of its issues. */
  milestone?: { roadmap: string | null; issues: Record<string, number | null> };
}

interface AgreedOn {
  /** Revision with which it came. */
  revision: number;
  /** Day (`YYYY-MM-DD`) on which Milepost first saw it so. */
  on: string;
}

export interface AgreedStatus extends AgreedOn {
  roadmap: Status;
  issue: IssueState | null;
  /** Option name on the card, null for an empty field; absent while the card never agreed. */
  column?: string | null;
}

export interface AgreedWord extends AgreedOn {
  roadmap: string | null;
  card: string | null;
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
