import { createHash } from 'node:crypto';
import { findCheckRun, writeCheckRun } from '../github/checks.ts';
import type { GitHubClient } from '../github/client.ts';
import type { Hosts } from '../github/hosts.ts';
import type { SyncReport } from '../plan/report.ts';
import type { Policy } from '../policy/policy.ts';
import { renderCheck } from '../render/check.ts';
import { RULES_URL } from './documentation.ts';
import type { CheckMemory } from './memory.ts';

export interface CheckTask {
  report: SyncReport;
  /** null when the configuration is wrong. */
  policy: Policy | null;
  hosts: Hosts;
  memory: CheckMemory;
}

/**
 * Leaves the check run on the commit, once: one that says the same there is not written again, and one that a killed
 * process may have written is looked for first.
 * @throws GitHubError, RateLimited
 */
export async function writeCheck(client: GitHubClient, { report, policy, hosts, memory }: CheckTask): Promise<void> {
  const output = renderCheck(report, {
    serverUrl: hosts.webUrl,
    failOn: policy?.check.fail_on ?? 'never',
    rulesUrl: RULES_URL,
    ...(policy === null ? {} : { limits: policy.limits }),
  });
  const [owner = '', name = ''] = report.repo.split('/');
  const { headOid } = report;
  const externalId = digestOf(report);
  const state = await memory.begin(headOid, externalId);
  if (state === 'written') return;
  const where = { owner, name, headOid, externalId };
  const found = state === 'begun' ? await findCheckRun(client, where) : null;
  const { id } = found ?? (await writeCheckRun(client, { ...where, output }));
  await memory.written(headOid, externalId, id);
}

/**
 * Of what is to be known about this commit: not of how many requests it took to find out, nor of what was done now, since
 * a second look at the same state, which has nothing left to do, is to write nothing.
 */
function digestOf({ policyProblems, unserved, roadmaps, searched, mode }: SyncReport): string {
  const known = roadmaps.map(({ file, plan, outcomes }) => ({
    file,
    findings: plan.findings,
    open: outcomes
      .filter(({ outcome }) => outcome.state !== 'done')
      .map(({ operation, outcome }) => [operation.key, outcome]),
  }));
  const text = JSON.stringify({ policyProblems, unserved, known, searched, mode });
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
