/** Commits made through the API: written by the one who asks, committed and signed by GitHub. */
import type { FileChanges } from './git-store.ts';
import { signatureOf } from './pushes.ts';
import type { Account, Repository } from './records.ts';
import type { World } from './world.ts';

/** Writes a commit with these files changed on top of another; no branch moves. */
export function commitOnto(
  world: World,
  repository: Repository,
  by: Account,
  parent: string | null,
  change: { message: string; files: FileChanges },
): string {
  const { git } = repository;
  const files = git.filesOf(parent);
  for (const [path, content] of Object.entries(change.files)) {
    if (content === null) files.delete(path);
    else files.set(path, { mode: files.get(path)?.mode ?? '100644', sha: git.writeBlob(Buffer.from(content)) });
  }
  const sha = git.writeCommit({
    tree: git.writeTree(files),
    parents: parent === null ? [] : [parent],
    author: signatureOf(world, by),
    committer: { name: 'GitHub', email: 'noreply@github.test', date: world.now() },
    message: change.message,
  });
  git.signed.add(sha);
  return sha;
}
