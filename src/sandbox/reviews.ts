/** Reviews and comments on lines of a pull request's changes. https://docs.github.com/rest/pulls/comments */
import { checkBody } from './issues.ts';
import type { Hunk } from './line-diff.ts';
import { fullPullRequestJson } from './json/pull-request.ts';
import { reviewCommentJson, reviewJson } from './json/review.ts';
import { notice } from './notices.ts';
import { changesOf } from './pull-state.ts';
import type { PullRequest } from './pull-state.ts';
import type { Account, Author, Review, ReviewComment } from './records.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import type { World } from './world.ts';

export interface LineComment {
  path: string;
  line: number;
  startLine?: number | undefined;
  side?: 'LEFT' | 'RIGHT' | undefined;
  body: string;
}

const wrong = (field: string, message: string) =>
  invalid({ resource: 'PullRequestReviewComment', field, code: 'custom', message: `${field} ${message}` });

/** The hunk that holds the lines, or GitHub's refusal: only lines of the diff can be commented on. */
function hunkFor(issue: PullRequest, { path, line, startLine, side = 'RIGHT' }: LineComment): Hunk {
  const change = changesOf(issue).find((each) => each.filename === path);
  if (!change) throw wrong('pull_request_review_thread.path', 'must be part of the diff');
  const [first, length] = side === 'LEFT' ? (['oldStart', 'oldLines'] as const) : (['newStart', 'newLines'] as const);
  const holds = (hunk: Hunk, at: number): boolean => at >= hunk[first] && at < hunk[first] + hunk[length];
  const hunk = (change.hunks ?? []).find((each) => holds(each, line));
  if (!hunk) throw wrong('pull_request_review_thread.line', 'must be part of the diff');
  if (startLine !== undefined && (startLine > line || !holds(hunk, startLine))) {
    throw wrong('pull_request_review_thread.start_line', 'must be part of the same hunk as the line.');
  }
  return hunk;
}

/** A review with its comments: all of them or, where GitHub refuses one, none. */
export function createReview(
  world: World,
  issue: PullRequest,
  author: Author,
  input: { state: Review['state']; body?: string | undefined; comments?: readonly LineComment[] | undefined },
): { review: Review; comments: ReviewComment[] } {
  const body = input.body ?? '';
  if (input.state === 'CHANGES_REQUESTED' && body === '') {
    throw new Refusal(422, 'Unprocessable Entity', { errors: ['Review Body can not be blank'] });
  }
  if (input.state !== 'COMMENTED' && issue.author.account === author.account) {
    const what = input.state === 'APPROVED' ? 'approve' : 'request changes on';
    throw new Refusal(422, 'Unprocessable Entity', { errors: [`Can not ${what} your own pull request`] });
  }
  checkBody('PullRequestReview', body);
  const hunks = (input.comments ?? []).map((comment) => ({ comment, hunk: hunkFor(issue, checked(comment)) }));
  const review: Review = {
    kind: 'PullRequestReview',
    ...world.newIdentity('PRR'),
    issue,
    body,
    author,
    state: input.state,
    commitId: issue.pull.headSha,
    submittedAt: world.instant(),
  };
  issue.pull.reviews.push(world.remember(review));
  issue.updatedAt = world.instant();
  tellReview(world, issue, review);
  const url = reviewJson(world, issue, review).html_url;
  notice(world, { repository: issue.repository, by: author.account, url, text: body });
  const comments = hunks.map(({ comment, hunk }) => addComment(world, issue, author, review, comment, hunk));
  return { review, comments };
}

/** One comment, which makes a review of its own, as GitHub does. */
export function createReviewComment(
  world: World,
  issue: PullRequest,
  author: Author,
  comment: LineComment & { commitId?: string | undefined },
): ReviewComment {
  if (comment.commitId !== undefined && !issue.repository.git.isAncestor(comment.commitId, issue.pull.headSha)) {
    throw wrong('commit_id', 'is not part of the pull request');
  }
  const { comments } = createReview(world, issue, author, { state: 'COMMENTED', comments: [comment] });
  return comments[0]!;
}

