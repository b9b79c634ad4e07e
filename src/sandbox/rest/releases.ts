/** Releases, for reading. https://docs.github.com/rest/releases/releases */
import { allows, demand } from '../access.ts';
import { releaseJson } from '../json/release.ts';
import type { Release } from '../records.ts';
import { notFound } from '../refusal.ts';
import { page } from './pages.ts';
import { ok, param, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const releaseRoutes: readonly Route[] = [
  { method: 'GET', pattern: `${repo}/releases`, handle: listReleases },
  { method: 'GET', pattern: `${repo}/releases/latest`, handle: getLatestRelease },
  { method: 'GET', pattern: `${repo}/releases/tags/*tag`, handle: getReleaseByTag },
];

/** Newest first; drafts only for those who may push. */
function visibleReleases(request: RestRequest): Release[] {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'contents', 'read');
  const withDrafts = allows(request.actor, repository, 'contents', 'write');
  return repository.releases.filter((release) => withDrafts || !release.draft).toReversed();
}

function listReleases(request: RestRequest): RestAnswer {
  return page(request, visibleReleases(request), (release) => releaseJson(request.world, release));
}

function getLatestRelease(request: RestRequest): RestAnswer {
  const latest = visibleReleases(request).find((release) => !release.draft && !release.prerelease);
  if (!latest) throw notFound();
  return ok(releaseJson(request.world, latest));
}

function getReleaseByTag(request: RestRequest): RestAnswer {
  const release = visibleReleases(request).find((each) => each.tagName === param(request, 'tag') && !each.draft);
  if (!release) throw notFound();
  return ok(releaseJson(request.world, release));
}
