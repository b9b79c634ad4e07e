/** What is pushed: commits, moved and deleted branches, and the `push` and `check_suite` events that follow. */
import { noCommit, tellCheckSuites } from './check-suites.ts';
import type { FileChanges, Signature } from './git-store.ts';
import { notice } from './notices.ts';
import { pushedCommitJson } from './json/commit.ts';
import type { Account, Repository } from './records.ts';
import { Refusal } from './refusal.ts';
import { fullName, webUrl } from './world.ts';
import type { World } from './world.ts';

export interface NewCommit {
  /** Content by path; null deletes the file. */
  files: FileChanges;
  message: string;
  committedAt?: Date | undefined;
}

export interface Push extends NewCommit {
  /** Default: the default branch. A branch that is not there begins at the default branch. */
  branch?: string;
  /** Login of a person or bot. */
  by: string;
  /** The new commit takes the place of the branch's last one, as a rebase does. */
  force?: boolean;
  /** Do not list files and commits in the event, as GitHub cuts them off for very large pushes. */
  truncated?: boolean;
}

/** Commits to a branch and sends `push`; gives the commit's id. */
export function push(world: World, repository: Repository, options: Push): string {
  if (repository.archived) throw new Refusal(403, 'Repository was archived so is read-only.');
  const by = world.requireAccount(options.by);
  const branch = options.branch ?? repository.defaultBranch;
  const before = repository.git.refs.get(`refs/heads/${branch}`) ?? null;
  const after = writeCommit(world, repository, by, branch, options);
  tellPush(world, repository, by, {
    branch,
    before,
    after,
    forced: options.force ?? false,
    truncated: options.truncated,
  });
  return after;
}

/** Moves a branch to a commit that is there already (a reset, a fast-forward), or makes it, and sends `push`. */
export function moveBranch(world: World, repository: Repository, branch: string, sha: string, by: Account): void {
  if (!repository.git.commits.has(sha)) throw new Refusal(422, 'Object does not exist');
  const before = repository.git.refs.get(`refs/heads/${branch}`) ?? null;
  const forced = before !== null && !repository.git.history(sha).some((commit) => commit.sha === before);
  repository.git.refs.set(`refs/heads/${branch}`, sha);
  tellPush(world, repository, by, { branch, before, after: sha, forced });
}

export function deleteBranch(world: World, repository: Repository, branch: string, by: Account): void {
  const before = repository.git.refs.get(`refs/heads/${branch}`);
  if (before === undefined) throw new Refusal(422, 'Reference does not exist');
  repository.git.refs.delete(`refs/heads/${branch}`);
  tellPush(world, repository, by, { branch, before, after: null, forced: false });
}

export function writeCommit(
  world: World,
  repository: Repository,
  by: Account,
  branch: string,
  commit: NewCommit & { force?: boolean },
): string {
  const { git } = repository;
  const ref = `refs/heads/${branch}`;
  const head = git.refs.get(ref) ?? git.refs.get(`refs/heads/${repository.defaultBranch}`) ?? null;
  const files = git.filesOf(head);
  for (const [path, content] of Object.entries(commit.files)) {
    if (content === null) files.delete(path);
    else files.set(path, { mode: '100644', sha: git.writeBlob(Buffer.from(content)) });
  }
  const signature = signatureOf(world, by, commit.committedAt);
  const parents = commit.force ? (git.commits.get(head ?? '')?.parents ?? []) : head === null ? [] : [head];
  const sha = git.writeCommit({
    tree: git.writeTree(files),
    parents,
    author: signature,
    committer: signature,
    message: commit.message,
  });
  git.refs.set(ref, sha);
  repository.pushedAt = world.instant();
  return sha;
}

/** Who writes a commit, by the address that GitHub gives everybody. */
export const signatureOf = (world: World, by: Account, date?: Date): Signature => ({
  name: by.login,
  email: `${by.id}+${by.login}@users.noreply.github.test`,
  date: date ?? world.now(),
});

interface RefChange {
  branch: string;
  before: string | null;
  after: string | null;
  forced: boolean;
  truncated?: boolean | undefined;
}

function tellPush(world: World, repository: Repository, by: Account, change: RefChange): void {
  const { git } = repository;
  const { before, after } = change;
  const known = new Set(before === null ? [] : git.history(before).map((commit) => commit.sha));
  // A new branch lists what it has beyond the default branch.
  if (before === null && change.branch !== repository.defaultBranch) {
    const base = git.refs.get(`refs/heads/${repository.defaultBranch}`);
    for (const commit of base === undefined ? [] : git.history(base)) known.add(commit.sha);
  }
  const commits =
    after === null
      ? []
      : git
          .history(after)
          .filter((commit) => !known.has(commit.sha))
          .toReversed();
  const listed = change.truncated ? [] : commits.slice(-2048);
  const head = after === null ? undefined : git.commits.get(after);
  world.webhooks.emit({
    name: 'push',
    sender: by,
    repository,
    payload: {
      ref: `refs/heads/${change.branch}`,
      before: before ?? noCommit,
      after: after ?? noCommit,
      created: before === null,
      deleted: after === null,
      forced: change.forced,
      base_ref: null,
      compare: `${webUrl(world, repository)}/compare/${(before ?? noCommit).slice(0, 12)}...${(after ?? noCommit).slice(0, 12)}`,
      commits: listed.map((commit) => pushedCommitJson(world, repository, commit)),
      head_commit: head ? pushedCommitJson(world, repository, head) : null,
      pusher: { name: by.login, email: `${by.login}@users.noreply.github.test` },
    },
  });
  for (const { sha, message } of commits) {
    const url = `${webUrl(world, repository)}/commit/${sha}`;
    notice(world, { repository, by, url, text: message, referencesOnly: true });
  }
  if (head) tellCheckSuites(world, repository, by, { branch: change.branch, before, sha: head.sha });
  const files = after === null ? [] : Object.values(git.changesBetween(before, after)).flat();
  world.changed({
    what: 'push',
    by: by.login,
    repository: fullName(repository),
    branch: change.branch,
    sha: after ?? noCommit,
    message: head?.message ?? `delete ${change.branch}`,
    files,
  });
}
