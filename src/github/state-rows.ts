/** Rows of GraphQL about files, commits and releases, brought into the state's form. */
import type { ObservedRelease } from '../plan/observation.ts';
import { bytesOfText } from './blob.ts';
import type { TreeEntry } from './find-roadmap-path.ts';
import {
  beforeName,
  USUAL_DIRECTORIES,
  type CommitRow,
  type ObjectRow,
  type ReleaseRow,
  type RepositoryStateRow,
} from './queries/repository-state.ts';

export interface Commit {
  oid: string;
  /** ISO instant; null where GitHub does not say. */
  committedAt: string | null;
  /** Login, else the name in the commit. */
  author: string | null;
}

export interface FileAtRef {
  path: string;
  oid: string;
  /** Bytes; null where GitHub does not say. */
  size: number | null;
  /** Exactly the file's bytes as UTF-8; null where that is not proven: then `readFile` gets them. */
  text: string | null;
}

export const objectIn = (row: RepositoryStateRow, key: string): ObjectRow | null =>
  (row[key] as ObjectRow | undefined) ?? null;

export function pathIn(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

export function entriesIn(directory: string, tree: ObjectRow | null): TreeEntry[] {
  return (tree?.entries ?? []).flatMap((entry) => {
    if (typeof entry?.name !== 'string' || typeof entry.oid !== 'string') return [];
    const type = entry.type === 'tree' || entry.type === 'commit' ? entry.type : 'blob';
    return [{ path: pathIn(directory, entry.name), oid: entry.oid, type, mode: entry.mode ?? 0 }];
  });
}

export function fileOf(path: string, row: ObjectRow | null | undefined): FileAtRef | null {
  if (typeof row?.oid !== 'string' || row.type !== 'Blob') return null;
  const bytes = bytesOfText(row.text, row.oid);
  return { path, oid: row.oid, size: row.byteSize ?? null, text: bytes === null ? null : (row.text ?? null) };
}

export function filesOf(
  paths: readonly string[],
  rowOf: (path: string, index: number) => ObjectRow | null,
): Map<string, FileAtRef> {
  const files = paths.map((path, index) => fileOf(path, rowOf(path, index))).filter((file) => file !== null);
  return new Map(files.map((file) => [file.path, file]));
}

export function previousOidsOf(row: RepositoryStateRow, paths: string[]): Map<string, string> | null {
  const trees = USUAL_DIRECTORIES.map((directory, index) => ({
    directory,
    tree: objectIn(row, beforeName(`tree${index}`)),
  }));
  // The top of an existing commit is always a tree: without it the commit is not there any more.
  if (trees[0]?.tree === null) return null;
  const listed = trees
    .flatMap(({ directory, tree }) => entriesIn(directory, tree))
    .filter(({ type }) => type === 'blob')
    .map(({ path, oid }): [string, string] => [path, oid]);
  const asked = paths.flatMap((path, index): [string, string][] => {
    const oid = objectIn(row, beforeName(`file${index}`))?.oid;
    return typeof oid === 'string' ? [[path, oid]] : [];
  });
  return new Map([...listed, ...asked]);
}

export function commitOf(row: CommitRow | null | undefined): Commit | null {
  const commit = row?.type === 'Tag' ? row.target : row;
  if (typeof commit?.oid !== 'string') return null;
  const author = commit.author?.user?.login ?? commit.author?.name ?? null;
  return { oid: commit.oid, committedAt: commit.committedDate ?? null, author };
}

export function releaseOf(row: ReleaseRow | null): ObservedRelease | null {
  if (typeof row?.tagName !== 'string') return null;
  return {
    tagName: row.tagName,
    name: row.name ?? null,
    publishedAt: row.isDraft === true ? null : (row.publishedAt ?? null),
    draft: row.isDraft === true,
    prerelease: row.isPrerelease === true,
  };
}
