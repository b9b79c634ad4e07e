/** Release names as people write them, and the releases that GitHub published under them. */
import { normalizeRelease } from '../roadmap/target/release.ts';
import type { ObservedRelease } from './observation.ts';

/** Name in normal form: `v1.7.0`, `V1.7.0` and `Release-1.7` are one release. */
export const releaseName = (text: string): string => normalizeRelease(text);

/** The published release of that name or tag; drafts and prereleases are not published. null when there is none. */
export function publishedRelease(text: string, releases: readonly ObservedRelease[]): ObservedRelease | null {
  let byName = publishedByName.get(releases);
  if (byName === undefined) publishedByName.set(releases, (byName = indexByName(releases)));
  return byName.get(releaseName(text)) ?? null;
}

/** Asked once an item: made once an Observation, which is never changed. */
const publishedByName = new WeakMap<readonly ObservedRelease[], ReadonlyMap<string, ObservedRelease>>();

function indexByName(releases: readonly ObservedRelease[]): Map<string, ObservedRelease> {
  const published = releases
    .filter(({ draft, prerelease, publishedAt }) => !draft && !prerelease && publishedAt !== null)
    // Two may have one name (one's name is the other's tag): the earliest is when the target was reached.
    .toSorted((one, other) => (one.publishedAt! + one.tagName < other.publishedAt! + other.tagName ? -1 : 1));
  const byName = new Map<string, ObservedRelease>();
  for (const release of published) {
    for (const name of [release.tagName, release.name ?? release.tagName].map(releaseName)) {
      if (!byName.has(name)) byName.set(name, release);
    }
  }
  return byName;
}
