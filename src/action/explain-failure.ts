/** Why a run could not do its work, as something that a maintainer can change in the workflow. */
import { Failure } from '../cli/failure.ts';
import { GitHubError, RateLimited } from '../github/github-error.ts';

/** What the job's `permissions:` must have, by what is asked for. */
const NEEDED = {
  check: '`contents: read`, `issues: read` and `pull-requests: read`, and for the check run `checks: write`',
  sync: '`issues: write`, and for the proposed edits `contents: write` and `pull-requests: write`; only to look, `contents: read`, `issues: read` and `pull-requests: read`',
};

/** One sentence or more, of any origin; a fault of our own brings its stack, since somebody will have to look at it. */
export function explainFailure(error: unknown, work: keyof typeof NEEDED): string {
  if (error instanceof Failure) return error.message;
  if (error instanceof RateLimited) return `${error.message}. Run the job again then; what was done is not done twice.`;
  if (error instanceof GitHubError) return `${error.message}. ${remedyOf(error, work)}`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a fault in Milepost, not in what you did. Please report it with these lines:\n${stack}`;
}

function remedyOf({ status, kind }: GitHubError, work: keyof typeof NEEDED): string {
  if (status === 401)
    return "GitHub does not accept the token: leave the input `token` away to use the job's own, or give one that is valid.";
  if (kind === 'forbidden')
    return `The token does not allow this. The \`permissions:\` of the job should have ${NEEDED[work]}.`;
  if (kind === 'not-found' || kind === 'gone')
    return `It is not there, or the token may not see it. The \`permissions:\` of the job should have ${NEEDED[work]}.`;
  return 'Run the job again; what was done is not done twice.';
}
