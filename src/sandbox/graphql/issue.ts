/** Issues, pull requests, their comments, and discussions. */
import { allows, authorOf, canSee } from '../access.ts';
import { authorAssociation, commentUrl, issueUrl } from '../json/issue.ts';
import { issuesToClose } from '../closing-keywords.ts';
import { countLines } from '../file-changes.ts';
import type { PullRequest } from '../pull-requests.ts';
import { changesOf, commitsOf, mergeability } from '../pull-state.ts';
import type { Comment, Discussion, Issue, Reaction } from '../records.ts';
import { fullName, webUrl } from '../world.ts';
import { connection } from './connection.ts';
import { contentProjectFields } from './project.ts';
import type { Fields, GraphqlContext } from './context.ts';
import { stateOf } from './issue-filters.ts';

/** What issues and pull requests have alike. */
const common: Fields<Issue> = {
  ...contentProjectFields,
  id: (issue) => issue.nodeId,
  databaseId: (issue) => issue.id,
  fullDatabaseId: (issue) => String(issue.id),
  body: (issue) => issue.body ?? '',
  bodyText: (issue) => issue.body ?? '',
  url: (issue, _args, { world }) => issueUrl(world, issue),
  resourcePath: (issue) => `/${fullName(issue.repository)}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`,
  state: (issue) => stateOf(issue),
  closed: (issue) => issue.state === 'closed',
  author: (issue) => issue.author.account,
  authorAssociation: (issue) => authorAssociation(issue, issue.author),
  activeLockReason: (issue) => issue.lockReason?.toUpperCase().replace(/[ -]/, '_') ?? null,
  publishedAt: (issue) => issue.createdAt,
  labels: (issue, args, _context, info) => connection(issue.labels, args, info),
  assignees: (issue, args, _context, info) => connection(issue.assignees, args, info),
  comments: (issue, args, _context, info) => {
    const { direction } = (args['orderBy'] ?? {}) as { direction?: string };
    return connection(direction === 'DESC' ? issue.comments.toReversed() : issue.comments, args, info);
  },
  reactions: (issue, args, _context, info) => connection(issue.reactions.map(reactionView), args, info),
  viewerDidAuthor: (issue, _args, context) => isViewer(issue, context),
  viewerCanUpdate: (issue, _args, context) => isViewer(issue, context) || mayWrite(issue, context),
  viewerCanLabel: (issue, _args, context) => mayWrite(issue, context),
};

const isViewer = (issue: Issue, { actor }: GraphqlContext): boolean => authorOf(actor).account === issue.author.account;

const mayWrite = (issue: Issue, { actor }: GraphqlContext): boolean =>
  allows(actor, issue.repository, issue.pull ? 'pull_requests' : 'issues', 'write');

export const issueFields: Fields<Issue> = {
  ...common,
  // Without the argument GitHub does not say DUPLICATE.
  stateReason: (issue, args) => {
    if (issue.stateReason === 'duplicate' && args['enableDuplicate'] !== true) return 'NOT_PLANNED';
    return issue.stateReason?.toUpperCase() ?? null;
  },
  isPinned: (issue) => issue.pinned,
  parent: () => null,
  subIssues: (_issue, args, _context, info) => connection([], args, info),
  subIssuesSummary: () => ({ total: 0, completed: 0, percentCompleted: 0 }),
};

