/** Pull requests, for reading. https://docs.github.com/rest/pulls/pulls */
import { demand } from '../access.ts';
import { pullRequestJson } from '../json/pull-request.ts';
import { isPullRequest } from '../pull-requests.ts';
import type { PullRequest } from '../pull-requests.ts';
import type { Repository } from '../records.ts';
import { notFound } from '../refusal.ts';
import { page } from './pages.ts';
import { numberParam, ok, param, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const pullRoutes: readonly Route[] = [
  { method: 'GET', pattern: `${repo}/pulls`, handle: listPulls },
  { method: 'GET', pattern: `${repo}/pulls/:number`, handle: getPull },
  { method: 'GET', pattern: `${repo}/pulls/:number/files`, handle: listFiles },
  { method: 'GET', pattern: `${repo}/commits/:sha/pulls`, handle: listPullsOfCommit },
];

function readable(request: RestRequest): Repository {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'pull_requests', 'read');
  return repository;
}

function requirePull(request: RestRequest): PullRequest {
  const issue = readable(request).issues.get(numberParam(request, 'number'));
  if (!issue || !isPullRequest(issue)) throw notFound();
  return issue;
}

function getPull(request: RestRequest): RestAnswer {
  return ok(pullRequestJson(request.world, requirePull(request)));
}

/** `head` is `owner:branch`. */
function listPulls(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const { query } = request;
  const state = query.get('state') ?? 'open';
  const head = query.get('head');
  const base = query.get('base');
  const pulls = [...repository.issues.values()]
    .filter(isPullRequest)
    .filter((each) => state === 'all' || each.state === state)
    .filter((each) => base === null || each.pull.baseRef === base)
    .filter((each) => head === null || `${each.pull.headRepository?.owner.login ?? ''}:${each.pull.headRef}` === head)
    .toReversed();
  return page(request, pulls, (each) => pullRequestJson(request.world, each));
}

function listFiles(request: RestRequest): RestAnswer {
  const { pull, repository } = requirePull(request);
  const changes = repository.git.changesBetween(pull.baseSha, pull.headSha);
  const files = Object.entries(changes).flatMap(([status, paths]: [string, string[]]) =>
    paths.map((filename) => ({ filename, status })),
  );
  const head = repository.git.filesOf(pull.headSha);
  return page(request, files, (file) => ({ ...file, sha: head.get(file.filename)?.sha ?? null }));
}

function listPullsOfCommit(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const sha = param(request, 'sha');
  const pulls = [...repository.issues.values()].filter(isPullRequest).filter((each) => each.pull.headSha === sha);
  return page(request, pulls, (each) => pullRequestJson(request.world, each));
}
