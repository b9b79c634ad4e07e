/** Reviews and comments on lines. https://docs.github.com/rest/pulls/comments, https://docs.github.com/rest/pulls/reviews */
import { authorOf, demand } from '../access.ts';
import { reviewCommentJson, reviewJson } from '../json/review.ts';
import { isPullRequest } from '../pull-requests.ts';
import type { PullRequest } from '../pull-requests.ts';
import type { Review, ReviewComment } from '../records.ts';
import { invalid, notFound, Refusal } from '../refusal.ts';
import {
  createReview,
  createReviewComment,
  deleteReviewComment,
  replyToReviewComment,
  requireReviewComment,
  updateReviewComment,
} from '../reviews.ts';
import type { LineComment } from '../reviews.ts';
import { page } from './pages.ts';
import { readPull, repositoryWithPulls } from './pulls.ts';
import { created, noContent, numberParam, ok, textField } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const reviewRoutes: readonly Route[] = [
  { method: 'GET', pattern: `${repo}/pulls/comments/:id`, handle: getComment },
  { method: 'PATCH', pattern: `${repo}/pulls/comments/:id`, handle: patchComment },
  { method: 'DELETE', pattern: `${repo}/pulls/comments/:id`, handle: removeComment },
  { method: 'GET', pattern: `${repo}/pulls/:number/comments`, handle: listComments },
  { method: 'POST', pattern: `${repo}/pulls/:number/comments`, handle: postComment, content: true },
  { method: 'POST', pattern: `${repo}/pulls/:number/comments/:id/replies`, handle: postReply, content: true },
  { method: 'GET', pattern: `${repo}/pulls/:number/reviews`, handle: listReviews },
  { method: 'POST', pattern: `${repo}/pulls/:number/reviews`, handle: postReview, content: true },
];

/** A person who can read may review; an app needs the permission. */
function reviewable(request: RestRequest): PullRequest {
  const issue = readPull(request);
  const { actor } = request;
  demand(actor, issue.repository, 'pull_requests', actor.kind === 'user' ? 'read' : 'write');
  if (issue.locked) throw new Refusal(403, 'Unable to create comment because issue is locked.');
  return issue;
}

export function readReviewComment(request: RestRequest): { issue: PullRequest; comment: ReviewComment } {
  const pulls = [...repositoryWithPulls(request).issues.values()].filter(isPullRequest);
  return requireReviewComment(pulls, numberParam(request, 'id'));
}

function getComment(request: RestRequest): RestAnswer {
  const { issue, comment } = readReviewComment(request);
  return ok(reviewCommentJson(request.world, issue, comment));
}

function writable(request: RestRequest): { issue: PullRequest; comment: ReviewComment } {
  const found = readReviewComment(request);
  const { actor } = request;
  const own = actor.kind === 'user' && found.comment.author.account === actor.account;
  if (!own) demand(actor, found.issue.repository, 'pull_requests', 'write');
  return found;
}

function patchComment(request: RestRequest): RestAnswer {
  const { issue, comment } = writable(request);
  updateReviewComment(request.world, issue, comment, authorOf(request.actor).account, requiredText(request, 'body'));
  return ok(reviewCommentJson(request.world, issue, comment));
}

function removeComment(request: RestRequest): RestAnswer {
  const { issue, comment } = writable(request);
  deleteReviewComment(request.world, issue, comment, authorOf(request.actor).account);
  return noContent;
}

function listComments(request: RestRequest): RestAnswer {
  const issue = readPull(request);
  return page(request, issue.pull.reviewComments, (each) => reviewCommentJson(request.world, issue, each));
}

function requiredText(request: RestRequest, field: string): string {
  const value = textField(request, field, 'properties');
  if (value === undefined) throw missing(field);
  return value;
}

function postComment(request: RestRequest): RestAnswer {
  const issue = reviewable(request);
  const replied = request.body['in_reply_to'];
  if (typeof replied === 'number') return reply(request, issue, replied);
  const commitId = requiredText(request, 'commit_id');
  const comment = createReviewComment(request.world, issue, authorOf(request.actor), {
    ...lineComment(request.body),
    commitId,
  });
  const json = reviewCommentJson(request.world, issue, comment);
  return created(json, json.url);
}

function postReply(request: RestRequest): RestAnswer {
  return reply(request, reviewable(request), numberParam(request, 'id'));
}

function reply(request: RestRequest, issue: PullRequest, id: number): RestAnswer {
  const to = issue.pull.reviewComments.find((each) => each.id === id);
  if (!to) throw notFound();
  const body = requiredText(request, 'body');
  const comment = replyToReviewComment(request.world, issue, authorOf(request.actor), to, body);
  const json = reviewCommentJson(request.world, issue, comment);
  return created(json, json.url);
}

const missing = (field: string) => invalid({ resource: 'PullRequestReviewComment', field, code: 'missing_field' });

/** `path`, `line`, `side`, `start_line` and `body` of an object sent. */
function lineComment(given: Readonly<Record<string, unknown>>): LineComment {
  const { path, line, start_line: startLine, side, body } = given;
  if (typeof path !== 'string') throw missing('path');
  if (typeof line !== 'number') throw missing('line');
  if (typeof body !== 'string') throw missing('body');
  return {
    path,
    line,
    startLine: typeof startLine === 'number' ? startLine : undefined,
    side: side === 'LEFT' ? 'LEFT' : 'RIGHT',
    body,
  };
}

function listReviews(request: RestRequest): RestAnswer {
  const issue = readPull(request);
  return page(request, issue.pull.reviews, (review) => reviewJson(request.world, issue, review));
}

const states: Readonly<Record<string, Review['state']>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

function postReview(request: RestRequest): RestAnswer {
  const issue = reviewable(request);
  const state = states[textField(request, 'event', 'properties') ?? ''];
  // A review without an event stays pending at GitHub, seen by its author alone.
  if (state === undefined) throw new Refusal(422, 'The sandbox keeps no pending reviews: give an event.');
  const comments = Array.isArray(request.body['comments']) ? (request.body['comments'] as unknown[]) : [];
  const { review } = createReview(request.world, issue, authorOf(request.actor), {
    state,
    body: textField(request, 'body', 'properties'),
    comments: comments.map((each) => lineComment((each ?? {}) as Record<string, unknown>)),
  });
  return ok(reviewJson(request.world, issue, review));
}
