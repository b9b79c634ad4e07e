/**
 * What the sandbox remembers, as plain mutable records. `kind` is the name of the GraphQL type, so that one record
 * serves REST, GraphQL and webhooks alike. Instants are ISO strings without milliseconds, as GitHub prints them.
 */
import type { KeyObject } from 'node:crypto';
import type { GitStore } from './git-store.ts';

export type Visibility = 'public' | 'internal' | 'private';
export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';
export type Level = 'read' | 'write' | 'admin';
/** By GitHub's names: `issues`, `checks`, `contents`, `metadata`, … */
export type Permissions = Readonly<Record<string, Level>>;

export interface Account {
  kind: 'User' | 'Organization' | 'Bot';
  id: number;
  nodeId: string;
  login: string;
  createdAt: string;
  /** Of an organization: lower-cased login → role. */
  members: Map<string, 'member' | 'admin'>;
  /** Of an organization, by slug. */
  teams: Map<string, Team>;
}

export interface Team {
  kind: 'Team';
  id: number;
  nodeId: string;
  organization: Account;
  slug: string;
  /** Lower-cased logins. */
  members: Set<string>;
  /** Repository id → role. */
  roles: Map<number, Role>;
}

export interface App {
  id: number;
  nodeId: string;
  slug: string;
  name: string;
  clientId: string;
  /** null: nobody signs in to it. */
  clientSecret: string | null;
  /** Where people who signed in are sent back to. */
  callbackUrls: string[];
  /** Whether tokens of people last eight hours, or until they are revoked. */
  userTokensExpire: boolean;
  owner: Account;
  bot: Account;
  publicKey: KeyObject | null;
  webhookSecret: string | null;
  webhookUrl: string | null;
  /** Events subscribed to. `installation` and `installation_repositories` come without. */
  events: string[];
  permissions: Permissions;
  createdAt: string;
}

