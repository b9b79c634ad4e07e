/** Commits and their comparison. https://docs.github.com/rest/commits */
import type { CommitObject, GitStore } from '../git-store.ts';
import { commitJson } from '../json/commit.ts';
import { notFound, Refusal } from '../refusal.ts';
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
  return ok({ ...commitJson(request.world, repository, commit), files: filesOf(git, commit) });
}

/** What a commit did to files. One that was removed while another came with mostly the same lines was renamed. */
function filesOf(git: GitStore, commit: CommitObject): object[] {
  const { added, modified, removed } = git.changesBetween(commit.parents[0] ?? null, commit.sha);
  const before = git.filesOf(commit.parents[0] ?? null);
  const after = git.filesOf(commit.sha);
  const renamed = new Map<string, string>();
  for (const filename of added) {
    const alike = removed
      .filter((previous) => ![...renamed.values()].includes(previous))
      .map((previous) => ({ previous, score: git.likeness(before.get(previous)?.sha, after.get(filename)?.sha) }))
      .toSorted((one, other) => other.score - one.score)[0];
    if (alike !== undefined && alike.score >= 0.5) renamed.set(filename, alike.previous);
  }
  const row = (filename: string, status: string) => ({ filename, status, sha: after.get(filename)?.sha ?? null });
  return [
    ...added.map((filename) => {
      const previous = renamed.get(filename);
      return previous === undefined
        ? row(filename, 'added')
        : { ...row(filename, 'renamed'), previous_filename: previous };
    }),
    ...modified.map((filename) => row(filename, 'modified')),
    ...removed.filter((path) => ![...renamed.values()].includes(path)).map((filename) => row(filename, 'removed')),
  ];
}

/** `base...head`, from their merge base, as GitHub compares. */
function compare(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const { git } = repository;
  const [base = '', head = ''] = param(request, 'basehead').split('...');
  const [from, to] = [base, head].map((name) => git.resolveCommit(name, repository.defaultBranch));
  if (typeof from !== 'string' || typeof to !== 'string') throw notFound();
  const [behind, ahead] = [git.history(from), git.history(to)];
  const known = new Set(behind.map((commit) => commit.sha));
  const mergeBase = ahead.find((commit) => known.has(commit.sha));
  const reached = new Set(ahead.map((commit) => commit.sha));
  const commits = ahead.filter((commit) => !known.has(commit.sha)).toReversed();
  const behindBy = behind.filter((commit) => !reached.has(commit.sha)).length;
  const state = [commits.length > 0 ? 'ahead' : '', behindBy > 0 ? 'behind' : ''].filter((word) => word !== '');
  const changes = git.changesBetween(mergeBase?.sha ?? null, to);
  const files = Object.entries(changes).flatMap(([status, paths]: [string, string[]]) =>
    paths.map((filename) => ({ filename, status, sha: git.filesOf(to).get(filename)?.sha ?? null })),
  );
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
