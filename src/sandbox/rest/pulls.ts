/** Pull requests. https://docs.github.com/rest/pulls/pulls */
import { allows, authorOf, canSee, demand } from '../access.ts';
import { fileChangeJson } from '../file-changes.ts';
import { commitJson } from '../json/commit.ts';
import { fullPullRequestJson, pullRequestJson } from '../json/pull-request.ts';
import { mergePullRequest, updateBranch } from '../pull-merges.ts';
import { headNamed, isPullRequest, openPullRequest, updatePullRequest } from '../pull-requests.ts';
import type { PullRequest } from '../pull-requests.ts';
import { changesOf, commitsOf } from '../pull-state.ts';
import type { Issue, Repository } from '../records.ts';
import { invalid, notFound, Refusal } from '../refusal.ts';
import { apiUrl, webUrl } from '../world.ts';
import { page } from './pages.ts';
import {
  booleanField,
  created,
  noContent,
  nullableTextField,
  numberParam,
  ok,
  param,
  textField,
  visibleRepository,
} from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const pullRoutes: readonly Route[] = [
  { method: 'GET', pattern: `${repo}/pulls`, handle: listPulls },
  { method: 'POST', pattern: `${repo}/pulls`, handle: createPull, content: true },
  { method: 'GET', pattern: `${repo}/pulls/:number`, handle: (request) => answer(request, readPull(request)) },
  { method: 'PATCH', pattern: `${repo}/pulls/:number`, handle: patchPull },
  { method: 'GET', pattern: `${repo}/pulls/:number/files`, handle: listFiles },
  { method: 'GET', pattern: `${repo}/pulls/:number/commits`, handle: listCommits },
  { method: 'GET', pattern: `${repo}/pulls/:number/merge`, handle: isMerged },
  { method: 'PUT', pattern: `${repo}/pulls/:number/merge`, handle: merge },
  { method: 'PUT', pattern: `${repo}/pulls/:number/update-branch`, handle: bringUpToDate },
  { method: 'GET', pattern: `${repo}/commits/:sha/pulls`, handle: listPullsOfCommit },
];

export function repositoryWithPulls(request: RestRequest): Repository {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'pull_requests', 'read');
  return repository;
}

export function readPull(request: RestRequest): PullRequest {
  const issue = repositoryWithPulls(request).issues.get(numberParam(request, 'number'));
  if (!issue || !isPullRequest(issue)) throw notFound();
  return issue;
}

const answer = (request: RestRequest, issue: PullRequest): RestAnswer => ok(fullPullRequestJson(request.world, issue));

function createPull(request: RestRequest): RestAnswer {
  const repository = visibleRepository(request);
  const { actor, world } = request;
  demand(actor, repository, 'pull_requests', actor.kind === 'user' ? 'read' : 'write');
  if (repository.archived) throw new Refusal(403, 'Repository was archived so is read-only.');
  const [title, head, base] = ['title', 'head', 'base'].map((name) => textField(request, name, 'properties'));
  for (const [field, value] of Object.entries({ head, base })) {
    if (value === undefined) throw invalid({ resource: 'PullRequest', field, code: 'missing_field' });
  }
  const headRepository = textField(request, 'head_repo', 'properties');
  const from = headNamed(world, repository, { head: head ?? '', headRepository }).headRepository;
  // A fork that the asker does not see is none; a person must be able to push to the head.
  if (from && !canSee(actor, from)) throw invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
  if (from && actor.kind === 'user' && !allows(actor, from, 'contents', 'write')) throw notFound();
  const issue = openPullRequest(world, repository, authorOf(actor), {
    title: title ?? '',
    body: nullableTextField(request, 'body', 'properties'),
    head: head ?? '',
    headRepository,
    base,
    draft: booleanField(request, 'draft', 'properties'),
    maintainerCanModify: booleanField(request, 'maintainer_can_modify', 'properties'),
  });
  const json = fullPullRequestJson(world, issue);
  return created(json, json.url);
}

/** One's own, or any with the right to write. */
function writablePull(request: RestRequest): PullRequest {
  const issue = readPull(request);
  const { actor } = request;
  const own = actor.kind === 'user' && issue.author.account === actor.account;
  if (!own) demand(actor, issue.repository, 'pull_requests', 'write');
  if (issue.repository.archived) throw new Refusal(403, 'Repository was archived so is read-only.');
  return issue;
}

