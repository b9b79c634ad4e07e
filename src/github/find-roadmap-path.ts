import { posix } from 'node:path';
import { USUAL_DIRECTORIES } from './queries/repository-state.ts';

/** One entry of a listed directory. */
export interface TreeEntry {
  path: string;
  oid: string;
  type: 'blob' | 'tree' | 'commit';
  /** git's mode: 0o100644 a file, 0o120000 a symbolic link, 0o040000 a directory, 0o160000 a submodule. */
  mode: number;
  /** Of a symbolic link, where it was looked up: what it points to, as written. */
  linkTarget?: string;
}

export const SYMLINK_MODE = 0o120000;

/**
 * The roadmap file that serves without configuration: `ROADMAP.md`, `docs/ROADMAP.md`, `.github/ROADMAP.md`, in any
 * case, the first found (of two in one directory the one in capitals, else the first by name). A symbolic link counts
 * as the file that it points to, if that is listed too. null for none.
 */
export function findRoadmapPath(entries: readonly TreeEntry[]): string | null {
  const files = new Set(entries.filter(isFile).map(({ path }) => path));
  for (const candidate of candidatesIn(entries)) {
    const path = isSymlink(candidate) ? pointedTo(candidate) : candidate.path;
    if (path !== null && files.has(path)) return path;
  }
  return null;
}

/** Entries named like a roadmap, in the order in which they are tried. */
export const candidatesIn = (entries: readonly TreeEntry[]): TreeEntry[] =>
  USUAL_DIRECTORIES.flatMap((directory) =>
    entries
      .filter(({ path, type }) => type === 'blob' && isRoadmapIn(directory, path))
      .toSorted((one, other) => (one.path < other.path ? -1 : 1)),
  );

/** Capitals sort before small letters, so that plain order prefers `ROADMAP.md`. */
function isRoadmapIn(directory: string, path: string): boolean {
  const { dir, base } = posix.parse(path);
  return dir.toLowerCase() === directory && base.toLowerCase() === 'roadmap.md';
}

export const isSymlink = ({ type, mode }: TreeEntry): boolean => type === 'blob' && mode === SYMLINK_MODE;

const isFile = (entry: TreeEntry): boolean => entry.type === 'blob' && !isSymlink(entry);

function pointedTo({ path, linkTarget }: TreeEntry): string | null {
  if (linkTarget === undefined || linkTarget.startsWith('/')) return null;
  return posix.normalize(posix.join(posix.dirname(path), linkTarget.trim()));
}