export const pullRequestFields: Fields<PullRequest> = {
  ...common,
  isDraft: ({ pull }) => pull.draft,
  merged: ({ pull }) => pull.mergedAt !== null,
  mergedAt: ({ pull }) => pull.mergedAt,
  mergedBy: ({ pull }) => pull.mergedBy,
  mergeCommit: ({ pull, repository }) =>
    pull.mergeCommitSha === null ? null : { kind: 'Commit', repository, oid: pull.mergeCommitSha },
  headRefName: ({ pull }) => pull.headRef,
  headRefOid: ({ pull }) => pull.headSha,
  headRepository: ({ pull }) => pull.headRepository,
  headRef: ({ pull }) => refOf(pull.headRepository, pull.headRef),
  baseRefName: ({ pull }) => pull.baseRef,
  baseRefOid: ({ pull }) => pull.baseSha,
  baseRepository: ({ repository }) => repository,
  baseRef: ({ pull, repository }) => refOf(repository, pull.baseRef),
  isCrossRepository: ({ pull, repository }) => pull.headRepository !== repository,
  permalink: (issue, _args, { world }) => issueUrl(world, issue),
  headRepositoryOwner: ({ pull }) => pull.headRepository?.owner ?? null,
  maintainerCanModify: ({ pull }) => pull.maintainerCanModify,
  mergeable: (issue) => {
    const { mergeable } = mergeability(issue);
    return mergeable === null ? 'UNKNOWN' : mergeable ? 'MERGEABLE' : 'CONFLICTING';
  },
  additions: (issue) => sum(changesOf(issue).map((each) => countLines(each).additions)),
  deletions: (issue) => sum(changesOf(issue).map((each) => countLines(each).deletions)),
  changedFiles: (issue) => changesOf(issue).length,
  files: (issue, args, _context, info) =>
    connection(
      changesOf(issue).map((each) => ({
        kind: 'PullRequestChangedFile',
        path: each.filename,
        changeType: each.status === 'removed' ? 'DELETED' : each.status.toUpperCase(),
        ...countLines(each),
      })),
      args,
      info,
    ),
  commits: (issue, args, _context, info) =>
    connection(
      commitsOf(issue).map(({ sha }) => ({
        kind: 'PullRequestCommit',
        id: `PRC_${sha}`,
        pullRequest: issue,
        commit: { kind: 'Commit', repository: issue.repository, oid: sha },
      })),
      args,
      info,
    ),
  closingIssuesReferences: (issue, args, { actor, world }, info) =>
    connection(
      issuesToClose(world, issue.repository, issue.body ?? '').filter((each) => canSee(actor, each.repository)),
      args,
      info,
    ),
};

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

const refOf = (repository: PullRequest['repository'] | null, branch: string) =>
  repository?.git.refs.has(`refs/heads/${branch}`) ? { kind: 'Ref', repository, name: `refs/heads/${branch}` } : null;

const reactionContents: Readonly<Record<string, string>> = { '+1': 'THUMBS_UP', '-1': 'THUMBS_DOWN' };

export const reactionView = (reaction: Reaction) => ({
  kind: 'Reaction',
  id: reaction.nodeId,
  databaseId: reaction.id,
  content: reactionContents[reaction.content] ?? reaction.content.toUpperCase(),
  user: reaction.user,
  createdAt: reaction.createdAt,
});

/** `THUMBS_UP` → `+1`: GraphQL's name of a reaction in the words of REST. */
export const reactionName = (content: string): string =>
  Object.entries(reactionContents).find(([, name]) => name === content)?.[0] ?? content.toLowerCase();

export const commentFields: Fields<Comment> = {
  id: (comment) => comment.nodeId,
  databaseId: (comment) => comment.id,
  fullDatabaseId: (comment) => String(comment.id),
  bodyText: (comment) => comment.body,
  url: (comment, _args, { world }) => commentUrl(world, comment),
  author: (comment) => comment.author.account,
  authorAssociation: (comment) => authorAssociation(comment.issue, comment.author),
  issue: (comment) => comment.issue,
  pullRequest: (comment) => (comment.issue.pull ? comment.issue : null),
  repository: (comment) => comment.issue.repository,
  isMinimized: (comment) => comment.minimized !== null,
  minimizedReason: (comment) => comment.minimized,
  reactions: (comment, args, _context, info) => connection(comment.reactions.map(reactionView), args, info),
  viewerDidAuthor: (comment, _args, { actor }) => authorOf(actor).account === comment.author.account,
};

export const discussionFields: Fields<Discussion> = {
  id: (discussion) => discussion.nodeId,
  databaseId: (discussion) => discussion.id,
  url: (discussion, _args, { world }) => `${webUrl(world, discussion.repository)}/discussions/${discussion.number}`,
  resourcePath: (discussion) => `/${fullName(discussion.repository)}/discussions/${discussion.number}`,
  author: (discussion) => discussion.author.account,
  bodyText: (discussion) => discussion.body,
  locked: () => false,
  isAnswered: () => false,
  stateReason: (discussion) => (discussion.closed ? 'RESOLVED' : null),
};
