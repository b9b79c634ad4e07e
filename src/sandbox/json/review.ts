import type { PullRequest } from '../pull-state.ts';
import type { Review, ReviewComment } from '../records.ts';
import { apiUrl, webUrl } from '../world.ts';
import type { World } from '../world.ts';
import { accountJson } from './account.ts';
import { authorAssociation, reactionSummaryJson } from './issue.ts';

export function reviewCommentJson(world: World, issue: PullRequest, comment: ReviewComment) {
  const { repository } = issue;
  const url = `${apiUrl(world, repository)}/pulls/comments/${comment.id}`;
  return {
    url,
    html_url: `${webUrl(world, repository)}/pull/${issue.number}#discussion_r${comment.id}`,
    pull_request_url: `${apiUrl(world, repository)}/pulls/${issue.number}`,
    pull_request_review_id: comment.reviewId,
    id: comment.id,
    node_id: comment.nodeId,
    diff_hunk: comment.diffHunk,
    path: comment.path,
    commit_id: comment.commitId,
    original_commit_id: comment.commitId,
    user: accountJson(world, comment.author.account),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: authorAssociation(issue, comment.author),
    start_line: comment.startLine,
    start_side: comment.startLine === null ? null : comment.side,
    line: comment.line,
    original_line: comment.line,
    side: comment.side,
    subject_type: 'line',
    ...(comment.inReplyTo ? { in_reply_to_id: comment.inReplyTo.id } : {}),
    reactions: reactionSummaryJson(url, comment.reactions),
  };
}

export const reviewJson = (world: World, issue: PullRequest, review: Review) => ({
  id: review.id,
  node_id: review.nodeId,
  user: accountJson(world, review.author.account),
  body: review.body,
  state: review.state,
  html_url: `${webUrl(world, issue.repository)}/pull/${issue.number}#pullrequestreview-${review.id}`,
  pull_request_url: `${apiUrl(world, issue.repository)}/pulls/${issue.number}`,
  commit_id: review.commitId,
  submitted_at: review.submittedAt,
  author_association: authorAssociation(issue, review.author),
});
