/** The sync of the default branch with the job's token: the same as `milepost apply`, told to whoever reads the repository. */
import { Failure } from '../cli/failure.ts';
import type { Synchronise } from '../cli/synchronise.ts';
import { strangerOf, tokenAccess } from '../cli/token-access.ts';
import type { Hosts } from '../github/hosts.ts';
import { RULES_URL } from '../jobs/documentation.ts';
import type { SyncResult } from '../jobs/sync/sync-task.ts';
import { fingerprintOfLeft, type OperationReport, type SyncReport } from '../plan/report.ts';
import type { Policy } from '../policy/policy.ts';
import { renderCheck, toldToReaders } from '../render/check/check.ts';
import { planJson } from '../render/plan-json.ts';
import type { ActionEvent, SyncAsked } from './event.ts';
import type { Inputs } from './inputs.ts';
import { nothingDone, type Outcome } from './outcome.ts';
import { refusalNotes } from './refusal-notes.ts';

/** Whom GitHub names as the author of what a job's own token writes. */
export const ACTIONS_LOGIN = 'github-actions[bot]';

export interface SyncWorld {
  hosts: Hosts;
  now: () => Date;
  synchronise: Synchronise;
}

type Looked = Extract<SyncResult, { state: 'looked' }>;

/**
 * Plans, and in the modes `auto` and `apply` carries out what the configuration lets it. A push to another branch is none of
 * ours; one that Milepost's own token made is only looked at, though GitHub starts no workflow for it.
 * @throws GitHubError, RateLimited; Failure where the plan is not the approved one
 */
export async function syncBranch(
  { owner, repository: name }: ActionEvent,
  asked: SyncAsked,
  inputs: Inputs,
  world: SyncWorld,
): Promise<Outcome> {
  const { hosts, now, synchronise } = world;
  if (asked.branch !== null) {
    const defaultBranch = asked.defaultBranch ?? (await readDefaultBranch(inputs.token, hosts, { owner, name }));
    if (asked.branch !== defaultBranch)
      return nothingDone(
        `This is a push to ${asked.branch}; Milepost acts on ${defaultBranch}, the default branch, alone. A pull request from it is checked.`,
      );
  }
  const isOwn = asked.sender?.toLowerCase() === ACTIONS_LOGIN;
  const request = {
    owner,
    name,
    path: inputs.path,
    ref: null,
    approve: inputs.approve,
    dryRun: inputs.mode === 'plan' || isOwn,
    app: inputs.app,
    token: inputs.token,
    hosts,
    now,
    after: asked.after,
    assumedLogin: ACTIONS_LOGIN,
    audience: 'readers' as const,
  };
  if (inputs.approve !== null && !request.dryRun)
    assertApproved(await synchronise({ ...request, dryRun: true }), inputs.approve);
  const result = await synchronise(request);
  if (result.state === 'skipped') return skipped(result.why);
  const notes = isOwn ? ["Milepost's own token made this push, so it only looked."] : [];
  return outcomeOf(result, inputs, hosts, notes);
}

/** A roadmap that is not there is no fault of the run, and no silence either. */
function skipped(why: string): Outcome {
  const sentence = `Nothing was done: ${why}.`;
  return { ...nothingDone(sentence), notes: [sentence], text: '' };
}

function outcomeOf(
  { report: full, retry, policy = null }: Looked,
  inputs: Inputs,
  hosts: Hosts,
  notes: readonly string[],
): Outcome {
  const report = toldToReaders(full);
  const failOn = inputs.failOn ?? policy?.check.fail_on ?? 'never';
  const rendered = renderCheck(full, {
    serverUrl: hosts.webUrl,
    failOn,
    rulesUrl: RULES_URL,
    app: 'github-actions',
    ...(policy === null ? {} : { limits: policy.limits }),
  });
  const refused = refusalNotes(report);
  const isWrong = report.policyProblems.length > 0;
  const isUnsettled = retry === null ? null : `It is not settled: ${retry}. The next run goes on with it.`;
  const fault = isWrong ? 'The configuration is wrong, so nothing was written.' : unreadFault(report, inputs);
  return {
    title: rendered.title,
    summary: rendered.summary,
    text: '',
    annotations: rendered.annotations,
    outputs: outputsOf(report, rendered.conclusion),
    report: planJson(report),
    isFailed: fault === null && isFailing(report, failOn),
    fault: fault ?? refused.fault ?? isUnsettled,
    notes: [...notes, ...refused.notes, ...approvalNote(report)],
  };
}

