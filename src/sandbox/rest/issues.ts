/** Issues. https://docs.github.com/rest/issues/issues */
import { allows, authorOf, canSee, demand } from '../access.ts';
import type { Actor } from '../access.ts';
import { issueApiUrl, MovedIssue, openIssue, requireIssue, setLocked, updateIssue } from '../issues.ts';
import { issueJson } from '../json/issue.ts';
import type { Issue, Repository, StateReason } from '../records.ts';
import { invalid, notFound, Refusal } from '../refusal.ts';
import { page } from './pages.ts';
import {
  created,
  namesField,
  noContent,
  nullableTextField,
  numberParam,
  ok,
  textField,
  visibleRepository,
} from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const issueRoutes: readonly Route[] = [
  { method: 'GET', pattern: `${repo}/issues`, handle: listIssues },
  { method: 'POST', pattern: `${repo}/issues`, handle: createIssue, content: true },
  {
    method: 'GET',
    pattern: `${repo}/issues/:number`,
    handle: (request) => ok(issueJson(request.world, readIssue(request))),
  },
  { method: 'PATCH', pattern: `${repo}/issues/:number`, handle: patchIssue },
  { method: 'PUT', pattern: `${repo}/issues/:number/lock`, handle: (request) => lock(request, true) },
  { method: 'DELETE', pattern: `${repo}/issues/:number/lock`, handle: (request) => lock(request, false) },
];

/** The repository, with its issues switched on and readable. */
export function repositoryWithIssues(request: RestRequest): Repository {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'issues,pull_requests', 'read');
  if (!repository.issuesEnabled) throw new Refusal(410, 'Issues has been disabled in this repository.');
  return repository;
}

/** The issue of the path; transferred: 301, or 404 where the new place is hidden; deleted: 410. */
export function readIssue(request: RestRequest): Issue {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'issues,pull_requests', 'read');
  try {
    const issue = requireIssue(request.world, repository, numberParam(request, 'number'));
    if (!issue.pull && !repository.issuesEnabled) {
      throw new Refusal(410, 'Issues has been disabled in this repository.');
    }
    return issue;
  } catch (error) {
    if (error instanceof MovedIssue && !canSee(request.actor, error.issue.repository)) throw notFound();
    throw error;
  }
}

/** Whether labels, milestones and assignees of a new issue are taken or silently dropped. */
const mayTriage = (actor: Actor, repository: Repository): boolean => allows(actor, repository, 'issues', 'write');

function createIssue(request: RestRequest): RestAnswer {
  const repository = visibleRepository(request);
  const { actor, world } = request;
  // Any person who can read may open an issue; an app needs the permission.
  demand(actor, repository, 'issues', actor.kind === 'user' ? 'read' : 'write');
  if (repository.archived) throw new Refusal(403, 'Repository was archived so is read-only.');
  const author = authorOf(actor);
  const trusted = mayTriage(actor, repository);
  const title = textField(request, 'title', 'properties');
  if (title === undefined) throw invalid({ resource: 'Issue', field: 'title', code: 'missing_field' });
  const issue = openIssue(world, repository, author, {
    title,
    body: nullableTextField(request, 'body', 'properties'),
    ...(trusted
      ? {
          labels: namesField(request, 'labels'),
          milestone: milestoneField(request),
          assignees: namesField(request, 'assignees'),
        }
      : {}),
  });
  return created(issueJson(world, issue), issueApiUrl(world, issue));
}

function milestoneField(request: RestRequest): number | null | undefined {
  const value = request.body['milestone'];
  if (value === undefined || value === null) return value;
  const number = Number(value);
  if (!Number.isInteger(number)) throw invalid({ resource: 'Issue', field: 'milestone', code: 'invalid', value });
  return number;
}

const reasons: readonly string[] = ['completed', 'not_planned', 'duplicate', 'reopened'];

