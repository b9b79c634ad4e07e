/** Pull requests as far as reading them goes: opened, merged and closed by people. */
import { addIssue, setState, tellIssue } from './issues.ts';
import type { Account, Author, Issue, PullRequestPart, Repository } from './records.ts';
import { invalid, Refusal } from './refusal.ts';
import { moveBranch } from './pushes.ts';
import type { World } from './world.ts';

export interface PullRequestInput {
  title: string;
  body?: string | null;
  /** Branch of this repository. */
  head: string;
  base?: string;
  draft?: boolean;
}

export type PullRequest = Issue & { pull: PullRequestPart };

export const isPullRequest = (issue: Issue): issue is PullRequest => issue.pull !== null;

export function openPullRequest(
  world: World,
  repository: Repository,
  author: Author,
  input: PullRequestInput,
): PullRequest {
  const base = input.base ?? repository.defaultBranch;
  const headSha = repository.git.refs.get(`refs/heads/${input.head}`);
  const baseSha = repository.git.refs.get(`refs/heads/${base}`);
  if (headSha === undefined) throw invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
  if (baseSha === undefined) throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
  if (headSha === baseSha) {
    const message = `No commits between ${base} and ${input.head}`;
    throw invalid({ resource: 'PullRequest', code: 'custom', message });
  }
  const pull: PullRequestPart = {
    headRef: input.head,
    headSha,
    headRepository: repository,
    baseRef: base,
    baseSha,
    draft: input.draft ?? false,
    mergedAt: null,
    mergedBy: null,
    mergeCommitSha: null,
  };
  const issue = addIssue(world, repository, author, { title: input.title, body: input.body }, pull);
  repository.git.refs.set(`refs/pull/${issue.number}/head`, headSha);
  return requirePull(issue);
}

/** Merges with a merge commit of two parents, moves the base and closes the pull request. */
export function mergePullRequest(world: World, issue: Issue, by: Account): string {
  const { pull, repository } = requirePull(issue);
  if (issue.state === 'closed') throw new Refusal(405, 'Pull Request is not mergeable');
  const { git } = repository;
  const baseHead = git.refs.get(`refs/heads/${pull.baseRef}`) ?? pull.baseSha;
  const files = git.filesOf(baseHead);
  const changed = git.changesBetween(pull.baseSha, pull.headSha);
  const headFiles = git.filesOf(pull.headSha);
  for (const path of changed.removed) files.delete(path);
  for (const path of [...changed.added, ...changed.modified]) {
    const file = headFiles.get(path);
    if (file) files.set(path, file);
  }
  const person = { name: by.login, email: `${by.id}+${by.login}@users.noreply.github.test`, date: world.now() };
  const sha = git.writeCommit({
    tree: git.writeTree(files),
    parents: [baseHead, pull.headSha],
    author: person,
    committer: person,
    message: `Merge pull request #${issue.number} from ${repository.owner.login}/${pull.headRef}\n\n${issue.title}`,
  });
  pull.mergedAt = world.instant();
  pull.mergedBy = by;
  pull.mergeCommitSha = sha;
  setState(world, issue, by, 'closed', null);
  moveBranch(world, repository, pull.baseRef, sha, by);
  return sha;
}

/** The head branch was pushed to: open pull requests from it follow and say `synchronize`. */
export function followHead(world: World, repository: Repository, branch: string, by: Account): void {
  const sha = repository.git.refs.get(`refs/heads/${branch}`);
  for (const issue of repository.issues.values()) {
    if (!isPullRequest(issue) || issue.state !== 'open' || issue.pull.headRef !== branch || sha === undefined) continue;
    const before = issue.pull.headSha;
    if (before === sha) continue;
    issue.pull.headSha = sha;
    repository.git.refs.set(`refs/pull/${issue.number}/head`, sha);
    tellIssue(world, issue, 'synchronize', by, { before, after: sha });
  }
}

function requirePull(issue: Issue): PullRequest {
  if (!isPullRequest(issue)) throw new Error(`#${issue.number} is an issue, not a pull request.`);
  return issue;
}
