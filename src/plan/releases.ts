/** Release names as people write them, and their order. */
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

/** A leading `v` or a dot tells a version from a year. Numbers of more than nine digits are no versions. */
const VERSION = /^(?:v(?=\d)|(?=\d{1,9}\.))(\d{1,9}(?:\.\d{1,9}){0,5})(?:[-+.]?([a-z][a-z0-9.-]{0,40}))?$/;

function versionOf(text: string): { numbers: number[]; pre: string } | null {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^(?:release|version)[\s-]?/, '');
  const match = VERSION.exec(name);
  return match === null ? null : { numbers: match[1]!.split('.').map(Number), pre: match[2] ?? '' };
}

/**
 * Negative when `one` comes before `other` by version order (`1.7-rc1` < `1.7.0` < `1.10`), 0 for the same version,
 * null when one of them is no version.
 */
export function compareReleases(one: string, other: string): number | null {
  const [left, right] = [versionOf(one), versionOf(other)];
  if (left === null || right === null) return null;
  for (let at = 0; at < Math.max(left.numbers.length, right.numbers.length); at += 1) {
    const difference = (left.numbers[at] ?? 0) - (right.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.pre === right.pre) return 0;
  if (left.pre === '' || right.pre === '') return left.pre === '' ? 1 : -1;
  return left.pre < right.pre ? -1 : 1;
}
