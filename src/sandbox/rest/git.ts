/** Files and git objects: contents, trees, blobs, refs, branches, commits. https://docs.github.com/rest/git */
import { demand } from '../access.ts';
import type { TreeEntry } from '../git-store.ts';
import { commitJson } from '../json/commit.ts';
import type { Repository } from '../records.ts';
import { notFound, Refusal } from '../refusal.ts';
import { apiUrl, webUrl } from '../world.ts';
import type { World } from '../world.ts';
import { page } from './pages.ts';
import { ok, param, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const gitRoutes: readonly Route[] = [
  { method: 'GET', pattern: `${repo}/contents`, handle: getContents },
  { method: 'GET', pattern: `${repo}/contents/*path`, handle: getContents },
  { method: 'GET', pattern: `${repo}/readme`, handle: getReadme },
  { method: 'GET', pattern: `${repo}/git/trees/*sha`, handle: getTree },
  { method: 'GET', pattern: `${repo}/git/blobs/:sha`, handle: getBlob },
  { method: 'GET', pattern: `${repo}/git/ref/*ref`, handle: getRef },
  { method: 'GET', pattern: `${repo}/git/matching-refs/*ref`, handle: listRefs },
  { method: 'GET', pattern: `${repo}/git/commits/:sha`, handle: getGitCommit },
  { method: 'GET', pattern: `${repo}/branches`, handle: listBranches },
  { method: 'GET', pattern: `${repo}/branches/*branch`, handle: getBranch },
  { method: 'GET', pattern: `${repo}/compare/*basehead`, handle: compare },
  { method: 'GET', pattern: `${repo}/commits`, handle: listCommits },
  { method: 'GET', pattern: `${repo}/commits/*ref`, handle: getCommit },
];

const oneMegabyte = 1024 * 1024;

function readable(request: RestRequest): Repository {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'contents', 'read');
  return repository;
}

function commitOf(repository: Repository, expression: string | null): string {
  const sha = repository.git.resolveCommit(expression ?? 'HEAD', repository.defaultBranch);
  if (sha !== null) return sha;
  if (repository.git.commits.size === 0) throw new Refusal(404, 'This repository is empty.');
  throw new Refusal(404, `No commit found for the ref ${expression ?? repository.defaultBranch}`);
}

function getContents(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const ref = request.query.get('ref');
  const commit = repository.git.commits.get(commitOf(repository, ref));
  const path = (request.params['path'] ?? '').replace(/\/$/, '');
  const entry = commit ? repository.git.entryAt(commit.tree, path) : null;
  if (!entry) throw notFound();
  const shown = ref ?? repository.defaultBranch;
  return entry.type === 'tree'
    ? folderAnswer(request, repository, path, entry, shown)
    : fileAnswer(request, repository, path, entry, shown);
}

const wantsRaw = (accept: string): boolean => /application\/vnd\.github\.(v3\.)?raw/.test(accept);

function fileAnswer(
  request: RestRequest,
  repository: Repository,
  path: string,
  entry: TreeEntry,
  ref: string,
): RestAnswer {
  const content = repository.git.blobs.get(entry.sha) ?? Buffer.alloc(0);
  if (wantsRaw(request.accept)) {
    return {
      status: 200,
      body: content,
      headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' },
    };
  }
  // Above one megabyte the text is only to be had raw.
  const tooLarge = content.length > oneMegabyte;
  return ok({
    ...entryJson(request.world, repository, path, entry, ref),
    content: tooLarge ? '' : lines60(content.toString('base64')),
    encoding: tooLarge ? 'none' : 'base64',
  });
}

/** GitHub breaks base64 after 60 characters. */
const lines60 = (text: string): string => text.replace(/.{1,60}/g, '$&\n');

function folderAnswer(
  request: RestRequest,
  repository: Repository,
  path: string,
  entry: TreeEntry,
  ref: string,
): RestAnswer {
  const entries = (repository.git.trees.get(entry.sha) ?? []).map((child) =>
    entryJson(request.world, repository, path === '' ? child.name : `${path}/${child.name}`, child, ref),
  );
  if (!/application\/vnd\.github\.(v3\.)?object/.test(request.accept)) return ok(entries);
  return ok({ ...entryJson(request.world, repository, path, entry, ref), entries });
}

