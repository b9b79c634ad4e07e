/** Releases: drafts are seen only by those who may push. */
import { releaseJson } from './json/release.ts';
import type { Account, Release, Repository } from './records.ts';
import { invalid } from './refusal.ts';
import { fullName } from './world.ts';
import type { World } from './world.ts';

export interface ReleaseInput {
  tagName: string;
  name?: string | null;
  body?: string | null;
  draft?: boolean;
  prerelease?: boolean;
}

/** Makes a release (published unless `draft`) and, when published, its tag at the head of the default branch. */
export function createRelease(world: World, repository: Repository, by: Account, input: ReleaseInput): Release {
  if (input.tagName.trim() === '') throw invalid({ resource: 'Release', field: 'tag_name', code: 'missing_field' });
  if (repository.releases.some((release) => release.tagName === input.tagName && !release.draft)) {
    throw invalid({ resource: 'Release', field: 'tag_name', code: 'already_exists' });
  }
  const release: Release = {
    kind: 'Release',
    ...world.newIdentity('RE'),
    repository,
    tagName: input.tagName,
    name: input.name ?? null,
    body: input.body ?? null,
    draft: input.draft ?? false,
    prerelease: input.prerelease ?? false,
    author: by,
    createdAt: world.instant(),
    publishedAt: null,
  };
  repository.releases.push(world.remember(release));
  if (!release.draft) publishRelease(world, release, by);
  else tell(world, release, 'created', by);
  return release;
}

export function publishRelease(world: World, release: Release, by: Account): void {
  release.draft = false;
  release.publishedAt = world.instant();
  const { git, defaultBranch } = release.repository;
  const head = git.refs.get(`refs/heads/${defaultBranch}`);
  const tag = `refs/tags/${release.tagName}`;
  if (head !== undefined && !git.refs.has(tag)) git.refs.set(tag, head);
  tell(world, release, 'published', by);
  tell(world, release, 'released', by);
}

function tell(world: World, release: Release, action: string, sender: Account): void {
  const { repository } = release;
  // Drafts have no event beyond their creation.
  const payload = { release: releaseJson(world, release) };
  world.webhooks.emit({ name: 'release', action, sender, repository, payload });
  world.changed({ what: 'release', action, by: sender.login, repository: fullName(repository), release });
}
