/** Issues (and what pull requests share with them): opened, edited, closed, labelled, moved, deleted, with their events. */
import { issueJson, issueUrl } from './json/issue.ts';
import { labelJson } from './json/label.ts';
import { milestoneJson } from './json/milestone.ts';
import { fullPullRequestJson } from './json/pull-request.ts';
import { repositoryJson } from './json/repository.ts';
import { labelsNamed } from './labels.ts';
import { notice } from './notices.ts';
import { dropContent, followClosing, moveContent } from './project-items.ts';
import { checkReopening, headOf, isPullRequest } from './pull-state.ts';
import type { Account, Author, Issue, Label, Milestone, PullRequestPart, Repository, StateReason } from './records.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import { apiUrl, fullName } from './world.ts';
import type { World } from './world.ts';

/** https://github.com/telia-oss/github-pr-resource/issues/259: for issue and comment bodies alike. */
const longestBody = 65_536;
const longestTitle = 256;

export interface IssueInput {
  title: string;
  body?: string | null | undefined;
  labels?: readonly string[] | undefined;
  /** Number of the milestone; null clears. */
  milestone?: number | null | undefined;
  assignees?: readonly string[] | undefined;
}

export interface IssuePatch extends Omit<IssueInput, 'title'> {
  title?: string | undefined;
  state?: 'open' | 'closed' | undefined;
  stateReason?: StateReason | null | undefined;
}

/** Opens an issue as somebody who may set everything; what GitHub drops for others is left out by the caller. */
export function openIssue(world: World, repository: Repository, author: Author, input: IssueInput): Issue {
  if (!repository.issuesEnabled) throw new Refusal(410, 'Issues has been disabled in this repository.');
  return addIssue(world, repository, author, input, null);
}

/** An issue, or with `pull` a pull request: both take the repository's next number. */
export function addIssue(
  world: World,
  repository: Repository,
  author: Author,
  input: IssueInput,
  pull: PullRequestPart | null,
): Issue {
  checkTexts(input);
  const milestone = milestoneNumbered(repository, input.milestone ?? null);
  const assignees = assigneesNamed(world, input.assignees ?? []);
  const labels = labelsNamed(world, repository, author.account, input.labels ?? []);
  const issue: Issue = {
    kind: pull ? 'PullRequest' : 'Issue',
    ...world.newIdentity(pull ? 'PR' : 'I'),
    repository,
    number: takeNumber(repository),
    title: input.title.trim(),
    body: input.body ?? null,
    author,
    state: 'open',
    stateReason: null,
    locked: false,
    lockReason: null,
    pinned: false,
    labels,
    assignees,
    milestone,
    comments: [],
    reactions: [],
    pull,
    createdAt: world.instant(),
    updatedAt: world.instant(),
    lastEditedAt: null,
    editor: null,
    closedAt: null,
    closedBy: null,
  };
  repository.issues.set(issue.number, world.remember(issue));
  tellIssue(world, issue, 'opened', author.account);
  notice(world, { repository, by: author.account, url: issueUrl(world, issue), text: issue.body ?? '' });
  for (const label of labels) tellIssue(world, issue, 'labeled', author.account, { label: labelJson(world, label) });
  if (milestone) {
    tellIssue(world, issue, 'milestoned', author.account, { milestone: milestoneJson(world, milestone) });
  }
  return issue;
}

export function takeNumber(repository: Repository): number {
  const number = repository.nextNumber;
  repository.nextNumber += 1;
  return number;
}

/** The issue or pull request, or GitHub's way of saying that it is gone: 404, 410 deleted, 301 transferred. */
export function requireIssue(world: World, repository: Repository, number: number): Issue {
  const issue = repository.issues.get(number);
  if (issue) return issue;
  const gone = repository.gone.get(number);
  if (gone === undefined) throw notFound();
  if (gone === 'deleted') throw new Refusal(410, 'This issue was deleted');
  throw new MovedIssue(world, gone);
}

/** Thrown for a transferred issue; who may not see the new place gets 404 instead. */
export class MovedIssue extends Refusal {
  readonly issue: Issue;

  constructor(world: World, issue: Issue) {
    super(301, 'Moved Permanently', {
      headers: { location: `${world.origin}/api/v3/repositories/${issue.repository.id}/issues/${issue.number}` },
    });
    this.issue = issue;
  }
}

