/** What is there now, for tests and the demo to look at: the same JSON that GitHub's REST would answer. */
import { annotationsJson, checkRunJson } from './json/check-run.ts';
import { commitJson } from './json/commit.ts';
import { commentJson, issueJson } from './json/issue.ts';
import { labelJson } from './json/label.ts';
import { milestoneJson } from './json/milestone.ts';
import { fullPullRequestJson } from './json/pull-request.ts';
import { repositoryJson } from './json/repository.ts';
import { reviewCommentJson, reviewJson } from './json/review.ts';
import { isPullRequest } from './pull-state.ts';
import type { ProjectField } from './project-records.ts';
import type { Notice } from './notices.ts';
import { requireProject } from './projects.ts';
import type { CheckRun } from './records.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import { fullName } from './world.ts';
import type { World } from './world.ts';

const valueName = (field: ProjectField, value: string | number): string | number =>
  field.options.find((option) => option.id === value)?.name ??
  field.iterations.find((iteration) => iteration.id === value)?.title ??
  value;

export class State {
  readonly #world: World;
  readonly #log: RequestLog;

  constructor(world: World, log: RequestLog) {
    this.#world = world;
    this.#log = log;
  }

  repository(name: string) {
    return repositoryJson(this.#world, this.#world.requireRepository(name));
  }

  /** Issues and pull requests by number. */
  issues(repository: string) {
    return [...this.#world.requireRepository(repository).issues.values()].map((issue) => issueJson(this.#world, issue));
  }

  issue(repository: string, number: number) {
    const found = this.issues(repository).find((issue) => issue.number === number);
    if (!found) throw new Error(`${repository} has no issue ${number}.`);
    return found;
  }

  /** Comments of an issue, oldest first; of all issues without a number. */
  comments(repository: string, number?: number) {
    return [...this.#world.requireRepository(repository).issues.values()]
      .filter((issue) => number === undefined || issue.number === number)
      .flatMap((issue) => issue.comments.map((comment) => commentJson(this.#world, comment)));
  }

  /** Pull requests by number, with what they change and whether they can be merged. */
  pullRequests(repository: string) {
    return [...this.#world.requireRepository(repository).issues.values()]
      .filter(isPullRequest)
      .map((issue) => fullPullRequestJson(this.#world, issue));
  }

  pullRequest(repository: string, number: number) {
    const found = this.pullRequests(repository).find((issue) => issue.number === number);
    if (!found) throw new Error(`${repository} has no pull request ${number}.`);
    return found;
  }

  /** Comments on lines of a pull request, oldest first. */
  reviewComments(repository: string, number: number) {
    const issue = this.#world.requireRepository(repository).issues.get(number);
    if (!issue || !isPullRequest(issue)) throw new Error(`${repository} has no pull request ${number}.`);
    return issue.pull.reviewComments.map((comment) => reviewCommentJson(this.#world, issue, comment));
  }

  /** Reviews of a pull request, oldest first. */
  reviews(repository: string, number: number) {
    const issue = this.#world.requireRepository(repository).issues.get(number);
    if (!issue || !isPullRequest(issue)) throw new Error(`${repository} has no pull request ${number}.`);
    return issue.pull.reviews.map((review) => reviewJson(this.#world, issue, review));
  }

  /** Commits of a branch, tag or commit, newest first, with whether GitHub signed them. */
  commits(repository: string, ref = 'HEAD') {
    const target = this.#world.requireRepository(repository);
    const sha = target.git.resolveCommit(ref, target.defaultBranch);
    return (sha === null ? [] : target.git.history(sha)).map((commit) => commitJson(this.#world, target, commit));
  }

  /** Names of the branches. */
  branches(repository: string): string[] {
    const refs = [...this.#world.requireRepository(repository).git.refs.keys()];
    return refs.filter((ref) => ref.startsWith('refs/heads/')).map((ref) => ref.slice('refs/heads/'.length));
  }

  /** Reactions to an issue, or to one of its comments: who and which. */
  reactions(repository: string, subject: { issue: number } | { comment: number }) {
    const issues = [...this.#world.requireRepository(repository).issues.values()];
    const found =
      'issue' in subject
        ? issues.find((issue) => issue.number === subject.issue)
        : issues.flatMap((issue) => issue.comments).find((comment) => comment.id === subject.comment);
    return (found?.reactions ?? []).map((reaction) => ({ login: reaction.user.login, content: reaction.content }));
  }

  /** A project with its fields and cards, values by the names that people see. */
  project(owner: string, number: number) {
    const project = requireProject(this.#world, owner, number);
    return {
      id: project.nodeId,
      number: project.number,
      title: project.title,
      public: project.public,
      closed: project.closedAt !== null,
      fields: project.fields.map((field) => ({
        id: field.nodeId,
        name: field.name,
        type: field.type,
        // Those of a single select, or an iteration field's iterations.
        options: [
          ...field.options.map(({ id, name }) => ({ id, name })),
          ...field.iterations.map(({ id, title }) => ({ id, name: title })),
        ],
      })),
      cards: project.items.map((item) => ({
        id: item.nodeId,
        archived: item.archivedAt !== null,
        content:
          item.content.kind === 'DraftIssue'
            ? item.content.title
            : `${fullName(item.content.repository)}#${item.content.number}`,
        values: Object.fromEntries([...item.values].map(([field, { value }]) => [field.name, valueName(field, value)])),
      })),
    };
  }

  /** Whom texts disturbed so far: people mentioned, issues that got a backlink. Nobody for what stands in code. */
  notices(): readonly Notice[] {
    return this.#world.notices;
  }

  labels(repository: string) {
    return [...this.#world.requireRepository(repository).labels.values()].map((label) => labelJson(this.#world, label));
  }

  milestones(repository: string) {
    const milestones = [...this.#world.requireRepository(repository).milestones.values()];
    return milestones.map((milestone) => milestoneJson(this.#world, milestone));
  }

  /** Check runs in the order in which they were made, their annotations with them. */
  checkRuns(repository: string, sha?: string) {
    return this.#world
      .requireRepository(repository)
      .checkRuns.filter((run) => sha === undefined || run.headSha === sha)
      .map((run) => this.checkRun(run));
  }

  /** One check run as in `checkRuns`; the change stream hands out the records. */
  checkRun(run: CheckRun) {
    return { ...checkRunJson(this.#world, run), annotations: annotationsJson(this.#world, run), actions: run.actions };
  }

  /** Text of a file at a branch, tag or commit (default: the default branch); null where there is none. */
  file(repository: string, path: string, ref = 'HEAD'): string | null {
    const { git, defaultBranch } = this.#world.requireRepository(repository);
    const commit = git.commits.get(git.resolveCommit(ref, defaultBranch) ?? '');
    const entry = commit ? git.entryAt(commit.tree, path) : null;
    return entry?.type === 'blob' ? (git.blobs.get(entry.sha)?.toString('utf8') ?? null) : null;
  }

  /** Id of the commit that a branch, tag or HEAD is at; null where there is none. */
  commit(repository: string, ref = 'HEAD'): string | null {
    const { git, defaultBranch } = this.#world.requireRepository(repository);
    return git.resolveCommit(ref, defaultBranch);
  }

  /** Every request seen so far, oldest first. */
  get requests(): readonly LoggedRequest[] {
    return this.#log.requests;
  }

  /** Of those the ones that change something; the issue of tokens does not count. */
  writes(): readonly LoggedRequest[] {
    return this.#log.writes();
  }

  /** Forgets the requests seen so far. */
  clearRequests(): void {
    this.#log.clear();
  }
}
