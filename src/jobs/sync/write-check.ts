import { createHash } from 'node:crypto';
import { completeCheckRun, findCheckRun, writeCheckRun, type CheckOutput } from '../../github/checks.ts';
import type { GitHubClient } from '../../github/client.ts';
import type { Hosts } from '../../github/hosts.ts';
import type { SyncReport } from '../../plan/report.ts';
import type { Policy } from '../../policy/policy.ts';
import { renderCheck } from '../../render/check/check.ts';
import { standingState } from '../../render/standing-note.ts';
import { RULES_URL } from '../documentation.ts';
import type { CheckMemory } from '../memory/memory.ts';

export interface CheckTask {
  report: SyncReport;
  /** null when the configuration is wrong. */
  policy: Policy | null;
  hosts: Hosts;
  memory: CheckMemory;
  /** Somebody asked for it: written though one that says the same stands there. */
  anew: boolean;
  /** A roadmap or the configuration is another than it was at the last check run. */
  isChanged: boolean;
}

/**
 * Leaves the check run on the commit, once: where one stands that says the same, or that a killed process wrote before it
 * could enter it, none is written.
 * @throws GitHubError, RateLimited
 */
export async function writeCheck(
  client: GitHubClient,
  { report, policy, hosts, memory, anew, isChanged }: CheckTask,
): Promise<void> {
  const [owner = '', name = ''] = report.repo.split('/');
  const { headOid } = report;
  const known = await memory.find(headOid);
  const digest = digestOf(report);
  const outputOf = (): CheckOutput =>
    renderCheck(report, {
      serverUrl: hosts.webUrl,
      failOn: policy?.check.fail_on ?? 'never',
      rulesUrl: RULES_URL,
      ...appOf(client),
      ...(policy === null ? {} : { limits: policy.limits }),
    });
  if (known?.state === 'begun') {
    const target = { owner, name, headOid, externalId: known.digest };
    const found = await findCheckRun(client, target);
    if (found !== null) {
      if (known.digest === digest) await completeCheckRun(client, { ...target, output: outputOf() }, found);
      return memory.written(headOid, known.digest, found.id);
    }
  }
  if (known?.state === 'written' && known.digest === digest && !anew) return;
  if (known === null && !anew && (await memory.mayHaveForgotten())) {
    const found = await findCheckRun(client, { owner, name, headOid, externalId: digest });
    if (found !== null) return memory.written(headOid, digest, found.id);
  }
  // A commit that changed nothing of the roadmap needs no check run that says the same once more.
  if (known === null && !isChanged && report.occasion === 'manual' && !anew && (await memory.latest()) === digest)
    return;
  await memory.begin(headOid, digest);
  const { id } = await writeCheckRun(client, { owner, name, headOid, externalId: digest, output: outputOf() });
  await memory.written(headOid, digest, id);
}

/** The command line takes an app called `milepost` for granted; another has to be named to it. */
function appOf({ identity }: GitHubClient): { app?: string } {
  const app = identity.login.replace(/\[bot\]$/, '');
  return app === 'milepost' ? {} : { app };
}

/**
 * Of what is to be known about this commit: not of how many requests it took to find out, nor of what was done now, since
 * a second look at the same state, which has nothing left to do, is to write nothing.
 */
function digestOf({ policyProblems, roadmaps, searched, mode, occasion, dashboard }: SyncReport): string {
  const known = roadmaps.map(({ file, plan, outcomes, pull }) => ({
    file,
    ...(pull === undefined ? {} : { pull: standingState(pull) }),
    findings: plan.findings.map(({ rule, severity, item, range }) => ({ rule, severity, item, range })),
    open: outcomes
      .filter(({ outcome }) => outcome.state !== 'done')
      .map(({ operation, outcome }) => [operation.key, outcome]),
  }));
  // A wrong configuration is told in the same words, whoever looks first.
  const isFirstLook = mode !== null && occasion === 'first-look';
  const isTold = dashboard?.state === 'refused' || (dashboard?.state === 'ended' && dashboard.isNews);
  const about = { policyProblems, known, searched, mode, isFirstLook, ...(isTold ? { dashboard } : {}) };
  const text = JSON.stringify(about);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