export function updateIssue(world: World, issue: Issue, by: Account, patch: IssuePatch): void {
  checkTexts({ title: patch.title ?? issue.title, body: patch.body });
  const { repository } = issue;
  // Everything is looked up before anything is changed: a refused update leaves no trace.
  const milestone = patch.milestone === undefined ? issue.milestone : milestoneNumbered(repository, patch.milestone);
  const assignees = patch.assignees === undefined ? issue.assignees : assigneesNamed(world, patch.assignees);
  issue.updatedAt = world.instant();
  editTexts(world, issue, by, patch);
  if (patch.labels !== undefined) setLabels(world, issue, by, labelsNamed(world, repository, by, patch.labels));
  setMilestone(world, issue, by, milestone);
  if (assignees !== issue.assignees) {
    issue.assignees = assignees;
    tellIssue(world, issue, 'assigned', by);
  }
  if (patch.state !== undefined) setState(world, issue, by, patch.state, patch.stateReason ?? null);
}

function editTexts(world: World, issue: Issue, by: Account, patch: IssuePatch): void {
  const changes: Record<string, { from: string | null }> = {};
  if (patch.title !== undefined && patch.title.trim() !== issue.title) {
    changes['title'] = { from: issue.title };
    issue.title = patch.title.trim();
  }
  if (patch.body !== undefined && patch.body !== issue.body) {
    changes['body'] = { from: issue.body };
    const url = issueUrl(world, issue);
    notice(world, { repository: issue.repository, by, url, text: patch.body ?? '', before: issue.body ?? '' });
    issue.body = patch.body;
    issue.lastEditedAt = world.instant();
    issue.editor = by;
  }
  if (Object.keys(changes).length > 0) tellIssue(world, issue, 'edited', by, { changes });
}

export function setLabels(world: World, issue: Issue, by: Account, labels: readonly Label[]): void {
  const before = issue.labels;
  issue.labels = [...labels];
  for (const label of labels.filter((each) => !before.includes(each))) {
    tellIssue(world, issue, 'labeled', by, { label: labelJson(world, label) });
  }
  for (const label of before.filter((each) => !labels.includes(each))) {
    tellIssue(world, issue, 'unlabeled', by, { label: labelJson(world, label) });
  }
}

function setMilestone(world: World, issue: Issue, by: Account, milestone: Milestone | null): void {
  const before = issue.milestone;
  if (before === milestone) return;
  issue.milestone = milestone;
  if (before) tellIssue(world, issue, 'demilestoned', by, { milestone: milestoneJson(world, before) });
  if (milestone) tellIssue(world, issue, 'milestoned', by, { milestone: milestoneJson(world, milestone) });
}

export function setState(
  world: World,
  issue: Issue,
  by: Account,
  state: 'open' | 'closed',
  reason: StateReason | null,
): void {
  if (issue.state === state && (reason === null || issue.stateReason === reason)) return;
  const changed = issue.state !== state;
  if (changed && state === 'open' && isPullRequest(issue)) {
    checkReopening(issue);
    issue.pull.headSha = headOf(issue.pull) ?? issue.pull.headSha;
    issue.repository.git.refs.set(`refs/pull/${issue.number}/head`, issue.pull.headSha);
  }
  issue.state = state;
  if (state === 'closed') {
    issue.stateReason = issue.pull ? null : (reason ?? 'completed');
    issue.closedAt = world.instant();
    issue.closedBy = by;
  } else {
    issue.stateReason = issue.pull ? null : 'reopened';
    issue.closedAt = null;
    issue.closedBy = null;
  }
  issue.updatedAt = world.instant();
  if (changed) tellIssue(world, issue, state === 'closed' ? 'closed' : 'reopened', by);
  if (changed && state === 'closed') followClosing(world, issue, by);
}

const lockReasons: readonly string[] = ['off-topic', 'too heated', 'resolved', 'spam'];

export function setLocked(
  world: World,
  issue: Issue,
  by: Account,
  locked: boolean,
  reason: string | null = null,
): void {
  if (reason !== null && !lockReasons.includes(reason)) {
    throw invalid({ resource: 'Issue', field: 'lock_reason', code: 'invalid', value: reason });
  }
  issue.locked = locked;
  issue.lockReason = locked ? reason : null;
  issue.updatedAt = world.instant();
  tellIssue(world, issue, locked ? 'locked' : 'unlocked', by);
}

