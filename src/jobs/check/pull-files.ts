/** Which roadmap files a change touches, each paired with what it was before. */
import type { ChangedFile, Comparison } from '../../github/compare-commits.ts';
import type { GitHubClient } from '../../github/client.ts';
import { POLICY_PATH } from '../../github/queries/repository-state.ts';
import { readFiles, readRepositoryState, type FileAtRef, type RepositoryState } from '../../github/repository-files.ts';
import type { Policy } from '../../policy/policy.ts';
import { findRoadmapFiles, isUsualPlace } from '../reading/roadmap-files.ts';

/** The repository at the three commits that matter. */
export interface PullStates {
  /** The default branch now: configuration, milestones, releases. */
  now: RepositoryState;
  /** The newest commit that head and base branch have in common. */
  before: RepositoryState;
  head: RepositoryState;
}

/** One roadmap file before and after; null where it is not there. */
export interface FilePair {
  before: FileAtRef | null;
  after: FileAtRef | null;
}

export interface PullFiles {
  /** Only those that differ. */
  pairs: FilePair[];
  /** Configured, there before, and not there afterwards. */
  lost: { path: string; movedTo: string | null }[];
}

/**
 * Whether any of the changed files may be a roadmap or the configuration; `paths` are the roadmaps that are known. Where
 * not all changed files are known it may be.
 */
export function mayConcern(
  { files, isComplete }: Comparison,
  policy: Policy | null,
  paths: readonly string[],
): boolean {
  if (!isComplete) return true;
  const known = new Set([POLICY_PATH, ...paths, ...(policy?.roadmaps ?? []).map(({ path }) => path)]);
  const hasNoChoice = (policy?.roadmaps ?? null) === null;
  return files
    .flatMap(({ path, previousPath }) => [path, ...(previousPath === null ? [] : [previousPath])])
    .some((path) => known.has(path) || (hasNoChoice && isUsualPlace(path)));
}

/**
 * The repository at the head and where the two branches parted; `now` is not asked for twice.
 * @throws GitHubError, RateLimited
 */
export async function readStates(
  client: GitHubClient,
  now: RepositoryState,
  { headOid, mergeBaseOid, paths }: { headOid: string; mergeBaseOid: string; paths: readonly string[] },
): Promise<PullStates> {
  const { owner, name } = now.repository;
  const at = (ref: string): Promise<RepositoryState> =>
    ref === now.head?.oid
      ? Promise.resolve(now)
      : readRepositoryState(client, { owner, name, ref, previousRef: null, paths });
  const head = await at(headOid);
  return { now, head, before: await at(mergeBaseOid) };
}

/** @throws GitHubError, RateLimited */
export async function findPullFiles(
  client: GitHubClient,
  { before, head }: PullStates,
  policy: Policy,
  changed: readonly ChangedFile[],
): Promise<PullFiles> {
  const [earlier, later] = [
    await findRoadmapFiles(client, before, policy, null),
    await findRoadmapFiles(client, head, policy, null),
  ];
  const newPathOf = new Map(
    changed.flatMap(({ path, previousPath }) => (previousPath === null ? [] : [[previousPath, path]])),
  );
  const left = new Map(later.present.map((file) => [file.path, file]));
  const take = (path: string | undefined): FileAtRef | null => {
    const file = path === undefined ? undefined : left.get(path);
    if (path !== undefined) left.delete(path);
    return file ?? null;
  };
  const pairs: FilePair[] = [];
  const unpaired: FileAtRef[] = [];
  const lost: PullFiles['lost'] = [];
  for (const file of earlier.present) {
    const after = take(file.path) ?? take(newPathOf.get(file.path));
    if (after !== null) pairs.push({ before: file, after });
    else unpaired.push(file);
  }
  for (const file of unpaired) {
    const movedTo = newPathOf.get(file.path) ?? null;
    // As a sync takes it: one file that went and one that came are the same roadmap.
    const [other] = unpaired.length === 1 && left.size === 1 ? [...left.values()] : [];
    if (other !== undefined) left.clear();
    const isLost = other === undefined && policy.roadmaps !== null;
    if (isLost) lost.push({ path: file.path, movedTo });
    pairs.push({ before: file, after: other ?? (movedTo === null ? null : await fileAt(client, head, movedTo)) });
  }
  for (const file of left.values()) pairs.push({ before: null, after: file });
  return { pairs: pairs.filter(({ before: one, after: other }) => !isSame(one, other)), lost };
}

const isSame = (one: FileAtRef | null, other: FileAtRef | null): boolean =>
  one?.oid === other?.oid && one?.path === other?.path;

async function fileAt(
  client: GitHubClient,
  { repository, head }: RepositoryState,
  path: string,
): Promise<FileAtRef | null> {
  const { owner, name } = repository;
  const question = { owner, name, ref: head?.oid ?? null, previousRef: null, paths: [path] };
  return (await readFiles(client, question)).files.get(path) ?? null;
}

/** Paths of the roadmaps that the default branch has changed since the two parted. */
export async function movedOnSince(
  client: GitHubClient,
  { now }: PullStates,
  policy: Policy,
  pairs: readonly FilePair[],
): Promise<string[]> {
  const { present } = await findRoadmapFiles(client, now, policy, null);
  const oids = new Map(present.map(({ path, oid }) => [path, oid]));
  return pairs.flatMap(({ before }) => (before !== null && oids.get(before.path) !== before.oid ? [before.path] : []));
}
