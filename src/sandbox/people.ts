/**
 * What people do in the browser, without asking whether they may: the story decides that. Each act changes the state
 * and sends the webhooks that go with it. `by` is a login; without it
 * an administrator of the organization acts, or the owner.
 */
import { createComment, deleteComment, react, requireComment, updateComment } from './comments.ts';
import { pressCheck } from './check-runs.ts';
import { closeDiscussion, startDiscussion } from './discussions.ts';
import {
  deleteIssue,
  openIssue,
  requireIssue,
  setLabels,
  setLocked,
  setState,
  transferIssue,
  updateIssue,
} from './issues.ts';
import type { IssueInput, IssuePatch } from './issues.ts';
import { createLabel, deleteLabel, labelsNamed, requireLabel, updateLabel } from './labels.ts';
import type { LabelInput } from './labels.ts';
import { createMilestone, deleteMilestone, requireMilestone, updateMilestone } from './milestones.ts';
import type { MilestoneInput } from './milestones.ts';
import { followHead, mergePullRequest, openPullRequest } from './pull-requests.ts';
import type { PullRequestInput } from './pull-requests.ts';
import type { Account, Author, Issue, Repository, Role, StateReason, Visibility } from './records.ts';
import { createRelease, publishRelease } from './releases.ts';
import type { ReleaseInput } from './releases.ts';
import { deleteBranch, moveBranch, push } from './pushes.ts';
import type { Push } from './pushes.ts';
import {
  deleteRepository,
  rename,
  setArchived,
  setDefaultBranch,
  setRole,
  setVisibility,
  transferRepository,
} from './repositories.ts';
import { personOf } from './world.ts';
import type { World } from './world.ts';

export interface As {
  /** Login of who does it; default: the organization's first administrator, or the owner. */
  by?: string;
}