/** At most three issues of a repository are pinned. */
export function setPinned(world: World, issue: Issue, by: Account, pinned: boolean): void {
  if (issue.pinned === pinned) return;
  const others = [...issue.repository.issues.values()].filter((each) => each.pinned).length;
  if (pinned && others >= 3) throw new Refusal(422, 'Maximum 3 pinned issues per repository');
  issue.pinned = pinned;
  tellIssue(world, issue, pinned ? 'pinned' : 'unpinned', by);
}

export function deleteIssue(world: World, issue: Issue, by: Account): void {
  issue.repository.issues.delete(issue.number);
  issue.repository.gone.set(issue.number, 'deleted');
  world.nodes.delete(issue.nodeId);
  dropContent(world, issue, by);
  tellIssue(world, issue, 'deleted', by);
}

/** Moves an issue to another repository: a new number, id and node id there, a redirect here, both sides told. */
export function transferIssue(world: World, issue: Issue, target: Repository, by: Account): Issue {
  if (target.visibility === 'public' && issue.repository.visibility !== 'public') {
    throw new Refusal(422, 'Issues cannot be transferred from a private to a public repository.');
  }
  const source = issue.repository;
  const moved: Issue = {
    ...issue,
    ...world.newIdentity('I'),
    repository: target,
    number: takeNumber(target),
    milestone: null,
    // Labels follow where the other repository has one of the same name.
    labels: issue.labels.flatMap((label) => target.labels.get(label.name.toLowerCase()) ?? []),
    updatedAt: world.instant(),
  };
  moved.comments = issue.comments.map((comment) => world.remember({ ...comment, issue: moved }));
  target.issues.set(moved.number, world.remember(moved));
  source.issues.delete(issue.number);
  source.gone.set(issue.number, moved);
  moveContent(world, issue, moved);
  world.nodes.delete(issue.nodeId);
  tellIssue(world, issue, 'transferred', by, {
    changes: { new_issue: issueJson(world, moved), new_repository: repositoryJson(world, target) },
  });
  tellIssue(world, moved, 'opened', by, {
    changes: { old_issue: issueJson(world, issue), old_repository: repositoryJson(world, source) },
  });
  return moved;
}

/** Sends `issues`, or `pull_request` for one, and tells the change stream. */
export function tellIssue(
  world: World,
  issue: Issue,
  action: string,
  sender: Account,
  more: Record<string, unknown> = {},
): void {
  const { repository } = issue;
  const subject = isPullRequest(issue)
    ? { number: issue.number, pull_request: fullPullRequestJson(world, issue) }
    : { issue: issueJson(world, issue) };
  const name = issue.pull ? 'pull_request' : 'issues';
  world.webhooks.emit({ name, action, sender, repository, payload: { ...subject, ...more } });
  world.changed({
    what: 'issue',
    action,
    by: sender.login,
    repository: fullName(repository),
    issue,
    url: issueUrl(world, issue),
  });
}

function checkTexts(input: { title: string; body?: string | null | undefined }): void {
  const resource = 'Issue';
  if (input.title.trim() === '') throw invalid({ resource, field: 'title', code: 'missing_field' });
  if (input.title.length > longestTitle) {
    const message = `title is too long (maximum is ${longestTitle} characters)`;
    throw invalid({ resource, field: 'title', code: 'custom', message });
  }
  checkBody(resource, input.body ?? '');
}

export function checkBody(resource: string, body: string): void {
  // Characters, not UTF-16 units: an emoji counts once.
  if (body.length > longestBody && Array.from(body).length > longestBody) {
    const message = `body is too long (maximum is ${longestBody} characters)`;
    throw invalid({ resource, field: 'body', code: 'custom', message });
  }
}

function milestoneNumbered(repository: Repository, number: number | null): Milestone | null {
  if (number === null) return null;
  const milestone = repository.milestones.get(number);
  if (!milestone) throw invalid({ resource: 'Issue', field: 'milestone', code: 'invalid', value: number });
  return milestone;
}

function assigneesNamed(world: World, logins: readonly string[]): Account[] {
  return logins.map((login) => {
    const account = world.account(login);
    if (!account) throw invalid({ resource: 'Issue', field: 'assignees', code: 'invalid', value: login });
    return account;
  });
}

export const issueApiUrl = (world: World, issue: Issue): string =>
  `${apiUrl(world, issue.repository)}/issues/${issue.number}`;
