/** Pull requests: opened from branches and forks, edited, retargeted, drafted, and following their branches. */
import { addIssue, setState, tellIssue, updateIssue } from './issues.ts';
import { headOf, isPullRequest, openPullOf, requirePull } from './pull-state.ts';
import type { PullRequest } from './pull-state.ts';
import { tellCheckSuites } from './check-suites.ts';
import type { Account, Author, PullRequestPart, Repository } from './records.ts';
import { invalid } from './refusal.ts';
import type { World } from './world.ts';

export { isPullRequest } from './pull-state.ts';
export type { PullRequest } from './pull-state.ts';

export interface PullRequestInput {
  title: string;
  body?: string | null | undefined;
  /** Branch of this repository, or `owner:branch` of a fork. */
  head: string;
  /** Name of the head's repository, where its owner has more than one of the network. */
  headRepository?: string | undefined;
  base?: string | undefined;
  draft?: boolean | undefined;
  maintainerCanModify?: boolean | undefined;
}

export function openPullRequest(
  world: World,
  repository: Repository,
  author: Author,
  input: PullRequestInput,
): PullRequest {
  const base = input.base ?? repository.defaultBranch;
  const { headRepository, headRef } = headNamed(world, repository, input);
  const headSha = headRepository?.git.refs.get(`refs/heads/${headRef}`);
  const baseSha = repository.git.refs.get(`refs/heads/${base}`);
  if (!headRepository || headSha === undefined) throw wrong('head');
  if (baseSha === undefined) throw wrong('base');
  checkDifference(repository, base, headSha, headRef);
  if (openPullOf(repository, headRepository, headRef, base)) {
    const message = `A pull request already exists for ${headRepository.owner.login}:${headRef}.`;
    throw invalid({ resource: 'PullRequest', code: 'custom', message });
  }
  const pull: PullRequestPart = {
    headRef,
    headSha,
    headRepository,
    baseRef: base,
    baseSha,
    draft: input.draft ?? false,
    mergedAt: null,
    mergedBy: null,
    mergeCommitSha: null,
    maintainerCanModify: headRepository !== repository && (input.maintainerCanModify ?? true),
    reviewComments: [],
    reviews: [],
    mergeGroup: null,
  };
  // Its number is the next one; the ref is there before anybody hears of the pull request.
  repository.git.refs.set(`refs/pull/${repository.nextNumber}/head`, headSha);
  const issue = addIssue(world, repository, author, { title: input.title, body: input.body }, pull);
  tellForkSuites(world, requirePull(issue), author.account, null);
  return requirePull(issue);
}

const wrong = (field: 'head' | 'base') => invalid({ resource: 'PullRequest', field, code: 'invalid' });

/** The repository and branch that `branch` or `owner:branch` means: of the same network only. */
export function headNamed(
  world: World,
  repository: Repository,
  input: { head: string; headRepository?: string | undefined },
): { headRepository: Repository | null; headRef: string } {
  const colon = input.head.indexOf(':');
  if (colon < 0 && input.headRepository === undefined) return { headRepository: repository, headRef: input.head };
  const headRef = input.head.slice(colon + 1);
  const owner = colon < 0 ? repository.owner.login : input.head.slice(0, colon);
  const name = input.headRepository?.split('/').at(-1)?.toLowerCase();
  const candidates = [repository, ...world.repositories.values()].filter(
    (each) => rootOf(each) === rootOf(repository) && each.owner.login.toLowerCase() === owner.toLowerCase(),
  );
  const found = candidates.find((each) => name === undefined || each.name.toLowerCase() === name);
  return { headRepository: found ?? null, headRef };
}

const rootOf = (repository: Repository): Repository => (repository.forkOf ? rootOf(repository.forkOf) : repository);

const undiffering = (message: string) => invalid({ resource: 'PullRequest', code: 'custom', message });

function checkDifference(repository: Repository, base: string, headSha: string, headRef: string): void {
  const { git } = repository;
  const baseSha = git.refs.get(`refs/heads/${base}`) ?? '';
  if (git.mergeBase(baseSha, headSha) === null) {
    throw undiffering(`The ${headRef} branch has no history in common with ${base}`);
  }
  if (git.isAncestor(headSha, baseSha)) throw undiffering(`No commits between ${base} and ${headRef}`);
}

