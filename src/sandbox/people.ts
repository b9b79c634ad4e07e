/**
 * What people do in the browser, without asking whether they may: the story decides that. Each act changes the state
 * and sends the webhooks that go with it. `by` is a login; without it
 * an administrator of the organization acts, or the owner.
 */
import {
  createComment,
  deleteComment,
  react,
  requireComment,
  setMinimized,
  unreact,
  updateComment,
} from './comments.ts';
import { closeDiscussion, startDiscussion } from './discussions.ts';
import {
  deleteIssue,
  openIssue,
  setLabels,
  setLocked,
  setPinned,
  setState,
  transferIssue,
  updateIssue,
} from './issues.ts';
import type { IssueInput, IssuePatch } from './issues.ts';
import { createLabel, deleteLabel, labelsNamed, requireLabel, updateLabel } from './labels.ts';
import type { LabelInput } from './labels.ts';
import { createMilestone, deleteMilestone, requireMilestone, updateMilestone } from './milestones.ts';
import type { MilestoneInput } from './milestones.ts';
import { requireTeam, setTeamRole } from './teams.ts';
import type { Role, StateReason, Visibility } from './records.ts';
import { createRelease, publishRelease } from './releases.ts';
import type { ReleaseInput } from './releases.ts';
import { ProjectPeople } from './people-projects.ts';
import type { As } from './people-base.ts';
import {
  deleteRepository,
  rename,
  setArchived,
  setDefaultBranch,
  setRole,
  setVisibility,
  transferRepository,
} from './repositories.ts';

export class People extends ProjectPeople {
  /** Opens an issue and gives its number. */
  openIssue(repository: string, input: IssueInput & As): number {
    const { target, author } = this.at(repository, input);
    return openIssue(this.world, target, author, input).number;
  }

  editIssue(repository: string, number: number, patch: Omit<IssuePatch, 'state' | 'stateReason'> & As): void {
    const { issue, account } = this.issue(repository, number, patch);
    updateIssue(this.world, issue, account, patch);
  }

  closeIssue(repository: string, number: number, options: { reason?: StateReason } & As = {}): void {
    const { issue, account } = this.issue(repository, number, options);
    setState(this.world, issue, account, 'closed', options.reason ?? null);
  }

  reopenIssue(repository: string, number: number, options: As = {}): void {
    const { issue, account } = this.issue(repository, number, options);
    setState(this.world, issue, account, 'open', null);
  }

  lockIssue(repository: string, number: number, options: { reason?: string } & As = {}): void {
    const { issue, account } = this.issue(repository, number, options);
    setLocked(this.world, issue, account, true, options.reason ?? null);
  }

  unlockIssue(repository: string, number: number, options: As = {}): void {
    const { issue, account } = this.issue(repository, number, options);
    setLocked(this.world, issue, account, false);
  }

  /** Adds labels; unknown ones are made. */
  labelIssue(repository: string, number: number, labels: readonly string[], options: As = {}): void {
    const { issue, account } = this.issue(repository, number, options);
    const added = labelsNamed(this.world, issue.repository, account, labels);
    setLabels(this.world, issue, account, [...new Set([...issue.labels, ...added])]);
  }

  unlabelIssue(repository: string, number: number, labels: readonly string[], options: As = {}): void {
    const { issue, account } = this.issue(repository, number, options);
    const names = labels.map((name) => name.toLowerCase());
    const kept = issue.labels.filter((label) => !names.includes(label.name.toLowerCase()));
    setLabels(this.world, issue, account, kept);
  }

  /** Moves an issue to another repository and gives its number there. */
  transferIssue(repository: string, number: number, to: string, options: As = {}): number {
    const { issue, account } = this.issue(repository, number, options);
    return transferIssue(this.world, issue, this.world.requireRepository(to), account).number;
  }

  deleteIssue(repository: string, number: number, options: As = {}): void {
    const { issue, account } = this.issue(repository, number, options);
    deleteIssue(this.world, issue, account);
  }

  /** Comments and gives the comment's id. */
  comment(repository: string, number: number, body: string, options: As = {}): number {
    const { issue, author } = this.issue(repository, number, options);
    return createComment(this.world, issue, author, body, { mayWhenLocked: true }).id;
  }

  editComment(repository: string, id: number, body: string, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    updateComment(this.world, requireComment(target, id), account, body);
  }

  deleteComment(repository: string, id: number, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    deleteComment(this.world, requireComment(target, id), account);
  }

  /** Takes a reaction back. */
  unreactToComment(repository: string, id: number, content: string, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    unreact(requireComment(target, id), account, content);
  }