export class People {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Opens an issue and gives its number. */
  openIssue(repository: string, input: IssueInput & As): number {
    const { target, author } = this.#at(repository, input);
    return openIssue(this.#world, target, author, input).number;
  }

  editIssue(repository: string, number: number, patch: Omit<IssuePatch, 'state' | 'stateReason'> & As): void {
    const { issue, account } = this.#issue(repository, number, patch);
    updateIssue(this.#world, issue, account, patch);
  }

  closeIssue(repository: string, number: number, options: { reason?: StateReason } & As = {}): void {
    const { issue, account } = this.#issue(repository, number, options);
    setState(this.#world, issue, account, 'closed', options.reason ?? null);
  }

  reopenIssue(repository: string, number: number, options: As = {}): void {
    const { issue, account } = this.#issue(repository, number, options);
    setState(this.#world, issue, account, 'open', null);
  }

  lockIssue(repository: string, number: number, options: As = {}): void {
    const { issue, account } = this.#issue(repository, number, options);
    setLocked(this.#world, issue, account, true);
  }

  unlockIssue(repository: string, number: number, options: As = {}): void {
    const { issue, account } = this.#issue(repository, number, options);
    setLocked(this.#world, issue, account, false);
  }

  /** Adds labels; unknown ones are made. */
  labelIssue(repository: string, number: number, labels: readonly string[], options: As = {}): void {
    const { issue, account } = this.#issue(repository, number, options);
    const added = labelsNamed(this.#world, issue.repository, account, labels);
    setLabels(this.#world, issue, account, [...new Set([...issue.labels, ...added])]);
  }

  unlabelIssue(repository: string, number: number, labels: readonly string[], options: As = {}): void {
    const { issue, account } = this.#issue(repository, number, options);
    const names = labels.map((name) => name.toLowerCase());
    const kept = issue.labels.filter((label) => !names.includes(label.name.toLowerCase()));
    setLabels(this.#world, issue, account, kept);
  }

  /** Moves an issue to another repository and gives its number there. */
  transferIssue(repository: string, number: number, to: string, options: As = {}): number {
    const { issue, account } = this.#issue(repository, number, options);
    return transferIssue(this.#world, issue, this.#world.requireRepository(to), account).number;
  }

  deleteIssue(repository: string, number: number, options: As = {}): void {
    const { issue, account } = this.#issue(repository, number, options);
    deleteIssue(this.#world, issue, account);
  }

  /** Comments and gives the comment's id. */
  comment(repository: string, number: number, body: string, options: As = {}): number {
    const { issue, account } = this.#issue(repository, number, options);
    return createComment(this.#world, issue, { account, app: null }, body, { mayWhenLocked: true }).id;
  }

  editComment(repository: string, id: number, body: string, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    updateComment(this.#world, requireComment(target, id), account, body);
  }

  deleteComment(repository: string, id: number, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    deleteComment(this.#world, requireComment(target, id), account);
  }

  reactToComment(repository: string, id: number, content: string, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    react(this.#world, requireComment(target, id), account, content);
  }

  createLabel(repository: string, input: LabelInput & As): void {
    const { target, account } = this.#at(repository, input);
    createLabel(this.#world, target, account, input);
  }

  editLabel(repository: string, name: string, input: Partial<LabelInput> & As): void {
    const { target, account } = this.#at(repository, input);
    updateLabel(this.#world, requireLabel(target, name), account, input);
  }

  deleteLabel(repository: string, name: string, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    deleteLabel(this.#world, requireLabel(target, name), account);
  }

  /** Makes a milestone and gives its number; `dueOn` is a day. */
  createMilestone(repository: string, input: MilestoneInput & As): number {
    const { target, account } = this.#at(repository, input);
    return createMilestone(this.#world, target, account, input).number;
  }

  /** `state`, `dueOn`, `title`, `description`: whichever are given. */
  editMilestone(repository: string, number: number, input: Partial<MilestoneInput> & As): void {
    const { target, account } = this.#at(repository, input);
    updateMilestone(this.#world, requireMilestone(target, number), account, input);
  }

  closeMilestone(repository: string, number: number, options: As = {}): void {
    this.editMilestone(repository, number, { ...options, state: 'closed' });
  }

  deleteMilestone(repository: string, number: number, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    deleteMilestone(this.#world, requireMilestone(target, number), account);
  }

  /** Publishes a release, or keeps it as a draft; gives its id. */
  createRelease(repository: string, input: ReleaseInput & As): number {
    const { target, account } = this.#at(repository, input);
    return createRelease(this.#world, target, account, input).id;
  }

  publishDraft(repository: string, id: number, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    const release = target.releases.find((each) => each.id === id);
    if (!release) throw new Error(`${repository} has no release ${id}.`);
    publishRelease(this.#world, release, account);
  }

  /** Opens a pull request from a branch of the same repository and gives its number. */
  openPullRequest(repository: string, input: PullRequestInput & As): number {
    const { target, author } = this.#at(repository, input);
    return openPullRequest(this.#world, target, author, input).number;
  }

  /** Merges, closes, pushes to the base; gives the merge commit. */
  mergePullRequest(repository: string, number: number, options: As = {}): string {
    const { issue, account } = this.#issue(repository, number, options);
    return mergePullRequest(this.#world, issue, account);
  }

  /** Starts a discussion (they must be enabled) and gives its number. */
  startDiscussion(repository: string, input: { title: string; body?: string } & As): number {
    const { target, author } = this.#at(repository, input);
    return startDiscussion(this.#world, target, author, input).number;
  }

  closeDiscussion(repository: string, number: number): void {
    const discussion = this.#world.requireRepository(repository).discussions.get(number);
    if (!discussion) throw new Error(`${repository} has no discussion ${number}.`);
    closeDiscussion(this.#world, discussion);
  }

  /** Commits to a branch and sends `push`; open pull requests from that branch follow. Gives the commit's id. */
  push(repository: string, options: Push): string {
    const target = this.#world.requireRepository(repository);
    const sha = push(this.#world, target, options);
    const branch = options.branch ?? target.defaultBranch;
    followHead(this.#world, target, branch, this.#world.requireAccount(options.by));
    return sha;
  }

  /** Points a branch at a commit that is already there. */
  moveBranch(repository: string, branch: string, sha: string, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    moveBranch(this.#world, target, branch, sha, account);
    followHead(this.#world, target, branch, account);
  }

  deleteBranch(repository: string, branch: string, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    deleteBranch(this.#world, target, branch, account);
  }

  setDefaultBranch(repository: string, branch: string, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    setDefaultBranch(this.#world, target, branch, account);
  }

  setVisibility(repository: string, visibility: Visibility, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    setVisibility(this.#world, target, visibility, account);
  }

  archive(repository: string, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    setArchived(this.#world, target, true, account);
  }

  unarchive(repository: string, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    setArchived(this.#world, target, false, account);
  }

  /** Switches issues on or off. */
  setIssuesEnabled(repository: string, enabled: boolean): void {
    this.#world.requireRepository(repository).issuesEnabled = enabled;
  }

  renameRepository(repository: string, name: string, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    rename(this.#world, target, name, account);
  }

  transferRepository(repository: string, owner: string, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    transferRepository(this.#world, target, this.#world.requireAccount(owner), account);
  }

  deleteRepository(repository: string, options: As = {}): void {
    const { target, account } = this.#at(repository, options);
    deleteRepository(this.#world, target, account);
  }

  /** Gives a person a role in a repository; `none` takes it away. */
  setPermission(repository: string, login: string, role: Role): void {
    setRole(this.#world.requireRepository(repository), this.#world.requireAccount(login), role);
  }

  /** Presses "Re-run" of a check, or one of its own buttons: only its app hears of it. */
  pressCheck(repository: string, checkRunId: number, options: { action?: string } & As = {}): void {
    const { target, account } = this.#at(repository, options);
    const run = target.checkRuns.find((each) => each.id === checkRunId);
    if (!run) throw new Error(`${repository} has no check run ${checkRunId}.`);
    pressCheck(this.#world, run, account, options.action);
  }

  #at(repository: string, { by }: As): { target: Repository; account: Account; author: Author } {
    const target = this.#world.requireRepository(repository);
    const account = by === undefined ? personOf(this.#world, target.owner) : this.#world.requireAccount(by);
    const app = [...this.#world.apps.values()].find((each) => each.bot === account) ?? null;
    return { target, account, author: { account, app } };
  }

  #issue(repository: string, number: number, options: As): { issue: Issue; account: Account } {
    const { target, account } = this.#at(repository, options);
    return { issue: requireIssue(this.#world, target, number), account };
  }
}
