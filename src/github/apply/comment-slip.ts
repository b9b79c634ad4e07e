import { readSlipMarker } from '../../plan/marker.ts';
import type { CommentSlip, OperationResult } from '../../plan/model.ts';
import { GitHubError } from '../github-error.ts';
import { findSlipComment, type FoundSlipComment } from '../markers.ts';
import type { Hold } from './hold.ts';
import { createOnce } from './create-once.ts';
import { editComment } from './update-slip-comment.ts';
import { doneEarlier, doneNow, type Done, type Run } from './run.ts';

/**
 * Comments on the issue, unless Milepost's comment for this roadmap is there: then it is left as it is when it speaks of
 * the same missed target, and edited otherwise. The issue's comments are always listed first.
 * @throws RateLimited, GitHubError
 */
export async function commentSlip(operation: CommentSlip, run: Run, hold: Hold): Promise<Done> {
  const { issue, slip } = operation;
  const { body } = run.texts.slipComment(operation);
  const wanted = readSlipMarker(body);
  if (wanted === null) throw new TypeError(`the text for ${operation.key} has no marker: it would be written again`);
  const look = (): Promise<FoundSlipComment | null> => findSlipComment(run.client, issue, wanted.roadmap);
  const found = await look();
  if (found?.marker.missed === wanted.missed) return doneEarlier(resultOf(found, operation));
  if (found !== null) return editComment(run, { issue, commentId: found.commentId, body, missedKey: slip.missedKey });
  const create = (): Promise<OperationResult> => hold.creating(() => postComment(run, operation, body, hold.renew));
  const lookForResult = async (): Promise<OperationResult | null> => {
    const comment = await look();
    return comment === null ? null : resultOf(comment, operation);
  };
  return doneNow(await createOnce(create, lookForResult, run.pause));
}

async function postComment(
  run: Run,
  operation: CommentSlip,
  body: string,
  beforeSending: () => Promise<void>,
): Promise<OperationResult> {
  const { owner, repo, number } = operation.issue;
  const about = `commenting on issue ${owner}/${repo}#${number}`;
  const { data, status } = await run.client.rest<{ id?: number; html_url?: string }>(
    'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    { owner, repo, issue_number: number, body },
    { about, creates: true, beforeSending },
  );
  if (typeof data.id === 'number') return resultOf({ commentId: data.id, url: data.html_url ?? null }, operation);
  throw new GitHubError({ kind: 'unavailable', status, about, said: 'the answer names no comment' });
}

const resultOf = (
  { commentId, url }: { commentId: number; url: string | null },
  { issue, slip }: CommentSlip,
): OperationResult => ({ number: issue.number, commentId, url, missedKey: slip.missedKey });
