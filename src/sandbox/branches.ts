/** Branches as everybody moves them: what is pushed, and what follows from it for pull requests and issues. */
import { closeNamed } from './closing-keywords.ts';
import { followHead } from './pull-requests.ts';
import { deleteBranch as dropBranch, moveBranch as setBranch, push as pushCommit } from './pushes.ts';
import type { Push } from './pushes.ts';
import type { Account, Repository } from './records.ts';
import type { World } from './world.ts';

/** Commits to a branch and sends `push`; gives the commit's id. */
export function push(world: World, repository: Repository, options: Push): string {
  const branch = options.branch ?? repository.defaultBranch;
  const before = repository.git.refs.get(`refs/heads/${branch}`);
  const sha = pushCommit(world, repository, options);
  settle(world, repository, branch, before, world.requireAccount(options.by));
  return sha;
}

/** Points a branch (made where there is none) at a commit, and sends `push`. */
export function moveBranch(world: World, repository: Repository, branch: string, sha: string, by: Account): void {
  const before = repository.git.refs.get(`refs/heads/${branch}`);
  setBranch(world, repository, branch, sha, by);
  settle(world, repository, branch, before, by);
}

export function deleteBranch(world: World, repository: Repository, branch: string, by: Account): void {
  dropBranch(world, repository, branch, by);
  followHead(world, repository, branch, by);
}

function settle(world: World, repository: Repository, branch: string, before: string | undefined, by: Account): void {
  followHead(world, repository, branch, by);
  const after = repository.git.refs.get(`refs/heads/${branch}`);
  if (branch !== repository.defaultBranch || before === undefined || after === undefined) return;
  for (const commit of repository.git.commitsBetween(before, after)) closeNamed(world, repository, commit.message, by);
}
