/** Pull requests merged, or brought up to date with their base. https://docs.github.com/rest/pulls/pulls */
import { moveBranch } from './branches.ts';
import { closeNamed } from './closing-keywords.ts';
import { setState } from './issues.ts';
import { mergedFiles } from './merges.ts';
import { baseOf, commitsOf, requirePull } from './pull-state.ts';
import { signatureOf } from './pushes.ts';
import type { Account, Issue } from './records.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

export interface MergeOptions {
  method?: 'merge' | 'squash' | undefined;
  /** The head must be at this commit. */
  sha?: string | undefined;
  title?: string | undefined;
  message?: string | undefined;
}

/** Merges into the base, closes the pull request and the issues its words close; gives the commit. */
export function mergePullRequest(world: World, issue: Issue, by: Account, options: MergeOptions = {}): string {
  const merged = requirePull(issue);
  const { pull, repository } = merged;
  if (options.sha !== undefined && options.sha !== pull.headSha) {
    throw new Refusal(409, 'Head branch was modified. Review and try the merge again.');
  }
  const base = baseOf(merged);
  const files = issue.state === 'closed' || pull.draft ? null : mergedFiles(repository.git, base, pull.headSha);
  if (files === null) throw new Refusal(405, 'Pull Request is not mergeable');
  const squash = options.method === 'squash';
  const messages = commitsOf(merged).map((commit) => commit.message);
  const title =
    options.title ??
    (squash
      ? `${issue.title} (#${issue.number})`
      : `Merge pull request #${issue.number} from ${pull.headRepository?.owner.login ?? 'unknown'}/${pull.headRef}`);
  const body = options.message ?? (squash ? messages.map((each) => `* ${each}`).join('\n\n') : issue.title);
  const person = signatureOf(world, by);
  const sha = repository.git.writeCommit({
    tree: repository.git.writeTree(files),
    parents: squash ? [base] : [base, pull.headSha],
    author: person,
    committer: person,
    message: `${title}\n\n${body}`,
  });
  repository.git.signed.add(sha);
  pull.baseSha = base;
  pull.mergedAt = world.instant();
  pull.mergedBy = by;
  pull.mergeCommitSha = sha;
  repository.contributors.add(issue.author.account.login.toLowerCase());
  setState(world, issue, by, 'closed', null);
  moveBranch(world, repository, pull.baseRef, sha, by);
  if (pull.baseRef === repository.defaultBranch) closeNamed(world, repository, issue.body ?? '', by);
  return sha;
}

/** Merges the base into the head branch, as the button "Update branch" does; gives the new head. */
export function updateBranch(world: World, issue: Issue, by: Account, expectedHead?: string): string {
  const { pull, repository } = requirePull(issue);
  if (expectedHead !== undefined && expectedHead !== pull.headSha) {
    throw new Refusal(422, 'expected head sha didn’t match current head ref.');
  }
  const base = baseOf(requirePull(issue));
  if (repository.git.isAncestor(base, pull.headSha)) {
    throw new Refusal(422, 'There are no new commits on the base branch.');
  }
  const files = mergedFiles(repository.git, pull.headSha, base);
  if (files === null || !pull.headRepository) throw new Refusal(422, 'merge conflict between base and head');
  const person = signatureOf(world, by);
  const sha = repository.git.writeCommit({
    tree: repository.git.writeTree(files),
    parents: [pull.headSha, base],
    author: person,
    committer: person,
    message: `Merge branch '${pull.baseRef}' into ${pull.headRef}`,
  });
  repository.git.signed.add(sha);
  moveBranch(world, pull.headRepository, pull.headRef, sha, by);
  return sha;
}
