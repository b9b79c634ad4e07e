/** Files and folders. https://docs.github.com/rest/repos/contents */
import { demand } from '../access.ts';
import type { TreeEntry } from '../git-store.ts';
import type { Repository } from '../records.ts';
import { notFound, Refusal } from '../refusal.ts';
import { apiUrl, webUrl } from '../world.ts';
import type { World } from '../world.ts';
import { ok, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const contentRoutes: readonly Route[] = [
  { method: 'GET', pattern: `${repo}/contents`, handle: getContents },
  { method: 'GET', pattern: `${repo}/contents/*path`, handle: getContents },
  { method: 'GET', pattern: `${repo}/readme`, handle: getReadme },
];

const oneMegabyte = 1024 * 1024;

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

export const wantsRaw = (accept: string): boolean => /application\/vnd\.github\.(v3\.)?raw/.test(accept);

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
export const lines60 = (text: string): string => text.replace(/.{1,60}/g, '$&\n');

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

function commitOf(repository: Repository, expression: string | null): string {
  const sha = repository.git.resolveCommit(expression ?? 'HEAD', repository.defaultBranch);
  if (sha !== null) return sha;
  if (repository.git.commits.size === 0) throw new Refusal(404, 'This repository is empty.');
  throw new Refusal(404, `No commit found for the ref ${expression ?? repository.defaultBranch}`);
}

export function readable(request: RestRequest): Repository {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'contents', 'read');
  return repository;
}
