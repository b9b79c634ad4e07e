import type { CheckOutput } from '../../github/check-output.ts';
import { GitHubError } from '../../github/github-error.ts';

/**
 * What a check says that could not be done: neutral, since it says nothing about the roadmap. No address or name of what was
 * asked for: it may be in a repository that not everybody can read.
 */
export function failedOutput(error: unknown): CheckOutput {
  return {
    title: 'The roadmap could not be checked',
    summary: `${whatFailed(error)}\n\nNothing is said about this change. “Re-run” on this check, or the next commit, tries again.`,
    conclusion: 'neutral',
    annotations: [],
  };
}

function whatFailed(error: unknown): string {
  if (!(error instanceof GitHubError)) return 'Milepost failed by a fault of its own; its log says where.';
  const answer = error.status === null ? '' : ` (${error.status})`;
  if (error.kind === 'unavailable') return `GitHub did not answer as it should${answer}, several times.`;
  if (error.kind === 'forbidden')
    return `GitHub refused what Milepost asked for${answer}: a permission may be missing.`;
  return `GitHub did not find, or did not accept, what Milepost asked for${answer}.`;
}
