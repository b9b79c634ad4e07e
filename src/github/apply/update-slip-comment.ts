import type { IssueAddress, OperationResult, UpdateSlipComment } from '../../plan/model.ts';
import { isAbsent } from '../github-error.ts';
import { doneEarlier, doneNow, type Done, type Run } from './run.ts';

/**
 * Edits the slip comment so that it speaks of the newer target. A comment that a person deleted stays deleted: that
 * counts as done. Safe to repeat.
 * @throws RateLimited, GitHubError
 */
export function updateSlipComment(operation: UpdateSlipComment, run: Run): Promise<Done> {
  const { issue, commentId, slip } = operation;
  const { body } = run.texts.slipComment(operation);
  return editComment(run, { issue, commentId, body, missedKey: slip.missedKey });
}

interface Edit {
  issue: IssueAddress;
  commentId: number;
  body: string;
  missedKey: string;
}

export async function editComment(run: Run, { issue, commentId, body, missedKey }: Edit): Promise<Done> {
  const { owner, repo, number } = issue;
  const result = (url: string | null): OperationResult => ({ number, commentId, url, missedKey });
  try {
    const { data } = await run.client.rest<{ html_url?: string }>(
      'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
      { owner, repo, comment_id: commentId, body },
      { about: `editing Milepost's comment on issue ${owner}/${repo}#${number}`, repeatable: true },
    );
    return doneNow(result(data.html_url ?? null));
  } catch (error) {
    if (isAbsent(error)) return doneEarlier(result(null));
    throw error;
  }
}