export function replyToReviewComment(
  world: World,
  issue: PullRequest,
  author: Author,
  to: ReviewComment,
  body: string,
): ReviewComment {
  checked({ body });
  const { path, line, startLine, side, commitId, diffHunk, reviewId } = to;
  const place = { path, line, startLine, side, commitId, diffHunk, reviewId };
  return remember(world, issue, author, { ...place, body, inReplyTo: to.inReplyTo ?? to });
}

function checked<T extends { body: string }>(comment: T): T {
  if (comment.body.trim() === '') throw wrong('body', "can't be blank");
  checkBody('PullRequestReviewComment', comment.body);
  return comment;
}

function addComment(
  world: World,
  issue: PullRequest,
  author: Author,
  review: Review,
  comment: LineComment,
  hunk: Hunk,
): ReviewComment {
  return remember(world, issue, author, {
    reviewId: review.id,
    body: comment.body,
    path: comment.path,
    line: comment.line,
    startLine: comment.startLine ?? null,
    side: comment.side ?? 'RIGHT',
    commitId: issue.pull.headSha,
    diffHunk: `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@\n${hunk.lines.join('\n')}`,
    inReplyTo: null,
  });
}

type Content = Pick<
  ReviewComment,
  'reviewId' | 'body' | 'path' | 'line' | 'startLine' | 'side' | 'commitId' | 'diffHunk' | 'inReplyTo'
>;

function remember(world: World, issue: PullRequest, author: Author, content: Content): ReviewComment {
  const comment: ReviewComment = {
    kind: 'PullRequestReviewComment',
    ...world.newIdentity('PRRC'),
    issue,
    author,
    ...content,
    reactions: [],
    createdAt: world.instant(),
    updatedAt: world.instant(),
  };
  issue.pull.reviewComments.push(world.remember(comment));
  tell(world, issue, comment, 'created', author.account);
  const url = reviewCommentJson(world, issue, comment).html_url;
  notice(world, { repository: issue.repository, by: author.account, url, text: comment.body });
  return comment;
}

export function updateReviewComment(
  world: World,
  issue: PullRequest,
  comment: ReviewComment,
  by: Account,
  body: string,
): void {
  checked({ body });
  const from = comment.body;
  comment.body = body;
  comment.updatedAt = world.instant();
  tell(world, issue, comment, 'edited', by, { changes: { body: { from } } });
}

export function deleteReviewComment(world: World, issue: PullRequest, comment: ReviewComment, by: Account): void {
  issue.pull.reviewComments = issue.pull.reviewComments.filter((each) => each !== comment);
  world.nodes.delete(comment.nodeId);
  tell(world, issue, comment, 'deleted', by);
}

/** The comment and its pull request, by the comment's id in the repository. */
export function requireReviewComment(
  pulls: readonly PullRequest[],
  id: number,
): { issue: PullRequest; comment: ReviewComment } {
  for (const issue of pulls) {
    const comment = issue.pull.reviewComments.find((each) => each.id === id);
    if (comment) return { issue, comment };
  }
  throw notFound();
}

function tell(
  world: World,
  issue: PullRequest,
  comment: ReviewComment,
  action: 'created' | 'edited' | 'deleted',
  sender: Account,
  more: Record<string, unknown> = {},
): void {
  const { repository } = issue;
  world.webhooks.emit({
    name: 'pull_request_review_comment',
    action,
    sender,
    repository,
    payload: {
      comment: reviewCommentJson(world, issue, comment),
      pull_request: fullPullRequestJson(world, issue),
      ...more,
    },
  });
}

function tellReview(world: World, issue: PullRequest, review: Review): void {
  const payload = { review: reviewJson(world, issue, review), pull_request: fullPullRequestJson(world, issue) };
  const { repository } = issue;
  const sender = review.author.account;
  world.webhooks.emit({ name: 'pull_request_review', action: 'submitted', sender, repository, payload });
}
