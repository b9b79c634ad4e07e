import type { Issue, PullRequestPart, Repository } from '../records.ts';
import { apiUrl } from '../world.ts';
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

/** A pull request as `/pulls` answers it. */
export function pullRequestJson(world: World, issue: Issue & { pull: PullRequestPart }) {
  const { pull, repository } = issue;
  const { pull_request: _link, repository_url: _repository, ...common } = issueJson(world, issue);
  return {
    ...common,
    url: `${apiUrl(world, repository)}/pulls/${issue.number}`,
    issue_url: `${apiUrl(world, repository)}/issues/${issue.number}`,
    draft: pull.draft,
    merged: pull.mergedAt !== null,
    merged_at: pull.mergedAt,
    merged_by: pull.mergedBy ? accountJson(world, pull.mergedBy) : null,
    merge_commit_sha: pull.mergeCommitSha,
    head: sideJson(world, pull.headRef, pull.headSha, pull.headRepository),
    base: sideJson(world, pull.baseRef, pull.baseSha, repository),
    maintainer_can_modify: false,
  };
}
