/** Reactions to issues and comments. https://docs.github.com/rest/reactions */
import { authorOf, demand } from '../access.ts';
import { react } from '../comments.ts';
import { reactionJson } from '../json/issue.ts';
import type { Comment, Issue } from '../records.ts';
import { notFound } from '../refusal.ts';
import { readComment } from './comments.ts';
import { readIssue } from './issues.ts';
import { page } from './pages.ts';
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

const listReactions = (request: RestRequest, subject: Issue | Comment): RestAnswer =>
  page(request, subject.reactions, (reaction) => reactionJson(request.world, reaction));

function postReaction(request: RestRequest, subject: Issue | Comment): RestAnswer {
  const { actor, world } = request;
  const { repository } = 'issue' in subject ? subject.issue : subject;
  demand(actor, repository, 'issues', actor.kind === 'user' ? 'read' : 'write');
  const content = textField(request, 'content', 'properties') ?? '';
  const { reaction, isNew } = react(world, subject, authorOf(actor).account, content);
  return { status: isNew ? 201 : 200, body: reactionJson(world, reaction) };
}

function removeReaction(request: RestRequest, subject: Issue | Comment): RestAnswer {
  const { account } = authorOf(request.actor);
  const id = numberParam(request, 'reaction');
  const reaction = subject.reactions.find((each) => each.id === id);
  if (!reaction || reaction.user !== account) throw notFound();
  subject.reactions = subject.reactions.filter((each) => each !== reaction);
  return noContent;
}