export interface PullRequestPatch {
  title?: string | undefined;
  body?: string | null | undefined;
  state?: 'open' | 'closed' | undefined;
  base?: string | undefined;
  maintainerCanModify?: boolean | undefined;
}

export function updatePullRequest(world: World, issue: PullRequest, by: Account, patch: PullRequestPatch): void {
  const { pull, repository } = issue;
  if (patch.base !== undefined && patch.base !== pull.baseRef) {
    if (!repository.git.refs.has(`refs/heads/${patch.base}`)) throw wrong('base');
    if (issue.state === 'closed') throw custom('Cannot change the base branch of a closed pull request.');
    if (pull.headRepository && openPullOf(repository, pull.headRepository, pull.headRef, patch.base)) {
      throw custom(`A pull request already exists for base branch '${patch.base}' and head branch '${pull.headRef}'`);
    }
    if (repository.git.isAncestor(pull.headSha, repository.git.refs.get(`refs/heads/${patch.base}`) ?? '')) {
      throw custom(`There are no new commits between base branch '${patch.base}' and head branch '${pull.headRef}'`);
    }
  }
  updateIssue(world, issue, by, { title: patch.title, body: patch.body, state: patch.state });
  if (patch.maintainerCanModify !== undefined && pull.headRepository !== repository) {
    pull.maintainerCanModify = patch.maintainerCanModify;
  }
  if (patch.base !== undefined && patch.base !== pull.baseRef) retarget(world, issue, by, patch.base);
}

const custom = (message: string) => invalid({ resource: 'PullRequest', field: 'base', code: 'custom', message });

function retarget(world: World, issue: PullRequest, by: Account, base: string): void {
  const { pull, repository } = issue;
  const changes = { base: { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } } };
  pull.baseRef = base;
  pull.baseSha = repository.git.refs.get(`refs/heads/${base}`) ?? pull.baseSha;
  issue.updatedAt = world.instant();
  tellIssue(world, issue, 'edited', by, { changes });
}

export function setDraft(world: World, issue: PullRequest, by: Account, draft: boolean): void {
  if (issue.pull.draft === draft) return;
  issue.pull.draft = draft;
  issue.updatedAt = world.instant();
  tellIssue(world, issue, draft ? 'converted_to_draft' : 'ready_for_review', by);
}

/** The head branch was pushed to: open pull requests from it follow and say `synchronize`; without it they close. */
export function followHead(world: World, repository: Repository, branch: string, by: Account): void {
  for (const issue of pullsEverywhere(world)) {
    const { pull } = issue;
    if (issue.state !== 'open') continue;
    const isHead = pull.headRepository === repository && pull.headRef === branch;
    const isBase = issue.repository === repository && pull.baseRef === branch;
    if (!isHead && !(isBase && !repository.git.refs.has(`refs/heads/${branch}`))) continue;
    const sha = headOf(pull);
    if (sha === undefined || !isHead) setState(world, issue, by, 'closed', null);
    else if (sha !== pull.headSha) synchronize(world, issue, by, sha);
  }
}

const pullsEverywhere = (world: World): PullRequest[] =>
  [...world.repositories.values()].flatMap((each) => [...each.issues.values()].filter(isPullRequest));

function synchronize(world: World, issue: PullRequest, by: Account, after: string): void {
  const before = issue.pull.headSha;
  issue.pull.headSha = after;
  issue.repository.git.refs.set(`refs/pull/${issue.number}/head`, after);
  issue.updatedAt = world.instant();
  tellIssue(world, issue, 'synchronize', by, { before, after });
  tellForkSuites(world, issue, by, before);
}

/** A push to a fork makes suites in the base repository too: without branch and pull request, as GitHub sends them. */
function tellForkSuites(world: World, issue: PullRequest, by: Account, before: string | null): void {
  if (issue.pull.headRepository === issue.repository) return;
  tellCheckSuites(world, issue.repository, by, { branch: null, before, sha: issue.pull.headSha });
}
