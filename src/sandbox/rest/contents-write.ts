/** Files written one at a time. https://docs.github.com/rest/repos/contents#create-or-update-file-contents */
import { authorOf } from '../access.ts';
import { moveBranch } from '../branches.ts';
import { commitOnto } from '../api-commits.ts';
import { commitJson } from '../json/commit.ts';
import type { Repository } from '../records.ts';
import { notFound, Refusal } from '../refusal.ts';
import { apiUrl } from '../world.ts';
import { demandPush } from '../push-rules.ts';
import { created, ok, param, textField, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const pattern = '/repos/:owner/:repo/contents/*path';

export const contentWritingRoutes: readonly Route[] = [
  { method: 'PUT', pattern, handle: putFile },
  { method: 'DELETE', pattern, handle: deleteFile },
];

interface Place {
  repository: Repository;
  branch: string;
  head: string | null;
  path: string;
  /** Blob that stands there now. */
  sha: string | null;
}

function placeOf(request: RestRequest): Place {
  const repository = visibleRepository(request);
  const path = param(request, 'path');
  const branch = (textField(request, 'branch', 'properties') ?? repository.defaultBranch).replace(/^refs\/heads\//, '');
  demandPush(request.actor, repository, branch, [path]);
  const head = repository.git.refs.get(`refs/heads/${branch}`) ?? null;
  if (head === null && repository.git.commits.size > 0) throw new Refusal(404, `Branch ${branch} not found`);
  const sha = repository.git.filesOf(head).get(path)?.sha ?? null;
  return { repository, branch, head, path, sha };
}

const required = (request: RestRequest, field: string): string => {
  const value = textField(request, field, 'properties');
  if (value === undefined) throw new Refusal(422, `Invalid request.\n\n"${field}" wasn't supplied.`);
  return value;
};

function commit(request: RestRequest, place: Place, content: Buffer | null) {
  const { repository, branch, head, path } = place;
  const { account } = authorOf(request.actor);
  const message = required(request, 'message');
  const sha = commitOnto(request.world, repository, account, head, { message, files: { [path]: content } });
  moveBranch(request.world, repository, branch, sha, account);
  const written = repository.git.commits.get(sha);
  return written ? commitJson(request.world, repository, written) : null;
}

function putFile(request: RestRequest): RestAnswer {
  const place = placeOf(request);
  const content = Buffer.from(required(request, 'content'), 'base64');
  const given = textField(request, 'sha', 'properties');
  if (place.sha !== null && given === undefined) throw new Refusal(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  if (given !== undefined && given !== place.sha) throw new Refusal(409, `${place.path} does not match ${given}`);
  const made = commit(request, place, content);
  const { repository, path, branch } = place;
  const sha = repository.git.filesOf(made?.sha ?? null).get(path)?.sha ?? null;
  const url = `${apiUrl(request.world, repository)}/contents/${path}?ref=${encodeURIComponent(branch)}`;
  const body = {
    content: { name: path.split('/').at(-1), path, sha, size: content.length, type: 'file', url },
    commit: made,
  };
  return place.sha === null ? created(body, url) : ok(body);
}

function deleteFile(request: RestRequest): RestAnswer {
  const place = placeOf(request);
  if (place.sha === null) throw notFound();
  const given = required(request, 'sha');
  if (given !== place.sha) throw new Refusal(409, `${place.path} does not match ${given}`);
  return ok({ content: null, commit: commit(request, place, null) });
}