function entryJson(world: World, repository: Repository, path: string, entry: TreeEntry, ref: string) {
  const url = `${apiUrl(world, repository)}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  const isFile = entry.type === 'blob';
  const htmlUrl = `${webUrl(world, repository)}/${isFile ? 'blob' : 'tree'}/${ref}/${path}`;
  return {
    name: entry.name,
    path,
    sha: entry.sha,
    size: isFile ? (repository.git.blobs.get(entry.sha)?.length ?? 0) : 0,
    url,
    html_url: htmlUrl,
    git_url: `${apiUrl(world, repository)}/git/${isFile ? 'blobs' : 'trees'}/${entry.sha}`,
    download_url: isFile ? `${world.origin}/raw/${repository.owner.login}/${repository.name}/${ref}/${path}` : null,
    type: isFile ? 'file' : 'dir',
    _links: { self: url, html: htmlUrl },
  };
}

function getReadme(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const commit = repository.git.commits.get(commitOf(repository, request.query.get('ref')));
  const root = commit ? (repository.git.trees.get(commit.tree) ?? []) : [];
  const readme = root.find((entry) => entry.type === 'blob' && /^readme(\.\w+)?$/i.test(entry.name));
  if (!readme) throw notFound();
  return fileAnswer(request, repository, readme.name, readme, request.query.get('ref') ?? repository.defaultBranch);
}

function getTree(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const { git } = repository;
  const name = param(request, 'sha');
  const commit = git.resolveCommit(name, repository.defaultBranch);
  const sha = git.trees.has(name) ? name : (git.commits.get(commit ?? '')?.tree ?? null);
  if (sha === null) throw notFound();
  // Any value of the parameter means yes, even 0.
  const tree = request.query.has('recursive') ? walk(repository, sha, '') : listed(repository, sha, '');
  const url = `${apiUrl(request.world, repository)}/git/trees/${sha}`;
  return ok({
    sha,
    url,
    tree: tree.map((entry) => ({ ...entry, url: gitUrl(request.world, repository, entry) })),
    truncated: false,
  });
}

interface ListedEntry {
  path: string;
  mode: string;
  type: 'blob' | 'tree';
  sha: string;
  size?: number;
}

const gitUrl = (world: World, repository: Repository, entry: ListedEntry): string =>
  `${apiUrl(world, repository)}/git/${entry.type}s/${entry.sha}`;

const listed = (repository: Repository, sha: string, prefix: string): ListedEntry[] =>
  (repository.git.trees.get(sha) ?? []).map((entry) => ({
    path: prefix + entry.name,
    mode: entry.mode,
    type: entry.type,
    sha: entry.sha,
    ...(entry.type === 'blob' ? { size: repository.git.blobs.get(entry.sha)?.length ?? 0 } : {}),
  }));

const walk = (repository: Repository, sha: string, prefix: string): ListedEntry[] =>
  listed(repository, sha, prefix).flatMap((entry) =>
    entry.type === 'tree' ? [entry, ...walk(repository, entry.sha, `${entry.path}/`)] : [entry],
  );

function getBlob(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const sha = param(request, 'sha');
  const content = repository.git.blobs.get(sha);
  if (!content) throw notFound();
  if (wantsRaw(request.accept)) {
    return {
      status: 200,
      body: content,
      headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' },
    };
  }
  const url = `${apiUrl(request.world, repository)}/git/blobs/${sha}`;
  return ok({ sha, url, size: content.length, content: lines60(content.toString('base64')), encoding: 'base64' });
}

const refJson = (world: World, repository: Repository, ref: string, sha: string) => ({
  ref,
  url: `${apiUrl(world, repository)}/git/${ref}`,
  object: { type: 'commit', sha, url: `${apiUrl(world, repository)}/git/commits/${sha}` },
});

function getRef(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const ref = `refs/${param(request, 'ref')}`;
  const sha = repository.git.refs.get(ref);
  if (sha === undefined) throw notFound();
  return ok(refJson(request.world, repository, ref, sha));
}

function listRefs(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const refs = [...repository.git.refs].filter(([ref]) => ref.startsWith(`refs/${param(request, 'ref')}`));
  return page(request, refs, ([ref, sha]) => refJson(request.world, repository, ref, sha));
}

function getGitCommit(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const commit = repository.git.commits.get(param(request, 'sha'));
  if (!commit) throw notFound();
  const { sha, node_id, html_url, parents, commit: inner } = commitJson(request.world, repository, commit);
  return ok({ sha, node_id, html_url, parents, ...inner });
}

function branchJson(world: World, repository: Repository, name: string, sha: string) {
  const commit = repository.git.commits.get(sha);
  return {
    name,
    commit: commit ? commitJson(world, repository, commit) : { sha },
    protected: false,
  };
}

function listBranches(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const heads = [...repository.git.refs].filter(([ref]) => ref.startsWith('refs/heads/'));
  return page(request, heads, ([ref, sha]) => ({
    name: ref.slice('refs/heads/'.length),
    commit: { sha, url: `${apiUrl(request.world, repository)}/commits/${sha}` },
    protected: false,
  }));
}

function getBranch(request: RestRequest): RestAnswer {
  const repository = readable(request);
  const name = param(request, 'branch');
  const sha = repository.git.refs.get(`refs/heads/${name}`);
  if (sha === undefined) throw new Refusal(404, 'Branch not found');
  return ok(branchJson(request.world, repository, name, sha));
}

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
  const changes = git.changesBetween(commit.parents[0] ?? null, commit.sha);
  const files = Object.entries(changes).flatMap(([status, paths]: [string, string[]]) =>
    paths.map((filename) => ({ filename, status, sha: git.entryAt(commit.tree, filename)?.sha ?? null })),
  );
  return ok({ ...commitJson(request.world, repository, commit), files });
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