export interface Installation {
  id: number;
  app: App;
  account: Account;
  selection: 'all' | 'selected';
  repositoryIds: Set<number>;
  permissions: Permissions;
  events: string[];
  suspendedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** Who did something: the account shown, and the app it came through. */
export interface Author {
  account: Account;
  app: App | null;
}

export interface Repository {
  kind: 'Repository';
  id: number;
  nodeId: string;
  owner: Account;
  name: string;
  description: string | null;
  visibility: Visibility;
  archived: boolean;
  issuesEnabled: boolean;
  discussionsEnabled: boolean;
  defaultBranch: string;
  /** Patterns of branches that only administrators push to: `main`, `release/*`, `**`. */
  protectedBranches: string[];
  createdAt: string;
  updatedAt: string;
  pushedAt: string | null;
  git: GitStore;
  /** The repository that this one was forked from. */
  forkOf: Repository | null;
  /** Lower-cased login → role of outside and inside collaborators. */
  roles: Map<string, Role>;
  /** By number: issues and pull requests share the numbers, with discussions. */
  issues: Map<number, Issue>;
  discussions: Map<number, Discussion>;
  /** Numbers that were issues: deleted ones, or where they went. */
  gone: Map<number, 'deleted' | Issue>;
  /** By lower-cased name. */
  labels: Map<string, Label>;
  milestones: Map<number, Milestone>;
  releases: Release[];
  checkRuns: CheckRun[];
  /** Lower-cased logins of those whose pull requests were merged. */
  contributors: Set<string>;
  nextNumber: number;
  nextMilestoneNumber: number;
}

export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';

export interface PullRequestPart {
  headRef: string;
  headSha: string;
  headRepository: Repository | null;
  baseRef: string;
  baseSha: string;
  draft: boolean;
  mergedAt: string | null;
  mergedBy: Account | null;
  mergeCommitSha: string | null;
  /** Of a pull request from a fork: who may push to the base may push to the head. */
  maintainerCanModify: boolean;
  reviewComments: ReviewComment[];
  reviews: Review[];
  /** Of the merge queue, while it waits there. */
  mergeGroup: MergeGroup | null;
}

export interface MergeGroup {
  headRef: string;
  headSha: string;
  baseSha: string;
}

/** A comment on lines of the changes. https://docs.github.com/rest/pulls/comments */
export interface ReviewComment {
  kind: 'PullRequestReviewComment';
  id: number;
  nodeId: string;
  issue: Issue;
  reviewId: number;
  body: string;
  author: Author;
  path: string;
  line: number;
  startLine: number | null;
  side: 'LEFT' | 'RIGHT';
  commitId: string;
  diffHunk: string;
  inReplyTo: ReviewComment | null;
  reactions: Reaction[];
  createdAt: string;
  updatedAt: string;
}

export interface Review {
  kind: 'PullRequestReview';
  id: number;
  nodeId: string;
  issue: Issue;
  body: string;
  author: Author;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
  commitId: string;
  submittedAt: string;
}

export interface Issue {
  kind: 'Issue' | 'PullRequest';
  id: number;
  nodeId: string;
  repository: Repository;
  number: number;
  title: string;
  body: string | null;
  author: Author;
  state: 'open' | 'closed';
  stateReason: StateReason | null;
  locked: boolean;
  lockReason: string | null;
  pinned: boolean;
  labels: Label[];
  assignees: Account[];
  milestone: Milestone | null;
  comments: Comment[];
  reactions: Reaction[];
  pull: PullRequestPart | null;
  createdAt: string;
  updatedAt: string;
  /** When the body was edited last, and by whom; null for never. */
  lastEditedAt: string | null;
  editor: Account | null;
  closedAt: string | null;
  closedBy: Account | null;
}

export interface Comment {
  kind: 'IssueComment';
  id: number;
  nodeId: string;
  issue: Issue;
  body: string;
  author: Author;
  reactions: Reaction[];
  /** `outdated`, `resolved`, `off-topic`, …: hidden behind a click; null for all others. */
  minimized: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface Reaction {
  kind: 'Reaction';
  id: number;
  nodeId: string;
  content: string;
  user: Account;
  createdAt: string;
}

export interface Discussion {
  kind: 'Discussion';
  id: number;
  nodeId: string;
  repository: Repository;
  number: number;
  title: string;
  body: string;
  author: Author;
  closed: boolean;
  closedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface Label {
  kind: 'Label';
  id: number;
  nodeId: string;
  repository: Repository;
  name: string;
  color: string;
  description: string | null;
}

export interface Milestone {
  kind: 'Milestone';
  id: number;
  nodeId: string;
  repository: Repository;
  number: number;
  title: string;
  description: string | null;
  state: 'open' | 'closed';
  creator: Account;
  /** `YYYY-MM-DD`: GitHub keeps a day and prints midnight in California. */
  dueOn: string | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
}

export interface Release {
  kind: 'Release';
  id: number;
  nodeId: string;
  repository: Repository;
  tagName: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  author: Account;
  createdAt: string;
  publishedAt: string | null;
}

export interface Annotation {
  path: string;
  start_line: number;
  end_line: number;
  start_column: number | null;
  end_column: number | null;
  annotation_level: 'notice' | 'warning' | 'failure';
  message: string;
  title: string | null;
  raw_details: string | null;
}

export interface CheckAction {
  label: string;
  description: string;
  identifier: string;
}

export interface CheckRun {
  kind: 'CheckRun';
  id: number;
  nodeId: string;
  repository: Repository;
  suiteId: number;
  app: App;
  name: string;
  headSha: string;
  externalId: string;
  detailsUrl: string | null;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  startedAt: string | null;
  completedAt: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  annotations: Annotation[];
  actions: CheckAction[];
}

/** A git object seen through a repository: what GraphQL calls Blob, Tree, Commit and Ref. */
export interface BlobView {
  kind: 'Blob';
  repository: Repository;
  oid: string;
}
export interface TreeView {
  kind: 'Tree';
  repository: Repository;
  oid: string;
  /** Where the tree was reached: '' for a root. */
  path: string;
}
export interface CommitView {
  kind: 'Commit';
  repository: Repository;
  oid: string;
}
export interface RefView {
  kind: 'Ref';
  repository: Repository;
  /** Full: `refs/heads/main`. */
  name: string;
}
