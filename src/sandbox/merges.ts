/** Two commits' files put together, as git merges them: file by file, and line by line where both sides changed one. */
import type { FileEntry, GitStore } from './git-store.ts';
import { mergeLines } from './line-diff.ts';

/** The merged files, or null where both sides changed the same lines (or have nothing in common). */
export function mergedFiles(git: GitStore, ours: string, theirs: string): Map<string, FileEntry> | null {
  const common = git.mergeBase(ours, theirs);
  if (common === null) return null;
  const [base, left, right] = [common, ours, theirs].map((sha) => git.filesOf(sha)) as [Files, Files, Files];
  const merged: Files = new Map();
  for (const path of new Set([...left.keys(), ...right.keys()])) {
    const file = mergedFile(git, base.get(path), left.get(path), right.get(path));
    if (file === 'conflict') return null;
    if (file) merged.set(path, file);
  }
  return merged;
}

type Files = Map<string, FileEntry>;

function mergedFile(
  git: GitStore,
  base: FileEntry | undefined,
  left: FileEntry | undefined,
  right: FileEntry | undefined,
): FileEntry | undefined | 'conflict' {
  if (left?.sha === right?.sha || right?.sha === base?.sha) return left;
  if (left?.sha === base?.sha) return right;
  if (!base || !left || !right) return 'conflict';
  const [old, ours, theirs] = [base, left, right].map((file) => git.blobs.get(file.sha)?.toString() ?? '');
  const text = mergeLines(old ?? '', ours ?? '', theirs ?? '');
  return text === null ? 'conflict' : { mode: left.mode, sha: git.writeBlob(Buffer.from(text)) };
}
