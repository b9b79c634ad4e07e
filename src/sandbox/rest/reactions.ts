/** Reactions to issues and comments. https://docs.github.com/rest/reactions */
import { authorOf, demand } from '../access.ts';
import { react } from '../comments.ts';
import { reactionJson } from '../json/issue.ts';
import type { Comment, Issue, Reaction, ReviewComment } from '../records.ts';
import { notFound } from '../refusal.ts';
import { readComment } from './comments.ts';
import { readIssue } from './issues.ts';
import { page } from './pages.ts';
import { readReviewComment } from './reviews.ts';
import { noContent, numberParam, textField } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const reactionRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: `${repo}/issues/comments/:id/reactions`,
    handle: (request) => listReactions(request, readComment(request)),
  },
  {
    method: 'POST',
    pattern: `${repo}/issues/comments/:id/reactions`,
    handle: (request) => postReaction(request, readComment(request)),
  },
  {
    method: 'DELETE',
    pattern: `${repo}/issues/comments/:id/reactions/:reaction`,
    handle: (request) => removeReaction(request, readComment(request)),
  },
  {
    method: 'GET',
    pattern: `${repo}/pulls/comments/:id/reactions`,
    handle: (request) => listReactions(request, readReviewComment(request).comment),
  },
  {
    method: 'POST',
    pattern: `${repo}/pulls/comments/:id/reactions`,
    handle: (request) => postReaction(request, readReviewComment(request).comment, 'pull_requests'),
  },
  {
    method: 'GET',
    pattern: `${repo}/issues/:number/reactions`,
    handle: (request) => listReactions(request, readIssue(request)),
  },
  {
    method: 'POST',
    pattern: `${repo}/issues/:number/reactions`,
    handle: (request) => postReaction(request, readIssue(request)),
  },
  {
    method: 'DELETE',
    pattern: `${repo}/issues/:number/reactions/:reaction`,
    handle: (request) => removeReaction(request, readIssue(request)),
  },
];

type Subject = Issue | Comment | ReviewComment;

const listReactions = (request: RestRequest, subject: Subject): RestAnswer =>
  page(request, wanted(request, subject), (reaction) => reactionJson(request.world, reaction));

/** With `content` only those of that kind. */
function wanted(request: RestRequest, subject: Subject): readonly Reaction[] {
  const content = request.query.get('content');
  return subject.reactions.filter((reaction) => content === null || reaction.content === content);
}

function postReaction(request: RestRequest, subject: Subject, permission = 'issues'): RestAnswer {
  const { actor, world } = request;
  const { repository } = 'issue' in subject ? subject.issue : subject;
  demand(actor, repository, permission, actor.kind === 'user' ? 'read' : 'write');
  const content = textField(request, 'content', 'properties') ?? '';
  const { reaction, isNew } = react(world, subject, authorOf(actor).account, content);
  return { status: isNew ? 201 : 200, body: reactionJson(world, reaction) };
}

function removeReaction(request: RestRequest, subject: Subject): RestAnswer {
  const { account } = authorOf(request.actor);
  const id = numberParam(request, 'reaction');
  const reaction = subject.reactions.find((each) => each.id === id);
  if (!reaction || reaction.user !== account) throw notFound();
  subject.reactions = subject.reactions.filter((each) => each !== reaction);
  return noContent;
}