function patchPull(request: RestRequest): RestAnswer {
  const issue = writablePull(request);
  const state = textField(request, 'state', 'properties');
  if (state !== undefined && state !== 'open' && state !== 'closed') {
    throw invalid({ resource: 'PullRequest', field: 'state', code: 'invalid', value: state });
  }
  updatePullRequest(request.world, issue, authorOf(request.actor).account, {
    title: textField(request, 'title', 'properties'),
    body: nullableTextField(request, 'body', 'properties'),
    state,
    base: textField(request, 'base', 'properties'),
    maintainerCanModify: booleanField(request, 'maintainer_can_modify', 'properties'),
  });
  return answer(request, issue);
}

/** `head` is `owner:branch`. Newest first unless told otherwise. */
function listPulls(request: RestRequest): RestAnswer {
  const repository = repositoryWithPulls(request);
  const { query } = request;
  const state = query.get('state') ?? 'open';
  const head = query.get('head');
  const base = query.get('base');
  const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  // https://docs.github.com/rest/pulls/pulls#list-pull-requests: created goes down by default, updated goes up.
  const ascending = (query.get('direction') ?? (query.get('sort') === 'updated' ? 'asc' : 'desc')) === 'asc';
  const pulls = [...repository.issues.values()]
    .filter(isPullRequest)
    .filter((each) => state === 'all' || each.state === state)
    .filter((each) => base === null || each.pull.baseRef === base)
    .filter((each) => head === null || !head.includes(':') || labelOf(each) === head.toLowerCase())
    .toSorted((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : a.number - b.number));
  return page(request, ascending ? pulls : pulls.toReversed(), (each) => pullRequestJson(request.world, each));
}

const labelOf = ({ pull }: PullRequest): string =>
  `${pull.headRepository?.owner.login ?? ''}:${pull.headRef}`.toLowerCase();

function listFiles(request: RestRequest): RestAnswer {
  const issue = readPull(request);
  const { repository, pull } = issue;
  const contents = `${apiUrl(request.world, repository)}/contents`;
  const blob = `${webUrl(request.world, repository)}/blob/${pull.headSha}`;
  return page(request, changesOf(issue).slice(0, 3000), (change) => ({
    ...fileChangeJson(change, contents, pull.headSha),
    blob_url: `${blob}/${change.filename}`,
  }));
}

function listCommits(request: RestRequest): RestAnswer {
  const issue = readPull(request);
  const commits = commitsOf(issue).slice(0, 250);
  return page(request, commits, (commit) => commitJson(request.world, issue.repository, commit));
}

function isMerged(request: RestRequest): RestAnswer {
  if (readPull(request).pull.mergedAt === null) throw notFound();
  return noContent;
}

function merge(request: RestRequest): RestAnswer {
  const issue: Issue = readPull(request);
  demand(request.actor, issue.repository, 'contents', 'write');
  const method = textField(request, 'merge_method', 'properties') ?? 'merge';
  if (method !== 'merge' && method !== 'squash') {
    throw new Refusal(405, 'Rebase merges are not allowed on this repository.');
  }
  const sha = mergePullRequest(request.world, issue, authorOf(request.actor).account, {
    method,
    sha: textField(request, 'sha', 'properties'),
    title: textField(request, 'commit_title', 'properties'),
    message: textField(request, 'commit_message', 'properties'),
  });
  return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
}

function bringUpToDate(request: RestRequest): RestAnswer {
  const issue = readPull(request);
  const { pull } = issue;
  demand(request.actor, issue.repository, 'pull_requests', 'write');
  if (!pull.headRepository) throw new Refusal(422, 'The head repository is gone.');
  if (pull.headRepository === issue.repository || !pull.maintainerCanModify) {
    demand(request.actor, pull.headRepository, 'contents', 'write');
  }
  updateBranch(
    request.world,
    issue,
    authorOf(request.actor).account,
    textField(request, 'expected_head_sha', 'properties'),
  );
  const url = `${webUrl(request.world, issue.repository)}/pull/${issue.number}`;
  return { status: 202, body: { message: 'Updating pull request branch.', url } };
}

function listPullsOfCommit(request: RestRequest): RestAnswer {
  const repository = repositoryWithPulls(request);
  const sha = param(request, 'sha');
  if (!repository.git.commits.has(sha)) throw new Refusal(422, `No commit found for SHA: ${sha}`);
  const pulls = [...repository.issues.values()]
    .filter(isPullRequest)
    .filter((each) => each.pull.mergeCommitSha === sha || commitsOf(each).some((commit) => commit.sha === sha));
  return page(request, pulls, (each) => pullRequestJson(request.world, each));
}
