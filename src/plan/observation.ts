/**
 * What GitHub says, at one moment, about everything a Roadmap refers to: plain values, made by `observe` in
 * src/github, read by `reconcile`. Keys are lower-cased, since GitHub's names do not distinguish case.
 */

export type Visibility = 'public' | 'internal' | 'private';

export interface ObservedRepository {
  /** GitHub's database id: survives renames and transfers. */
  id: number;
  owner: string;
  name: string;
  visibility: Visibility;
  archived: boolean;
  issuesEnabled: boolean;
  /** Milepost may write here: the installation covers it, or the token's user has at least triage. */
  writable: boolean;
}

export interface ObservedMilestone {
  number: number;
  title: string;
  /** `YYYY-MM-DD`, null when none. GitHub keeps a day, whatever time it prints. */
  dueOn: string | null;
  state: 'open' | 'closed';
  /** ISO instant; null while open, absent where nobody asked: then nothing is concluded from when it was closed. */
  closedAt?: string | null;
  url: string;
}

export interface ObservedRelease {
  tagName: string;
  name: string | null;
  /** ISO instant; null for a draft. */
  publishedAt: string | null;
  draft: boolean;
  prerelease: boolean;
}

export interface FoundReference {
  state: 'found';
  kind: 'issue' | 'pull' | 'discussion' | 'milestone';
  /** Where it is now: for a transferred issue not where the file says. */
  owner: string;
  repo: string;
  number: number;
  /** Set when the reference in the file led here through a transfer or a renamed repository. */
  moved: boolean;
  title: string;
  url: string;
  open: boolean;
  /** Of a closed issue; a merged pull request counts as completed, a closed one as not-planned. null while open. */
  stateReason: 'completed' | 'not-planned' | 'duplicate' | null;
  /** ISO instants. */
  createdAt: string | null;
  closedAt: string | null;
  milestone: ObservedMilestone | null;
  /** Opened by Milepost itself. */
  ownIssue: boolean;
  /** GraphQL node id; may be absent where nobody asked for a board. */
  nodeId?: string;
  /** Its card on the roadmap's board; null: it is not on it; absent where nobody asked, or it is no issue or pull request. */
  card?: ObservedCard | null;
}

/** An issue's card on the board. */
export interface ObservedCard {
  /** GraphQL node id. */
  id: string;
  archived: boolean;
  /** By field name, lower-cased: what the card shows. A field that is not in here is empty. */
  values: Record<string, string>;
}

/** One field of a board. Of single selects and iterations the options by name; an iteration that is over counts too. */
export interface ObservedField {
  id: string;
  name: string;
  type: 'single-select' | 'iteration' | 'text' | 'date' | 'other';
  options: { id: string; name: string }[];
}

export type ObservedBoard =
  | {
      state: 'found';
      /** GraphQL node id. */
      id: string;
      owner: string;
      number: number;
      title: string;
      url: string;
      /** Everybody can see it. */
      public: boolean;
      closed: boolean;
      /** Milepost may change it. null: nobody can tell before trying. */
      writable: boolean | null;
      fields: ObservedField[];
    }
  /** `user-owned`: GitHub hides people's own boards from apps. `absent`: none of that number, or none that may be seen. */
  | { state: 'absent'; reason: 'user-owned' | 'absent' | 'forbidden' | 'other-host'; named: string }
  /** GitHub did not answer this time; nothing may be concluded. */
  | { state: 'unobserved'; reason: string };

export type ObservedReference =
  | FoundReference
  /** The repository can be read, and nothing has that number there. */
  | { state: 'missing' }
  /** The repository cannot be read with this token, or does not exist: nobody can tell which, and nobody is told. */
  | { state: 'hidden' }
  /** GitHub did not answer for it this time; nothing may be concluded. */
  | { state: 'unobserved'; reason: string };

/** An issue that Milepost opened earlier, found through the marker in its body. */
export interface MarkedIssue {
  number: number;
  url: string;
  open: boolean;
  createdAt: string;
  marker: IssueMarkerData;
}

/** What an opened issue's hidden marker says. The item's words at that time are kept so that a reworded item is known. */
export interface IssueMarkerData {
  roadmap: string;
  item: string;
  title: string;
  path: string[];
  /** Item ids that waited above the limit when this issue was opened: they go on only with a person's word. */
  waiting: string[];
}

/** A slip comment that Milepost wrote earlier, found through its marker. */
export interface MarkedComment {
  /** `owner/repo#number` of the issue, lower-cased. */
  issue: string;
  commentId: number;
  marker: SlipMarkerData;
}

export interface SlipMarkerData {
  roadmap: string;
  item: string;
  /** Key of the missed target, see `missKey`. */
  missed: string;
}

export interface Observation {
  repository: ObservedRepository;
  /** By `referenceKey`. A reference that is not in here was not asked for (a project). */
  references: Record<string, ObservedReference>;
  /** By `owner/name` lower-cased: every repository referred to. null: cannot be read or does not exist. */
  repositories: Record<string, ObservedRepository | null>;
  /** The roadmap's own repository: all milestones, open and closed. */
  milestones: ObservedMilestone[];
  /** The newest hundred releases of the roadmap's own repository. */
  releases: ObservedRelease[];
  /** null where nobody looked: then only the Ledger knows what was opened. */
  markedIssues: MarkedIssue[] | null;
  markedComments: MarkedComment[] | null;
  /** The board that the Policy names for this roadmap; null or absent: it names none. */
  board?: ObservedBoard | null;
}

/** `owner/repo#12`, `owner/repo/milestone/3`, `owner/repo/discussions/4`, lower-cased; a pull request shares the issues' numbers. */
export function referenceKey(reference: { kind: string; owner: string; repo: string | null; number: number }): string {
  const repository = `${reference.owner}/${reference.repo ?? ''}`;
  switch (reference.kind) {
    case 'milestone':
      return `${repository}/milestone/${reference.number}`.toLowerCase();
    case 'discussion':
      return `${repository}/discussions/${reference.number}`.toLowerCase();
    case 'project':
      return `${repository}/projects/${reference.number}`.toLowerCase();
    default:
      return `${repository}#${reference.number}`.toLowerCase();
  }
}
