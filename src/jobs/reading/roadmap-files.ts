/** Which roadmap files a repository has, and whether a push changed anything that concerns them. */
import type { GitHubClient } from '../../github/client.ts';
import { readFiles, type FileAtRef, type RepositoryState } from '../../github/repository-files.ts';
import type { Policy } from '../../policy/policy.ts';
import type { StoredReading } from '../memory/memory.ts';

export interface RoadmapFiles {
  /** In the Policy's order. */
  present: FileAtRef[];
  /** Configured, and not there. */
  missing: string[];
  /** By path, at the commit before the push; null where that is not known. */
  previousOids: ReadonlyMap<string, string> | null;
}

/** Blob id of a reading whose file is gone; the reading is kept in case the file comes back, here or under another name. */
export const GONE = '';

/** Where a roadmap is looked for without configuration, for messages. */
export const USUAL_PLACES = ['ROADMAP.md', 'docs/ROADMAP.md', '.github/ROADMAP.md'];

/**
 * The configured roadmaps, else the one at its usual place. One more request only for configured paths outside the
 * directories that were listed.
 * @throws GitHubError, RateLimited
 */
export async function findRoadmapFiles(
  client: GitHubClient,
  state: RepositoryState,
  policy: Policy,
  previousRef: string | null,
): Promise<RoadmapFiles> {
  const paths = policy.roadmaps?.map(({ path }) => path) ?? (state.roadmapPath === null ? [] : [state.roadmapPath]);
  const known = new Map(state.files);
  for (const { path, oid, type } of state.entries) {
    if (type === 'blob' && !known.has(path)) known.set(path, { path, oid, size: null, text: null });
  }
  const unknown = paths.filter((path) => !known.has(path));
  let previousOids = state.previousOids;
  if (unknown.length > 0) {
    const { owner, name } = state.repository;
    const found = await readFiles(client, { owner, name, ref: state.head?.oid ?? null, previousRef, paths: unknown });
    for (const [path, file] of found.files) known.set(path, file);
    if (previousOids !== null) previousOids = new Map([...previousOids, ...found.previousOids]);
  }
  return {
    present: paths.flatMap((path) => known.get(path) ?? []),
    missing: paths.filter((path) => !known.has(path)),
    previousOids,
  };
}

/** The configuration in force: the id of both files together, and the repository's own by itself. */
export interface ConfigurationFiles {
  oid: string;
  policyPath: string;
  policyOid: string | null;
}

/**
 * Whether a roadmap file, or the configuration over it, is another than the last sync settled. What no sync has read, or
 * only a first look has, is compared with the commit before the push; where that is not known, it counts as changed.
 * `isPush`: this repository was pushed to. Without a push, what only a first look has read stays as it is.
 */
export function hasChanged(
  files: RoadmapFiles,
  readings: readonly StoredReading[],
  configuration: ConfigurationFiles,
  isPush: boolean,
): boolean {
  const { present, missing, previousOids } = files;
  const stored = new Map(readings.map((reading) => [reading.path, reading]));
  const paths = new Set(present.map(({ path }) => path));
  const touched = (path: string, oid: string | null): boolean =>
    previousOids === null || (previousOids.get(path) ?? null) !== oid;
  const differs = ({ path, oid }: FileAtRef): boolean => {
    const reading = stored.get(path);
    if (reading === undefined) return touched(path, oid) || touched(configuration.policyPath, configuration.policyOid);
    if (reading.blobOid !== oid || reading.configurationOid !== configuration.oid) return true;
    return isPush && !reading.settled && touched(path, oid);
  };
  if (present.some(differs)) return true;
  if (readings.some(({ path, blobOid }) => blobOid !== GONE && !paths.has(path))) return true;
  if (readings.length > 0 || present.length > 0) return false;
  // Nothing is here. That is worth a word only if the push made it so, or if somebody expects a roadmap here.
  const removed = [...(previousOids?.keys() ?? [])].some((path) => isUsualPlace(path) || missing.includes(path));
  return removed || (configuration.policyOid !== null && touched(configuration.policyPath, configuration.policyOid));
}

/**
 * Whether a push is to be told that the configuration is wrong: it made it so, or it touched a file that is known for a
 * roadmap, one that was read before or lies at a usual place. Which others are meant nobody knows until it is right.
 */
export function concernsWrongConfiguration(
  { entries, previousOids }: Pick<RepositoryState, 'entries' | 'previousOids'>,
  readings: readonly StoredReading[],
  { oid, policyPath }: ConfigurationFiles,
): boolean {
  if (readings.some(({ configurationOid }) => configurationOid !== oid)) return true;
  if (previousOids === null && readings.length > 0) return false;
  const before = previousOids ?? new Map<string, string>();
  const now = new Map(entries.map(({ path, oid }) => [path, oid]));
  const usual = [...now.keys(), ...before.keys()].filter(isUsualPlace);
  const paths = [policyPath, ...readings.map(({ path }) => path), ...usual];
  return paths.some((path) => now.get(path) !== before.get(path));
}

export const isUsualPlace = (path: string): boolean =>
  USUAL_PLACES.some((place) => place.toLowerCase() === path.toLowerCase());
