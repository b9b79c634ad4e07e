/** The merge queue: a pull request waits there on a commit of its own, which the checks are asked about. */
import { moveBranch } from './branches.ts';
import { tellIssue } from './issues.ts';
import { mergedFiles } from './merges.ts';
import { mergePullRequest } from './pull-merges.ts';
import { baseOf } from './pull-state.ts';
import type { PullRequest } from './pull-state.ts';
import { signatureOf } from './pushes.ts';
import type { Account, MergeGroup } from './records.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';
import { pushedCommitJson } from './json/commit.ts';

/** "Merge when ready": sends `merge_group` checks_requested and gives the group's head. */
export function enqueue(world: World, issue: PullRequest, by: Account): MergeGroup {
  const { pull, repository } = issue;
  const baseSha = baseOf(issue);
  const files = issue.state === 'closed' || pull.draft ? null : mergedFiles(repository.git, baseSha, pull.headSha);
  if (files === null) throw new Refusal(422, 'Pull request is not in a mergeable state');
  const person = signatureOf(world, by);
  const headSha = repository.git.writeCommit({
    tree: repository.git.writeTree(files),
    parents: [baseSha, pull.headSha],
    author: person,
    committer: person,
    message: `Merge pull request #${issue.number} from ${pull.headRepository?.owner.login ?? 'unknown'}/${pull.headRef}\n\n${issue.title}`,
  });
  const branch = `gh-readonly-queue/${pull.baseRef}/pr-${issue.number}-${baseSha}`;
  pull.mergeGroup = { headRef: `refs/heads/${branch}`, headSha, baseSha };
  tellIssue(world, issue, 'enqueued', by);
  moveBranch(world, repository, branch, headSha, by);
  tell(world, issue, by, 'checks_requested', pull.mergeGroup);
  return pull.mergeGroup;
}

/** Leaves the queue: `merged` merges first, the others put it back among the open ones. */
export function dequeue(
  world: World,
  issue: PullRequest,
  by: Account,
  reason: 'merged' | 'invalidated' | 'dequeued',
): void {
  const { pull, repository } = issue;
  const group = pull.mergeGroup;
  if (!group) throw new Error(`#${issue.number} is not in the merge queue.`);
  pull.mergeGroup = null;
  if (reason === 'merged') mergePullRequest(world, issue, by);
  repository.git.refs.delete(group.headRef);
  tellIssue(world, issue, 'dequeued', by, { reason: reason === 'merged' ? 'MERGE' : 'MANUAL' });
  tell(world, issue, by, 'destroyed', group, reason);
}

function tell(
  world: World,
  issue: PullRequest,
  sender: Account,
  action: 'checks_requested' | 'destroyed',
  group: MergeGroup,
  reason?: string,
): void {
  const { pull, repository } = issue;
  const commit = repository.git.commits.get(group.headSha);
  world.webhooks.emit({
    name: 'merge_group',
    action,
    sender,
    repository,
    payload: {
      ...(reason === undefined ? {} : { reason }),
      merge_group: {
        head_sha: group.headSha,
        head_ref: group.headRef,
        base_sha: group.baseSha,
        base_ref: `refs/heads/${pull.baseRef}`,
        head_commit: commit ? pushedCommitJson(world, repository, commit) : null,
      },
    },
  });
}
