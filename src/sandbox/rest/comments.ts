/** Comments of issues and pull requests. https://docs.github.com/rest/issues/comments */
import { allows, authorOf, demand } from '../access.ts';
import { createComment, deleteComment, requireComment, updateComment } from '../comments.ts';
import { MovedIssue } from '../issues.ts';
import { commentJson } from '../json/issue.ts';
import type { Comment, Issue } from '../records.ts';
import { invalid, notFound, Refusal } from '../refusal.ts';
import { readIssue, repositoryWithIssues } from './issues.ts';
import { page } from './pages.ts';
import { created, noContent, numberParam, ok, textField, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const commentRoutes: readonly Route[] = [
  { method: 'GET', pattern: `${repo}/issues/comments`, handle: listAllComments },
  { method: 'GET', pattern: `${repo}/issues/comments/:id`, handle: getComment },
  { method: 'PATCH', pattern: `${repo}/issues/comments/:id`, handle: patchComment },
  { method: 'DELETE', pattern: `${repo}/issues/comments/:id`, handle: removeComment },
  { method: 'GET', pattern: `${repo}/issues/:number/comments`, handle: listComments },
  { method: 'POST', pattern: `${repo}/issues/:number/comments`, handle: postComment, content: true },
];

const sinceFilter = (request: RestRequest) => {
  const fromMs = Date.parse(request.query.get('since') ?? '');
  return (comment: Comment): boolean => Number.isNaN(fromMs) || Date.parse(comment.updatedAt) >= fromMs;
};

function listComments(request: RestRequest): RestAnswer {
  const issue = readIssue(request);
  return page(request, issue.comments.filter(sinceFilter(request)), (comment) => commentJson(request.world, comment));
}

/** Of the whole repository, by id unless `sort` says otherwise. */
function listAllComments(request: RestRequest): RestAnswer {
  const repository = repositoryWithIssues(request);
  const comments = [...repository.issues.values()].flatMap((issue) => issue.comments).filter(sinceFilter(request));
  const sort = request.query.get('sort');
  const direction = request.query.get('direction') === 'desc' ? -1 : 1;
  comments.sort((a, b) => {
    const [x, y] = sort === 'updated' ? [a.updatedAt, b.updatedAt] : [a.createdAt, b.createdAt];
    const byTime = sort === null ? 0 : x < y ? -1 : x > y ? 1 : 0;
    return sort === null ? a.id - b.id : direction * (byTime || a.id - b.id);
  });
  return page(request, comments, (comment) => commentJson(request.world, comment));
}

export function readComment(request: RestRequest): Comment {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'issues,pull_requests', 'read');
  return requireComment(repository, numberParam(request, 'id'));
}

function getComment(request: RestRequest): RestAnswer {
  return ok(commentJson(request.world, readComment(request)));
}

function postComment(request: RestRequest): RestAnswer {
  const issue = issueHere(request);
  const { actor, world } = request;
  const { repository } = issue;
  demand(actor, repository, 'issues,pull_requests', actor.kind === 'user' ? 'read' : 'write');
  if (repository.archived) throw new Refusal(403, 'Repository was archived so is read-only.');
  // A person who may push may write in a locked issue; an app is refused.
  const mayWhenLocked = actor.kind === 'user' && allows(actor, repository, 'contents', 'write');
  const comment = createComment(world, issue, authorOf(actor), bodyField(request), { mayWhenLocked });
  const json = commentJson(world, comment);
  return created(json, json.url);
}

/** Reading follows a transfer, commenting does not: GitHub documents no redirect for it, only 404. */
function issueHere(request: RestRequest): Issue {
  try {
    return readIssue(request);
  } catch (error) {
    throw error instanceof MovedIssue ? notFound() : error;
  }
}

function bodyField(request: RestRequest): string {
  const body = textField(request, 'body', 'properties');
  if (body === undefined) throw invalid({ resource: 'IssueComment', field: 'body', code: 'missing_field' });
  return body;
}

/** One's own comment, or any with the right to write. */
function writableComment(request: RestRequest): Comment {
  const comment = readComment(request);
  const { actor } = request;
  const own = actor.kind === 'user' && comment.author.account === actor.account;
  if (!own) demand(actor, comment.issue.repository, 'issues,pull_requests', 'write');
  if (comment.issue.repository.archived) throw new Refusal(403, 'Repository was archived so is read-only.');
  return comment;
}

function patchComment(request: RestRequest): RestAnswer {
  const comment = writableComment(request);
  updateComment(request.world, comment, authorOf(request.actor).account, bodyField(request));
  return ok(commentJson(request.world, comment));
}

function removeComment(request: RestRequest): RestAnswer {
  deleteComment(request.world, writableComment(request), authorOf(request.actor).account);
  return noContent;
}
