import type { Release } from '../records.ts';
import { apiUrl, webUrl } from '../world.ts';
import type { World } from '../world.ts';
import { accountJson } from './account.ts';

export const releaseJson = (world: World, release: Release) => ({
  url: `${apiUrl(world, release.repository)}/releases/${release.id}`,
  html_url: releaseUrl(world, release),
  id: release.id,
  node_id: release.nodeId,
  tag_name: release.tagName,
  target_commitish: release.repository.defaultBranch,
  name: release.name,
  body: release.body,
  draft: release.draft,
  prerelease: release.prerelease,
  author: accountJson(world, release.author),
  created_at: release.createdAt,
  published_at: release.publishedAt,
  assets: [] as unknown[],
});

export const releaseUrl = (world: World, release: Release): string =>
  `${webUrl(world, release.repository)}/releases/tag/${encodeURIComponent(release.tagName)}`;
