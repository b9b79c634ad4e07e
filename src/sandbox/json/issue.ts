import { roleOf } from '../access.ts';
import type { Comment, Issue, Reaction } from '../records.ts';
import { apiUrl, webUrl } from '../world.ts';
import type { World } from '../world.ts';
import { accountJson, appJson } from './account.ts';
import { labelJson } from './label.ts';
import { milestoneJson } from './milestone.ts';

const reactionNames = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'] as const;

export const reactionSummaryJson = (url: string, reactions: readonly Reaction[]) => ({
  url: `${url}/reactions`,
  total_count: reactions.length,
  ...(Object.fromEntries(
    reactionNames.map((name) => [name, reactions.filter((reaction) => reaction.content === name).length]),
  ) as Record<(typeof reactionNames)[number], number>),
});

/** What somebody is to a repository. Apps are `NONE`, as GitHub shows them mostly; a merged pull request makes a contributor. */
export function authorAssociation(issue: Issue, author: Issue['author']): string {
  const { repository } = issue;
  if (repository.owner === author.account) return 'OWNER';
  if (repository.owner.members.has(author.account.login.toLowerCase())) return 'MEMBER';
  if (author.account.kind === 'Bot') return 'NONE';
  if (repository.roles.has(author.account.login.toLowerCase()) && roleOf(author.account, repository) !== 'none') {
    return 'COLLABORATOR';
  }
  if (repository.contributors.has(author.account.login.toLowerCase())) return 'CONTRIBUTOR';
  return issue.pull && issue.author.account === author.account ? 'FIRST_TIME_CONTRIBUTOR' : 'NONE';
}

/** An issue or pull request as `/issues` answers it and webhooks carry it. */
export function issueJson(world: World, issue: Issue) {
  const repositoryUrl = apiUrl(world, issue.repository);
  const url = `${repositoryUrl}/issues/${issue.number}`;
  const assignees = issue.assignees.map((account) => accountJson(world, account));
  return {
    url,
    repository_url: repositoryUrl,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issueUrl(world, issue),
    id: issue.id,
    node_id: issue.nodeId,
    number: issue.number,
    title: issue.title,
    user: accountJson(world, issue.author.account),
    labels: issue.labels.map((label) => labelJson(world, label)),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: issue.locked,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: issue.milestone ? milestoneJson(world, issue.milestone) : null,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    closed_by: issue.closedBy ? accountJson(world, issue.closedBy) : null,
    author_association: authorAssociation(issue, issue.author),
    active_lock_reason: issue.lockReason,
    body: issue.body,
    reactions: reactionSummaryJson(url, issue.reactions),
    performed_via_github_app: issue.author.app ? appJson(world, issue.author.app) : null,
    ...(issue.pull
      ? {
          draft: issue.pull.draft,
          pull_request: {
            url: `${repositoryUrl}/pulls/${issue.number}`,
            html_url: issueUrl(world, issue),
            merged_at: issue.pull.mergedAt,
          },
        }
      : {}),
  };
}

export function commentJson(world: World, comment: Comment) {
  const url = `${apiUrl(world, comment.issue.repository)}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: commentUrl(world, comment),
    issue_url: `${apiUrl(world, comment.issue.repository)}/issues/${comment.issue.number}`,
    id: comment.id,
    node_id: comment.nodeId,
    user: accountJson(world, comment.author.account),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: authorAssociation(comment.issue, comment.author),
    body: comment.body,
    reactions: reactionSummaryJson(url, comment.reactions),
    minimized: comment.minimized === null ? null : { reason: comment.minimized },
    performed_via_github_app: comment.author.app ? appJson(world, comment.author.app) : null,
  };
}

export const reactionJson = (world: World, reaction: Reaction) => ({
  id: reaction.id,
  node_id: reaction.nodeId,
  user: accountJson(world, reaction.user),
  content: reaction.content,
  created_at: reaction.createdAt,
});

export const issueUrl = (world: World, issue: Issue): string =>
  `${webUrl(world, issue.repository)}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`;

export const commentUrl = (world: World, comment: Comment): string =>
  `${issueUrl(world, comment.issue)}#issuecomment-${comment.id}`;
