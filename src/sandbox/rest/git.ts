/** Git objects: trees, blobs, refs, branches. https://docs.github.com/rest/git */
import { commitJson } from '../json/commit.ts';
import type { Repository } from '../records.ts';
import { notFound, Refusal } from '../refusal.ts';
import { apiUrl } from '../world.ts';
import type { World } from '../world.ts';
import { lines60, readable, wantsRaw } from './contents.ts';
import { page } from './pages.ts';
import { ok, param } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const gitRoutes: readonly Route[] = [
  { method: 'GET', pattern: `${repo}/git/trees/*sha`, handle: getTree },
  { method: 'GET', pattern: `${repo}/git/blobs/:sha`, handle: getBlob },
  { method: 'GET', pattern: `${repo}/git/ref/*ref`, handle: getRef },
  { method: 'GET', pattern: `${repo}/git/matching-refs/*ref`, handle: listRefs },
  { method: 'GET', pattern: `${repo}/git/commits/:sha`, handle: getGitCommit },
  { method: 'GET', pattern: `${repo}/branches`, handle: listBranches },
  { method: 'GET', pattern: `${repo}/branches/*branch`, handle: getBranch },
];

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

export const refJson = (world: World, repository: Repository, ref: string, sha: string) => ({
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
