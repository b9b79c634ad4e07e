import { candidatesIn, findRoadmapPath, isSymlink, SYMLINK_MODE } from '../../github/find-roadmap-path.ts';
import type { TreeEntry } from '../../github/find-roadmap-path.ts';
import { similarPaths } from './similar-paths.ts';
import { blobSizes, GitBlobs } from './git-blobs.ts';
import { gitRefused } from './git-changes.ts';
import type { Git } from './git-process.ts';

/** A link's target is a path: what is longer is none. */
const MAX_LINK_BYTES = 4096;

/** `ROADMAP.md` at its usual places in the commit, as the app finds it; null for none. Throws Failure when git refuses. */
export async function gitRoadmapPath(git: Git, commit: string): Promise<string | null> {
  const top = await entriesOf(git, commit, []);
  const entries = [...top, ...(await entriesOf(git, commit, ['docs/', '.github/']))];
  const targets = new Map<string, string | null>();
  for (const entry of candidatesIn(entries).filter(isSymlink)) {
    targets.set(entry.path, await linkTarget(git, entry.oid));
  }
  return findRoadmapPath(
    entries.map((entry) => {
      const target = targets.get(entry.path) ?? null;
      return target === null ? entry : { ...entry, linkTarget: target };
    }),
  );
}

/** What stands at exactly that path of the commit; null for nothing. Throws Failure when git refuses. */
export async function gitEntryAt(git: Git, commit: string, path: string): Promise<TreeEntry | null> {
  return (await entriesOf(git, commit, [`:(top,literal)${path}`])).find((entry) => entry.path === path) ?? null;
}

/** Text of the symbolic link; null for what is too long to be one. */
export async function linkTarget(git: Git, oid: string): Promise<string | null> {
  const size = (await blobSizes(git, [oid])).get(oid);
  if (size === undefined || size > MAX_LINK_BYTES) return null;
  const blobs = new GitBlobs(git);
  try {
    return (await blobs.read(oid)).toString();
  } finally {
    blobs.close();
  }
}

/** Files of the commit that may be meant by the path, the likeliest first; none when git does not say. */
export async function gitSimilarPaths(git: Git, commit: string, path: string): Promise<string[]> {
  const { code, out } = await git.run(['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]);
  return code === 0 ? similarPaths(path, out.toString().split('\0')) : [];
}

async function entriesOf(git: Git, commit: string, paths: readonly string[]): Promise<TreeEntry[]> {
  const { code, out, err } = await git.run(['ls-tree', '-z', '--full-tree', commit, '--', ...paths]);
  if (code !== 0) throw gitRefused('list the files of the last commit', err);
  return out.toString().split('\0').flatMap(readEntry);
}

/** `100644 blob ID\tPATH` */
function readEntry(row: string): TreeEntry[] {
  const [, mode, type, oid, path] = /^(\d+) (blob|tree|commit) ([0-9a-f]+)\t([^]+)$/.exec(row) ?? [];
  if (mode === undefined || oid === undefined || path === undefined) return [];
  return [{ path, oid, type: type as TreeEntry['type'], mode: parseInt(mode, 8) }];
}

export const SYMLINK = SYMLINK_MODE.toString(8);