/** A file that the workflow itself names, and that is not there or cannot be read, leaves the step without its work. */
function unreadFault({ roadmaps }: SyncReport, { path }: Inputs): string | null {
  const findings = roadmaps.flatMap(({ plan }) => plan.findings);
  return path !== null && findings.some(({ rule }) => rule === 'unreadable-file')
    ? `The file ${path} that the input \`path\` names could not be read, so nothing was done.`
    : null;
}

/** Who has no command line at hand goes on with what waits by the workflow itself. */
function approvalNote({ roadmaps, mode }: SyncReport): string[] {
  const waiting = roadmaps.filter(({ outcomes }) => outcomes.some(({ outcome }) => outcome.state === 'held'));
  if (waiting.length === 0 || mode !== 'apply') return [];
  const plans = waiting.map(({ outcomes }) => `\`approve: ${fingerprintOfLeft(outcomes)}\``).join(' or ');
  return [`To go on with what waits, run this workflow with the input ${plans}.`];
}

function isFailing({ roadmaps }: SyncReport, failOn: Policy['check']['fail_on']): boolean {
  const severities = new Set(roadmaps.flatMap(({ plan }) => plan.findings.map(({ severity }) => severity)));
  if (failOn === 'never') return false;
  return severities.has('error') || (failOn === 'warning' && severities.has('warning'));
}

function outputsOf(report: SyncReport, conclusion: string): Outcome['outputs'] {
  const { roadmaps, policyProblems } = report;
  const findings = roadmaps.flatMap(({ plan }) => plan.findings);
  const of = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  const opened = roadmaps.flatMap(({ outcomes }) => outcomes.flatMap((one) => openedBy(one, report.repo)));
  const [standing] = roadmaps.flatMap(({ pull }) =>
    pull?.state === 'open' && pull.number !== null ? [pull.number] : [],
  );
  return {
    conclusion,
    findings: String(findings.length + policyProblems.length),
    errors: String(of('error') + policyProblems.length),
    warnings: String(of('warning')),
    operations: String(roadmaps.reduce((sum, { plan }) => sum + plan.operations.length, 0)),
    opened: JSON.stringify(opened),
    'pull-request': standing === undefined ? '' : String(standing),
    fingerprint: roadmaps.map(({ outcomes }) => fingerprintOfLeft(outcomes)).join(' '),
  };
}

/** Only what this run opened, in this repository. */
function openedBy({ operation, outcome }: OperationReport, repo: string): number[] {
  if (operation.kind !== 'open-issue' || outcome.state !== 'done' || outcome.earlier) return [];
  const isHere = `${operation.repository.owner}/${operation.repository.name}`.toLowerCase() === repo.toLowerCase();
  return isHere && outcome.result.number !== null ? [outcome.result.number] : [];
}

/** An approval is for one exact plan: it is made again and compared before anything is written. */
function assertApproved(result: SyncResult, approve: string): void {
  if (result.state === 'skipped') return;
  const { roadmaps } = result.report;
  if (roadmaps.length === 0 || roadmaps.some(({ plan }) => plan.fingerprint === approve)) return;
  const found = roadmaps.map(({ file, plan }) => `${plan.fingerprint} (${file})`).join(', ');
  throw new Failure(
    `The plan has changed since it was approved: found ${found}, expected ${approve}. Nothing was written. Look at it with \`mode: plan\`, and approve what it says.`,
  );
}

async function readDefaultBranch(
  token: string,
  hosts: Hosts,
  { owner, name }: { owner: string; name: string },
): Promise<string> {
  const { data } = await strangerOf(tokenAccess(token, hosts)).rest<{ default_branch?: string }>(
    'GET /repos/{owner}/{repo}',
    { owner, repo: name },
    { about: `reading repository ${owner}/${name}` },
  );
  return data.default_branch ?? '';
}
