import { countLines } from '../file-changes.ts';
import { changesOf, commitsOf, mergeability } from '../pull-state.ts';
import type { PullRequest } from '../pull-state.ts';
import type { Repository } from '../records.ts';
import { apiUrl, webUrl } from '../world.ts';
import type { World } from '../world.ts';
import { accountJson } from './account.ts';
import { issueJson } from './issue.ts';
import { repositoryJson } from './repository.ts';

const sideJson = (world: World, ref: string, sha: string, repository: Repository | null) => ({
  label: `${repository?.owner.login ?? 'unknown'}:${ref}`,
  ref,
  sha,
  user: repository ? accountJson(world, repository.owner) : null,
  repo: repository ? repositoryJson(world, repository) : null,
});

/** A pull request as the list of `/pulls` answers it. */
export function pullRequestJson(world: World, issue: PullRequest) {
  const { pull, repository } = issue;
  const {
    pull_request: _link,
    repository_url: _repository,
    state_reason: _reason,
    ...common
  } = issueJson(world, issue);
  const url = `${apiUrl(world, repository)}/pulls/${issue.number}`;
  const htmlUrl = `${webUrl(world, repository)}/pull/${issue.number}`;
  return {
    ...common,
    url,
    issue_url: `${apiUrl(world, repository)}/issues/${issue.number}`,
    diff_url: `${htmlUrl}.diff`,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    draft: pull.draft,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
    head: sideJson(world, pull.headRef, pull.headSha, pull.headRepository),
    base: sideJson(world, pull.baseRef, pull.baseSha, repository),
  };
}

/** The same with what GitHub only says of a single one, and in webhooks. */
export function fullPullRequestJson(world: World, issue: PullRequest) {
  const { pull } = issue;
  const changes = changesOf(issue).map(countLines);
  const { mergeable, state } = mergeability(issue);
  return {
    ...pullRequestJson(world, issue),
    merged: pull.mergedAt !== null,
    merged_by: pull.mergedBy ? accountJson(world, pull.mergedBy) : null,
    mergeable,
    mergeable_state: state,
    rebaseable: mergeable,
    maintainer_can_modify: pull.maintainerCanModify,
    review_comments: pull.reviewComments.length,
    commits: commitsOf(issue).length,
    additions: changes.reduce((sum, each) => sum + each.additions, 0),
    deletions: changes.reduce((sum, each) => sum + each.deletions, 0),
    changed_files: changes.length,
  };
}
