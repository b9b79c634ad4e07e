/** What people do with branches, forks, pull requests and checks. */
import { deleteBranch, moveBranch, push } from './branches.ts';
import { pressCheck } from './check-runs.ts';
import { rerunSuites } from './check-suites.ts';
import { forkRepository } from './forks.ts';
import { dequeue, enqueue } from './merge-queue.ts';
import { PeopleBase } from './people-base.ts';
import type { As } from './people-base.ts';
import { mergePullRequest, updateBranch } from './pull-merges.ts';
import type { MergeOptions } from './pull-merges.ts';
import { openPullRequest, setDraft, updatePullRequest } from './pull-requests.ts';
import type { PullRequest, PullRequestInput } from './pull-requests.ts';
import { requirePull } from './pull-state.ts';
import type { Push } from './pushes.ts';
import type { Account, Review } from './records.ts';
import { createReview, createReviewComment } from './reviews.ts';
import type { LineComment } from './reviews.ts';
import { fullName } from './world.ts';

export class PullPeople extends PeopleBase {
  /** Commits to a branch and sends `push`; open pull requests from that branch follow. Gives the commit's id. */
  push(repository: string, options: Push): string {
    return push(this.world, this.world.requireRepository(repository), options);
  }

  /** Points a branch at a commit that is already there, or makes it there. */
  moveBranch(repository: string, branch: string, sha: string, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    moveBranch(this.world, target, branch, sha, account);
  }

  /** Open pull requests from it, and to it, are closed. */
  deleteBranch(repository: string, branch: string, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    deleteBranch(this.world, target, branch, account);
  }

  /** Forks to the account of `by` and gives the fork's full name. */
  fork(repository: string, options: { by: string; name?: string }): string {
    const { target, account } = this.at(repository, options);
    return fullName(forkRepository(this.world, target, account, account, options.name));
  }

  /** Opens a pull request from a branch, or `owner:branch` of a fork, and gives its number. */
  openPullRequest(repository: string, input: PullRequestInput & As): number {
    const { target, author } = this.at(repository, input);
    return openPullRequest(this.world, target, author, input).number;
  }

  /** Title, body, or the branch it goes into. */
  editPullRequest(
    repository: string,
    number: number,
    patch: { title?: string; body?: string | null; base?: string } & As,
  ): void {
    const { pull, account } = this.pull(repository, number, patch);
    updatePullRequest(this.world, pull, account, patch);
  }

  /** "Convert to draft". */
  draftPullRequest(repository: string, number: number, options: As = {}): void {
    const { pull, account } = this.pull(repository, number, options);
    setDraft(this.world, pull, account, true);
  }

  /** "Ready for review". */
  readyPullRequest(repository: string, number: number, options: As = {}): void {
    const { pull, account } = this.pull(repository, number, options);
    setDraft(this.world, pull, account, false);
  }

  closePullRequest(repository: string, number: number, options: As = {}): void {
    const { pull, account } = this.pull(repository, number, options);
    updatePullRequest(this.world, pull, account, { state: 'closed' });
  }

  /** Refused where the branch is gone or was force-pushed meanwhile. */
  reopenPullRequest(repository: string, number: number, options: As = {}): void {
    const { pull, account } = this.pull(repository, number, options);
    updatePullRequest(this.world, pull, account, { state: 'open' });
  }

  /** Merges (or squashes), closes, pushes to the base; gives the commit. */
  mergePullRequest(
    repository: string,
    number: number,
    options: MergeOptions & { deleteBranch?: boolean } & As = {},
  ): string {
    const { pull, account } = this.pull(repository, number, options);
    const sha = mergePullRequest(this.world, pull, account, options);
    const { headRepository, headRef } = pull.pull;
    if (options.deleteBranch && headRepository) deleteBranch(this.world, headRepository, headRef, account);
    return sha;
  }

  /** "Update branch": merges the base into the head; gives the new head. */
  updatePullRequestBranch(repository: string, number: number, options: As = {}): string {
    const { pull, account } = this.pull(repository, number, options);
    return updateBranch(this.world, pull, account);
  }

  /** "Merge when ready": sends `merge_group` checks_requested; gives the commit that is to be checked. */
  enqueuePullRequest(repository: string, number: number, options: As = {}): string {
    const { pull, account } = this.pull(repository, number, options);
    return enqueue(this.world, pull, account).headSha;
  }

  /** Ends the waiting: `merged` (default) merges. Sends `merge_group` destroyed. */
  dequeuePullRequest(
    repository: string,
    number: number,
    options: { reason?: 'merged' | 'invalidated' | 'dequeued' } & As = {},
  ): void {
    const { pull, account } = this.pull(repository, number, options);
    dequeue(this.world, pull, account, options.reason ?? 'merged');
  }

  /** Comments on a line of the changes and gives the comment's id. */
  commentOnLine(repository: string, number: number, comment: LineComment & As): number {
    const { pull, author } = this.pull(repository, number, comment);
    return createReviewComment(this.world, pull, author, comment).id;
  }

  /** Approves, asks for changes, or comments. */
  review(repository: string, number: number, review: { state: Review['state']; body?: string } & As): number {
    const { pull, author } = this.pull(repository, number, review);
    return createReview(this.world, pull, author, review).review.id;
  }

  /** Presses "Re-run" of a check, or one of its own buttons: only its app hears of it. */
  pressCheck(repository: string, checkRunId: number, options: { action?: string } & As = {}): void {
    const { target, account } = this.at(repository, options);
    const run = target.checkRuns.find((each) => each.id === checkRunId);
    if (!run) throw new Error(`${repository} has no check run ${checkRunId}.`);
    pressCheck(this.world, run, account, options.action);
  }

  /** "Re-run all checks" of a commit: each app with a check there hears `check_suite` rerequested. */
  rerunAllChecks(repository: string, sha: string, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    rerunSuites(this.world, target, account, sha);
  }

  protected pull(
    repository: string,
    number: number,
    options: As,
  ): { pull: PullRequest; account: Account; author: { account: Account; app: PullRequest['author']['app'] } } {
    const { issue, account, author } = this.issue(repository, number, options);
    return { pull: requirePull(issue), account, author };
  }
}
