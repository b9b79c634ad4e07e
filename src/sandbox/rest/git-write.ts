/** Git objects and refs written one by one. https://docs.github.com/rest/git */
import { authorOf, demand } from '../access.ts';
import type { Signature } from '../git-store.ts';
import { commitJson } from '../json/commit.ts';
import { demandPush } from '../push-rules.ts';
import { signatureOf } from '../pushes.ts';
import type { Repository } from '../records.ts';
import { branchOf, createRef, deleteRef, updateRef } from '../refs.ts';
import { Refusal } from '../refusal.ts';
import { apiUrl } from '../world.ts';
import { refJson } from './git.ts';
import { booleanField, created, noContent, ok, param, textField, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const gitWritingRoutes: readonly Route[] = [
  { method: 'POST', pattern: `${repo}/git/refs`, handle: postRef },
  { method: 'PATCH', pattern: `${repo}/git/refs/*ref`, handle: patchRef },
  { method: 'DELETE', pattern: `${repo}/git/refs/*ref`, handle: removeRef },
  { method: 'POST', pattern: `${repo}/git/blobs`, handle: postBlob },
  { method: 'POST', pattern: `${repo}/git/trees`, handle: postTree },
  { method: 'POST', pattern: `${repo}/git/commits`, handle: postCommit },
];

const required = (request: RestRequest, field: string): string => {
  const value = textField(request, field, 'properties');
  if (value === undefined) throw new Refusal(422, `Invalid request.\n\n"${field}" wasn't supplied.`);
  return value;
};

function writable(request: RestRequest, ref?: string): Repository {
  const repository = visibleRepository(request);
  if (ref === undefined) demand(request.actor, repository, 'contents', 'write');
  else demandPush(request.actor, repository, branchOf(ref));
  return repository;
}

function postRef(request: RestRequest): RestAnswer {
  const ref = required(request, 'ref');
  const sha = required(request, 'sha');
  const repository = writable(request, ref);
  createRef(request.world, repository, ref, sha, authorOf(request.actor).account);
  const json = refJson(request.world, repository, ref, sha);
  return created(json, json.url);
}

function patchRef(request: RestRequest): RestAnswer {
  const ref = `refs/${param(request, 'ref')}`;
  const repository = writable(request, ref);
  const sha = required(request, 'sha');
  const force = booleanField(request, 'force', 'properties') ?? false;
  updateRef(request.world, repository, ref, sha, { force, by: authorOf(request.actor).account });
  return ok(refJson(request.world, repository, ref, sha));
}

function removeRef(request: RestRequest): RestAnswer {
  const ref = `refs/${param(request, 'ref')}`;
  deleteRef(request.world, writable(request, ref), ref, authorOf(request.actor).account);
  return noContent;
}

function postBlob(request: RestRequest): RestAnswer {
  const repository = writable(request);
  const encoding = textField(request, 'encoding', 'properties') === 'base64' ? 'base64' : 'utf8';
  const sha = repository.git.writeBlob(Buffer.from(required(request, 'content'), encoding));
  return created({ sha, url: `${apiUrl(request.world, repository)}/git/blobs/${sha}` });
}

/** Files on top of `base_tree`; a `sha` of null removes one. Whole folders by their tree's id are not taken. */
function postTree(request: RestRequest): RestAnswer {
  const repository = writable(request);
  const { git } = repository;
  const base = textField(request, 'base_tree', 'properties');
  const tree = base === undefined ? undefined : (git.commits.get(base)?.tree ?? base);
  if (tree !== undefined && !git.trees.has(tree)) throw new Refusal(404, 'Not Found');
  const files = git.filesOfTree(tree ?? null);
  const entries = request.body['tree'];
  if (!Array.isArray(entries)) throw new Refusal(422, `Invalid request.\n\n"tree" wasn't supplied.`);
  for (const entry of entries as Record<string, unknown>[]) {
    const { path, mode, sha, content } = entry;
    if (typeof path !== 'string' || path.startsWith('/')) {
      throw new Refusal(422, 'tree.path contains a malformed path component');
    }
    if (sha === null) files.delete(path);
    else if (typeof content === 'string') {
      files.set(path, { mode: String(mode), sha: git.writeBlob(Buffer.from(content)) });
    } else if (typeof sha === 'string' && git.blobs.has(sha)) files.set(path, { mode: String(mode), sha });
    else throw new Refusal(422, 'tree.sha does not exist');
  }
  const sha = git.writeTree(files);
  return created({ sha, url: `${apiUrl(request.world, repository)}/git/trees/${sha}`, truncated: false });
}

/** Without an author the app's own, and then GitHub signs it. */
function postCommit(request: RestRequest): RestAnswer {
  const repository = writable(request);
  const { git } = repository;
  const { world } = request;
  const tree = required(request, 'tree');
  if (!git.trees.has(tree)) throw new Refusal(422, 'Tree SHA does not exist');
  const given = request.body['parents'];
  const parents = (Array.isArray(given) ? (given as unknown[]) : []).map(String);
  const missing = parents.find((parent) => !git.commits.has(parent));
  if (missing !== undefined) throw new Refusal(422, `Parent SHA ${missing} does not exist`);
  const own = signatureOf(world, authorOf(request.actor).account);
  const author = signature(request.body['author'], own);
  const committer = signature(request.body['committer'], author);
  const sha = git.writeCommit({ tree, parents, author, committer, message: required(request, 'message') });
  if (author === own && committer === own) git.signed.add(sha);
  const commit = git.commits.get(sha);
  if (!commit) throw new Refusal(500, 'Server Error');
  const { node_id, html_url, parents: links, commit: inner } = commitJson(world, repository, commit);
  return created({ sha, node_id, html_url, parents: links, ...inner });
}

function signature(given: unknown, otherwise: Signature): Signature {
  const { name, email, date } = (given ?? {}) as { name?: unknown; email?: unknown; date?: unknown };
  if (typeof name !== 'string' || typeof email !== 'string') return otherwise;
  return { name, email, date: typeof date === 'string' ? new Date(date) : otherwise.date };
}
