import type { OperationResult, SetMilestone } from '../../plan/model.ts';
import { GitHubError } from '../github-error.ts';
import { findMilestone } from './create-milestone.ts';
import { doneEarlier, doneNow, type Done, type Run } from './run.ts';

/** https://docs.github.com/rest/issues/issues#get-an-issue */
interface RestIssue {
  html_url?: string;
  milestone?: { number?: number } | null;
}

/**
 * Sets the milestone, unless the issue has one by now, whichever that is: then that is the result and nothing is
 * written. Safe to repeat. https://docs.github.com/rest/issues/issues#update-an-issue
 * @throws RateLimited, GitHubError
 */
export async function setMilestone(operation: SetMilestone, run: Run): Promise<Done> {
  const { owner, repo, number } = operation.issue;
  const address = { owner, repo, issue_number: number };
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
  const { data: before } = await run.client.rest<RestIssue>(route, address, {
    about: `reading the milestone of ${owner}/${repo}#${number}`,
  });
  const there = before.milestone?.number;
  if (there !== undefined) return doneEarlier(resultOf(there, before));
  const milestone = await numberOf(operation, run);
  const about = `setting the milestone of ${owner}/${repo}#${number}`;
  const { data, status } = await run.client.rest<RestIssue>(
    'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
    { ...address, milestone },
    { about, repeatable: true },
  );
  if (data.milestone?.number === milestone) return doneNow(resultOf(milestone, data));
  // Without push access GitHub takes the request and drops the milestone, without a word.
  const said = 'the milestone was dropped, as for whoever may not write to the repository';
  throw new GitHubError({ kind: 'forbidden', status: status === 200 ? 403 : status, about, said });
}

/** Of one that is created in the same run, the number that it was given. */
async function numberOf({ milestone, issue, title }: SetMilestone, run: Run): Promise<number> {
  if (milestone !== null) return milestone;
  const found = await findMilestone(run.client, issue, title);
  if (found !== null) return found.number;
  throw new GitHubError({
    kind: 'invalid',
    status: 422,
    about: `looking for the milestone of ${issue.owner}/${issue.repo}#${issue.number}`,
    said: `there is no milestone "${title}" yet`,
  });
}

/** `number`: of the milestone that the issue has now. */
const resultOf = (number: number, { html_url: url }: RestIssue): OperationResult => ({
  number,
  commentId: null,
  url: url ?? null,
  missedKey: null,
});
