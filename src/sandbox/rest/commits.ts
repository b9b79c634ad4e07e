/** Commits and their comparison. https://docs.github.com/rest/commits */
import { canSee } from '../access.ts';
import { fileChangeJson, fileChanges } from '../file-changes.ts';
import type { FileChange } from '../file-changes.ts';
import { commitJson } from '../json/commit.ts';
import { headNamed } from '../pull-requests.ts';
import type { Repository } from '../records.ts';
import { notFound, Refusal } from '../refusal.ts';
import { apiUrl } from '../world.ts';
import { readable } from './contents.ts';
import { page } from './pages.ts';
import { ok, param } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const commitRoutes: readonly Route[] = [
  { method: 'GET', pattern: `${repo}/compare/*basehead`, handle: compare },
  { method: 'GET', pattern: `${repo}/commits`, handle: listCommits },
  { method: 'GET', pattern: `${repo}/commits/*ref`, handle: getCommit },
];

function listCommits(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const { git } = repository;
  if (git.commits.size === 0) throw new Refusal(409, 'Git Repository is empty.');
  const from = git.resolveCommit(request.query.get('sha') ?? 'HEAD', repository.defaultBranch);
  if (from === null) throw notFound();
  const path = request.query.get('path');
  const since = Date.parse(request.query.get('since') ?? '');
  const until = Date.parse(request.query.get('until') ?? '');
  const commits = git
    .history(from, path === null || path === '' ? undefined : path.replace(/^\/|\/$/g, ''))
    .filter((commit) => Number.isNaN(since) || commit.committer.date.getTime() >= since)
    .filter((commit) => Number.isNaN(until) || commit.committer.date.getTime() <= until);
  return page(request, commits, (commit) => commitJson(request.world, repository, commit));
}

function getCommit(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const { git } = repository;
  const sha = git.resolveCommit(param(request, 'ref'), repository.defaultBranch);
  const commit = git.commits.get(sha ?? '');
  if (!commit) throw new Refusal(422, `No commit found for SHA: ${param(request, 'ref')}`);
  const files = fileChanges(git, commit.parents[0] ?? null, commit.sha);
  return ok({
    ...commitJson(request.world, repository, commit),
    files: filesJson(request, repository, files, commit.sha),
  });
}

/** `base...head`, from their merge base, as GitHub compares. */
function compare(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const { git } = repository;
  const [base = '', head = ''] = param(request, 'basehead').split('...');
  const [from, to] = [base, head].map((name) => commitNamed(request, repository, name));
  if (typeof from !== 'string' || typeof to !== 'string') throw notFound();
  const commits = git.commitsBetween(from, to);
  const behindBy = git.commitsBetween(to, from).length;
  const mergeBase = git.commits.get(git.mergeBase(from, to) ?? '');
  const state = [commits.length > 0 ? 'ahead' : '', behindBy > 0 ? 'behind' : ''].filter((word) => word !== '');
  const files = filesJson(request, repository, fileChanges(git, mergeBase?.sha ?? null, to), to);
  return ok({
    status: state.length === 2 ? 'diverged' : (state[0] ?? 'identical'),
    ahead_by: commits.length,
    behind_by: behindBy,
    total_commits: commits.length,
    merge_base_commit: mergeBase ? commitJson(request.world, repository, mergeBase) : null,
    commits: commits.slice(0, 250).map((commit) => commitJson(request.world, repository, commit)),
    files: files.slice(0, 300),
  });
}

/** `branch`, `sha`, or `owner:branch` of a fork that the asker sees. */
function commitNamed(request: RestRequest, repository: Repository, name: string): string | null {
  if (!name.includes(':')) return repository.git.resolveCommit(name, repository.defaultBranch);
  const { headRepository, headRef } = headNamed(request.world, repository, { head: name });
  if (!headRepository || !canSee(request.actor, headRepository)) return null;
  return headRepository.git.resolveCommit(headRef, headRepository.defaultBranch);
}

const filesJson = (request: RestRequest, repository: Repository, changes: readonly FileChange[], ref: string) =>
  changes.map((change) => fileChangeJson(change, `${apiUrl(request.world, repository)}/contents`, ref));