  reactToIssue(repository: string, number: number, content: string, options: As = {}): void {
    const { issue, account } = this.issue(repository, number, options);
    react(this.world, issue, account, content);
  }

  /** Hides a comment behind a click; null shows it again. */
  minimizeComment(repository: string, id: number, reason: string | null): void {
    setMinimized(requireComment(this.world.requireRepository(repository), id), reason);
  }

  pinIssue(repository: string, number: number, options: As = {}): void {
    const { issue, account } = this.issue(repository, number, options);
    setPinned(this.world, issue, account, true);
  }

  unpinIssue(repository: string, number: number, options: As = {}): void {
    const { issue, account } = this.issue(repository, number, options);
    setPinned(this.world, issue, account, false);
  }

  reactToComment(repository: string, id: number, content: string, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    react(this.world, requireComment(target, id), account, content);
  }

  createLabel(repository: string, input: LabelInput & As): void {
    const { target, account } = this.at(repository, input);
    createLabel(this.world, target, account, input);
  }

  editLabel(repository: string, name: string, input: Partial<LabelInput> & As): void {
    const { target, account } = this.at(repository, input);
    updateLabel(this.world, requireLabel(target, name), account, input);
  }

  deleteLabel(repository: string, name: string, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    deleteLabel(this.world, requireLabel(target, name), account);
  }

  /** Makes a milestone and gives its number; `dueOn` is a day. */
  createMilestone(repository: string, input: MilestoneInput & As): number {
    const { target, account } = this.at(repository, input);
    return createMilestone(this.world, target, account, input).number;
  }

  /** `state`, `dueOn`, `title`, `description`: whichever are given. */
  editMilestone(repository: string, number: number, input: Partial<MilestoneInput> & As): void {
    const { target, account } = this.at(repository, input);
    updateMilestone(this.world, requireMilestone(target, number), account, input);
  }

  closeMilestone(repository: string, number: number, options: As = {}): void {
    this.editMilestone(repository, number, { ...options, state: 'closed' });
  }

  deleteMilestone(repository: string, number: number, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    deleteMilestone(this.world, requireMilestone(target, number), account);
  }

  /** Publishes a release, or keeps it as a draft; gives its id. */
  createRelease(repository: string, input: ReleaseInput & As): number {
    const { target, account } = this.at(repository, input);
    return createRelease(this.world, target, account, input).id;
  }

  publishDraft(repository: string, id: number, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    const release = target.releases.find((each) => each.id === id);
    if (!release) throw new Error(`${repository} has no release ${id}.`);
    publishRelease(this.world, release, account);
  }

  /** Starts a discussion (they must be enabled) and gives its number. */
  startDiscussion(repository: string, input: { title: string; body?: string } & As): number {
    const { target, author } = this.at(repository, input);
    return startDiscussion(this.world, target, author, input).number;
  }

  closeDiscussion(repository: string, number: number): void {
    const discussion = this.world.requireRepository(repository).discussions.get(number);
    if (!discussion) throw new Error(`${repository} has no discussion ${number}.`);
    closeDiscussion(this.world, discussion);
  }

  setDefaultBranch(repository: string, branch: string, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    setDefaultBranch(this.world, target, branch, account);
  }

  setVisibility(repository: string, visibility: Visibility, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    setVisibility(this.world, target, visibility, account);
  }

  archive(repository: string, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    setArchived(this.world, target, true, account);
  }

  unarchive(repository: string, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    setArchived(this.world, target, false, account);
  }

  /** Switches issues on or off. */
  setIssuesEnabled(repository: string, enabled: boolean): void {
    this.world.requireRepository(repository).issuesEnabled = enabled;
  }

  renameRepository(repository: string, name: string, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    rename(this.world, target, name, account);
  }

  transferRepository(repository: string, owner: string, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    transferRepository(this.world, target, this.world.requireAccount(owner), account);
  }

  deleteRepository(repository: string, options: As = {}): void {
    const { target, account } = this.at(repository, options);
    deleteRepository(this.world, target, account);
  }

  /** From now on only administrators push to branches of this pattern: `main`, `release/*`, `**`. */
  protectBranches(repository: string, pattern: string): void {
    this.world.requireRepository(repository).protectedBranches.push(pattern);
  }

  /** Gives a team a role in a repository; `none` takes it away. */
  setTeamPermission(repository: string, slug: string, role: Role): void {
    const target = this.world.requireRepository(repository);
    setTeamRole(requireTeam(target.owner, slug), target, role);
  }

  /** Gives a person a role in a repository; `none` takes it away. */
  setPermission(repository: string, login: string, role: Role): void {
    setRole(this.world.requireRepository(repository), this.world.requireAccount(login), role);
  }
}
