/**
 * The check on a pull request that changes a roadmap, and on a group of the merge queue: reads, compares, tells. Every
 * check that was begun is concluded, whatever fails.
 */
import { isBehind } from '../../github/is-behind.ts';
import type { CheckOutput } from '../../github/check-output.ts';
import { pause, type GitHubClient } from '../../github/client.ts';
import { GitHubError, isUnavailable, RateLimited } from '../../github/github-error.ts';
import { readPull, type PullHead } from '../../github/pull.ts';
import { failedOutput } from './failed-check.ts';
import type { FixOutcome } from './fix-pull.ts';
import { PullCheck } from './pull-check.ts';
import { PullRun } from './pull-run.ts';
import { isStaleToken, putBackFor } from '../queue/settle-failure.ts';
import type { SyncTools } from '../sync/sync-task.ts';
import type { CheckRequest } from '../queue/task.ts';

export interface CheckTools extends SyncTools {
  /** A client that sees this one repository and what is public, for changes from outside (src/web/narrow-client.ts). */
  createNarrowClient: () => Promise<GitHubClient>;
  /** Nobody tries again after this: then what was begun is concluded even where GitHub does not answer. */
  isLastTry: boolean;
}

/** `skipped`: there is nothing to check or to say; `why` is for the log. */
export type CheckResult =
  | { state: 'skipped'; why: string }
  | {
      state: 'checked';
      headOid: string;
      conclusion: CheckOutput['conclusion'];
      /** A run says this already, so that none was written. */
      isRepeated: boolean;
      /** What came of the button *Fix*; null where it was not pressed. */
      fix: FixOutcome | null;
      requests: { graphql: number; rest: number };
    };

/** How long a replica of GitHub's is waited for that has not seen the push that the event told of. */
const REPLICA_WAITS_MS = [500, 1_000, 2_000];

const ended = (title: string, summary: string): CheckOutput => ({
  title,
  summary,
  conclusion: 'cancelled',
  annotations: [],
});

/**
 * Checks where the pull request is now. A rate limit puts it back, and what was begun stays in progress; what cannot be
 * mended by repeating is told in the check, as is everything else with the last try.
 * @throws RetryAt; GitHubError `unavailable` or 401 (`isStaleToken`); faults of our own, told in the check as well
 */
export async function runCheck(request: CheckRequest, tools: CheckTools): Promise<CheckResult> {
  const { checks } = tools.memory;
  if (checks === null) return { state: 'skipped', why: 'this door writes no check runs' };
  const client = tools.client('plan');
  const { owner, name, number } = request;
  const subject = number === null ? ({ kind: 'group' } as const) : ({ kind: 'pull', number } as const);
  let run = new PullRun({ client, memory: checks }, { owner, name, headOid: request.headOid }, subject);
  try {
    if (number === null) return await new PullCheck(request, tools, client, { pull: null, run, subject }).run();
    const pull = await currentPull(client, { ...request, number });
    if (pull === null || !pull.open) {
      const why = `the pull request is ${pull === null ? 'gone' : 'closed'}`;
      await run.endLeftovers({ also: ended('Not checked', `Nothing was checked: ${why}.`) });
      return { state: 'skipped', why };
    }
    run = new PullRun({ client, memory: checks }, { owner, name, headOid: pull.headOid }, subject);
    await run.endLeftovers({ also: null });
    return await new PullCheck(request, tools, client, { pull, run, subject }).run();
  } catch (error) {
    return settle(error, run, tools);
  }
}

/** An answer from before the push that the event told of is asked for again; a head that is newer is the one to check. */
async function currentPull(
  client: GitHubClient,
  { owner, name, number, headOid }: CheckRequest & { number: number },
): Promise<PullHead | null> {
  let pull = await readPull(client, { owner, name, number });
  for (const ms of REPLICA_WAITS_MS) {
    if (pull === null || !pull.open || pull.headOid === headOid) break;
    if (!(await isBehind(client, { owner, name, oid: pull.headOid, after: headOid }))) break;
    await pause(ms);
    pull = await readPull(client, { owner, name, number });
  }
  return pull;
}

async function settle(error: unknown, run: PullRun, tools: CheckTools): Promise<CheckResult> {
  if (error instanceof RateLimited) throw putBackFor(error);
  const isPassing = isUnavailable(error) || isStaleToken(error);
  if (isPassing && !tools.isLastTry) throw error;
  const output = failedOutput(error);
  try {
    if (run.isOpen) await run.conclude(output, [], null);
    else await run.endLeftovers({ also: output });
  } catch (failure) {
    // GitHub refuses this as well: the first failure says why.
    if (!(failure instanceof GitHubError || failure instanceof RateLimited)) throw failure;
  }
  if (isPassing || !(error instanceof GitHubError)) throw error;
  return { state: 'skipped', why: error.message };
}
