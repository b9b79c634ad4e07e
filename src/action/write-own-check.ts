/** The check run `Milepost` beside the job, where the token may write one. */
import { findCheckRun, writeCheckRun } from '../github/checks.ts';
import type { GitHubClient } from '../github/client.ts';
import { GitHubError } from '../github/github-error.ts';
import { checkRunName } from '../jobs/check/check-run-name.ts';
import type { ToldCheck } from '../jobs/check/pull-check.ts';
import type { CheckSubject } from '../plan/pull-report.ts';

/**
 * Writes it once: a job that is run again finds the one that says the same. Gives a sentence where GitHub does not take it,
 * null where it stands. Without it nothing is missing but a second place to read the same.
 * @throws RateLimited, GitHubError where GitHub is unavailable
 */
export async function writeOwnCheck(
  client: GitHubClient,
  { owner, name }: { owner: string; name: string },
  headOid: string,
  subject: CheckSubject,
  { output, digest }: ToldCheck,
): Promise<string | null> {
  const target = { owner, name, headOid, externalId: `${checkRunName(subject)}:${digest}` };
  try {
    if ((await findCheckRun(client, target)) === null) await writeCheckRun(client, { ...target, output });
    return null;
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind === 'unavailable' || error.status === 401) throw error;
    return 'No check run was written: it takes `checks: write` in the `permissions:` of the job, which a pull request from a fork never gets. This summary has all of it.';
  }
}
