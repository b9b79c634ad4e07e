/** What lies between two commits, file by file, as GitHub lists it for commits, comparisons and pull requests. */
import type { GitStore } from './git-store.ts';
import { hunksOf, linesOf, patchOf } from './line-diff.ts';
import type { Hunk } from './line-diff.ts';

export interface FileChange {
  filename: string;
  status: 'added' | 'modified' | 'removed' | 'renamed';
  previousFilename: string | null;
  /** Blob on the new side; of a removed file the old one. */
  sha: string | null;
  /** null for what is no text. */
  hunks: Hunk[] | null;
}

/** In the order of their names. A file removed while another came with mostly the same lines was renamed. */
export function fileChanges(git: GitStore, from: string | null, to: string): FileChange[] {
  const { added, modified, removed } = git.changesBetween(from, to);
  const before = git.filesOf(from);
  const after = git.filesOf(to);
  const renamed = renames(
    git,
    added,
    removed,
    (path) => before.get(path)?.sha,
    (path) => after.get(path)?.sha,
  );
  const previousNames = new Set(renamed.values());
  const change = (filename: string, status: FileChange['status'], previous: string | null): FileChange => ({
    filename,
    status,
    previousFilename: status === 'renamed' ? previous : null,
    sha: after.get(filename)?.sha ?? before.get(filename)?.sha ?? null,
    hunks: hunksBetween(git, previous === null ? undefined : before.get(previous)?.sha, after.get(filename)?.sha),
  });
  return [
    ...added.map((path) => change(path, renamed.has(path) ? 'renamed' : 'added', renamed.get(path) ?? null)),
    ...modified.map((path) => change(path, 'modified', path)),
    ...removed.filter((path) => !previousNames.has(path)).map((path) => change(path, 'removed', path)),
  ].toSorted((one, other) => (one.filename < other.filename ? -1 : 1));
}

type ShaOf = (path: string) => string | undefined;

function renames(git: GitStore, added: readonly string[], removed: readonly string[], before: ShaOf, after: ShaOf) {
  const renamed = new Map<string, string>();
  for (const filename of added) {
    const taken = new Set(renamed.values());
    const alike = removed
      .filter((previous) => !taken.has(previous))
      .map((previous) => ({ previous, score: git.likeness(before(previous), after(filename)) }))
      .toSorted((one, other) => other.score - one.score)[0];
    if (alike !== undefined && alike.score >= 0.5) renamed.set(filename, alike.previous);
  }
  return renamed;
}

function hunksBetween(git: GitStore, before: string | undefined, after: string | undefined): Hunk[] | null {
  const [old, current] = [before, after].map((sha) => git.blobs.get(sha ?? '') ?? Buffer.alloc(0));
  if (old?.includes(0) || current?.includes(0)) return null;
  return hunksOf(linesOf(old?.toString() ?? ''), linesOf(current?.toString() ?? ''));
}

/** Lines added and removed. */
export function countLines(change: FileChange): { additions: number; deletions: number } {
  const lines = (change.hunks ?? []).flatMap((hunk) => hunk.lines);
  const count = (mark: string): number => lines.filter((line) => line.startsWith(mark)).length;
  return { additions: count('+'), deletions: count('-') };
}

/** https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
export function fileChangeJson(change: FileChange, contentsUrl: string, ref: string) {
  const { additions, deletions } = countLines(change);
  return {
    sha: change.sha,
    filename: change.filename,
    status: change.status,
    ...(change.previousFilename === null ? {} : { previous_filename: change.previousFilename }),
    additions,
    deletions,
    changes: additions + deletions,
    contents_url: `${contentsUrl}/${change.filename}?ref=${ref}`,
    ...(change.hunks === null || change.hunks.length === 0 ? {} : { patch: patchOf(change.hunks) }),
  };
}
