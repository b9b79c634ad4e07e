/** What a pull request is at this moment: where its head is, what it changes, whether it can be merged or reopened. */
import { fileChanges } from './file-changes.ts';
import type { FileChange } from './file-changes.ts';
import type { CommitObject } from './git-store.ts';
import { mergedFiles } from './merges.ts';
import type { Issue, PullRequestPart, Repository } from './records.ts';
import { invalid } from './refusal.ts';
import type { Refusal } from './refusal.ts';

export type PullRequest = Issue & { pull: PullRequestPart };

export const isPullRequest = (issue: Issue): issue is PullRequest => issue.pull !== null;

/** For acts of a story: an issue in the place of a pull request is the test's mistake. */
export function requirePull(issue: Issue): PullRequest {
  if (!isPullRequest(issue)) throw new Error(`#${issue.number} is an issue, not a pull request.`);
  return issue;
}

export const headOf = (pull: PullRequestPart): string | undefined =>
  pull.headRepository?.git.refs.get(`refs/heads/${pull.headRef}`);

/** What the base branch is at now; the commit it was at where it is gone. */
export const baseOf = ({ pull, repository }: PullRequest): string =>
  repository.git.refs.get(`refs/heads/${pull.baseRef}`) ?? pull.baseSha;

/** From where both sides parted to the head: what GitHub shows as the pull request's changes. */
export function changesOf(issue: PullRequest): FileChange[] {
  const { git } = issue.repository;
  return fileChanges(git, partedAt(issue), issue.pull.headSha);
}

/** Where the head left the base; of a merged pull request as it was then. */
function partedAt(issue: PullRequest): string | null {
  const base = issue.pull.mergedAt === null ? baseOf(issue) : issue.pull.baseSha;
  return issue.repository.git.mergeBase(base, issue.pull.headSha);
}

export function commitsOf(issue: PullRequest): CommitObject[] {
  const base = issue.pull.mergedAt === null ? baseOf(issue) : issue.pull.baseSha;
  return issue.repository.git.commitsBetween(base, issue.pull.headSha);
}

/** `mergeable` and `mergeable_state`; a closed pull request is neither mergeable nor not. */
export function mergeability(issue: PullRequest): { mergeable: boolean | null; state: string } {
  if (issue.state === 'closed') return { mergeable: null, state: 'unknown' };
  const mergeable = mergedFiles(issue.repository.git, baseOf(issue), issue.pull.headSha) !== null;
  return { mergeable, state: !mergeable ? 'dirty' : issue.pull.draft ? 'draft' : 'clean' };
}

const refuse = (message: string): Refusal =>
  invalid({ resource: 'PullRequest', field: 'state', code: 'custom', message: `state cannot be changed. ${message}` });

/** Closed pull requests come back only with the branch they had, further on at most. */
export function checkReopening(issue: PullRequest): void {
  const { pull, repository } = issue;
  if (pull.mergedAt !== null) throw refuse('The pull request has been merged.');
  if (!pull.headRepository) throw refuse('The repository that submitted this pull request has been deleted.');
  const head = headOf(pull);
  if (head === undefined) throw refuse(`The ${pull.headRef} branch has been deleted.`);
  if (!repository.git.refs.has(`refs/heads/${pull.baseRef}`)) {
    throw refuse(`The ${pull.baseRef} branch has been deleted.`);
  }
  if (!repository.git.isAncestor(pull.headSha, head)) {
    throw refuse(`The ${pull.headRef} branch was force-pushed or recreated.`);
  }
  if (openPullOf(repository, pull.headRepository, pull.headRef, pull.baseRef)) {
    throw refuse(`There is already an open pull request from ${pull.headRef} to ${pull.baseRef}.`);
  }
}

export function openPullOf(
  repository: Repository,
  headRepository: Repository,
  headRef: string,
  baseRef: string,
): PullRequest | null {
  const found = [...repository.issues.values()]
    .filter(isPullRequest)
    .filter(({ pull, state }) => state === 'open' && pull.headRef === headRef && pull.baseRef === baseRef)
    .find(({ pull }) => pull.headRepository === headRepository);
  return found ?? null;
}