function patchIssue(request: RestRequest): RestAnswer {
  const issue = readIssue(request);
  const { actor, world } = request;
  const author = authorOf(actor);
  const own = actor.kind === 'user' && issue.author.account === actor.account;
  if (!own) demand(actor, issue.repository, 'issues,pull_requests', 'write');
  else if (issue.repository.archived) throw new Refusal(403, 'Repository was archived so is read-only.');
  const state = textField(request, 'state', 'properties');
  if (state !== undefined && state !== 'open' && state !== 'closed') {
    throw invalid({ resource: 'Issue', field: 'state', code: 'invalid', value: state });
  }
  const reason = nullableTextField(request, 'state_reason', 'properties');
  if (typeof reason === 'string' && !reasons.includes(reason)) {
    throw invalid({ resource: 'Issue', field: 'state_reason', code: 'invalid', value: reason });
  }
  const trusted = mayTriage(actor, issue.repository);
  updateIssue(world, issue, author.account, {
    title: textField(request, 'title', 'properties'),
    body: nullableTextField(request, 'body', 'properties'),
    state,
    stateReason: reason as StateReason | null | undefined,
    ...(trusted
      ? {
          labels: namesField(request, 'labels'),
          milestone: milestoneField(request),
          assignees: namesField(request, 'assignees'),
        }
      : {}),
  });
  return ok(issueJson(world, issue));
}

function lock(request: RestRequest, locked: boolean): RestAnswer {
  const issue = readIssue(request);
  demand(request.actor, issue.repository, 'issues,pull_requests', 'write');
  const reason = locked ? textField(request, 'lock_reason', 'properties') : undefined;
  setLocked(request.world, issue, authorOf(request.actor).account, locked, reason ?? null);
  return noContent;
}

/** Issues and pull requests together, as GitHub lists them; newest first unless told otherwise. */
function listIssues(request: RestRequest): RestAnswer {
  const repository = repositoryWithIssues(request);
  const { query, world } = request;
  const filters = [
    byState(query.get('state') ?? 'open'),
    byLabels(query.get('labels')),
    byAuthor(query.get('creator')),
    byAssignee(query.get('assignee')),
    byMention(query.get('mentioned')),
    byMilestone(query.get('milestone')),
    bySince(query.get('since')),
  ];
  const found = [...repository.issues.values()].filter((issue) => filters.every((passes) => passes(issue)));
  const direction = query.get('direction') === 'asc' ? 1 : -1;
  const key = sortKey(query.get('sort') ?? 'created');
  found.sort((a, b) => direction * (compare(key(a), key(b)) || a.id - b.id));
  return page(request, found, (issue) => issueJson(world, issue));
}

type Filter = (issue: Issue) => boolean;
const all: Filter = () => true;
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

function sortKey(sort: string): (issue: Issue) => string | number {
  if (sort === 'updated') return (issue) => issue.updatedAt;
  return sort === 'comments' ? (issue) => issue.comments.length : (issue) => issue.createdAt;
}

function byState(state: string): Filter {
  if (state === 'all') return all;
  if (state !== 'open' && state !== 'closed') {
    throw invalid({ resource: 'Issue', field: 'state', code: 'invalid', value: state });
  }
  return (issue) => issue.state === state;
}

/** All of the labels, comma-separated. */
function byLabels(labels: string | null): Filter {
  const wanted = (labels ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return (issue) => wanted.every((name) => issue.labels.some((label) => same(label.name, name)));
}

/** A login; for an app `slug[bot]`, or `app/slug`. */
function byAuthor(creator: string | null): Filter {
  if (creator === null || creator === '') return all;
  const login = creator.startsWith('app/') ? `${creator.slice(4)}[bot]` : creator;
  return (issue) => same(issue.author.account.login, login);
}

function byAssignee(assignee: string | null): Filter {
  if (assignee === null || assignee === '') return all;
  if (assignee === 'none') return (issue) => issue.assignees.length === 0;
  if (assignee === '*') return (issue) => issue.assignees.length > 0;
  return (issue) => issue.assignees.some((account) => same(account.login, assignee));
}

function byMention(login: string | null): Filter {
  if (login === null || login === '') return all;
  return (issue) => (issue.body ?? '').toLowerCase().includes(`@${login.toLowerCase()}`);
}

function byMilestone(milestone: string | null): Filter {
  if (milestone === null || milestone === '') return all;
  if (milestone === 'none') return (issue) => issue.milestone === null;
  if (milestone === '*') return (issue) => issue.milestone !== null;
  if (!/^\d+$/.test(milestone)) {
    throw invalid({ resource: 'Issue', field: 'milestone', code: 'invalid', value: milestone });
  }
  return (issue) => issue.milestone?.number === Number(milestone);
}

function bySince(since: string | null): Filter {
  const fromMs = Date.parse(since ?? '');
  return Number.isNaN(fromMs) ? all : (issue) => Date.parse(issue.updatedAt) >= fromMs;
}
