/** The check of a pull request, or of a group of the merge queue, with the job's token: the same as the app's. */
import { createRunMemory } from '../cli/run-memory.ts';
import { startReader } from '../cli/start-reader.ts';
import { identify, strangerOf, tokenAccess } from '../cli/token-access.ts';
import { createClient, type GitHubClient } from '../github/client.ts';
import type { Hosts } from '../github/hosts.ts';
import { pullHeadOf, readPull, type PullHead } from '../github/pull.ts';
import type { RoadmapChange } from '../plan/introduced.ts';
import type { CheckSubject } from '../plan/pull-report.ts';
import { PullCheck, type CheckedRun, type ToldCheck } from '../jobs/check/pull-check.ts';
import type { CheckAnnotation } from '../render/check/check-annotations.ts';
import { pullReportJson } from '../render/pull-check/pull-report-json.ts';
import type { ActionEvent, ChangeAsked } from './event.ts';
import type { Inputs } from './inputs.ts';
import { nothingDone, type Outcome } from './outcome.ts';
import { shownByCommands } from './shown-by-commands.ts';
import { ACTIONS_LOGIN } from './sync-branch.ts';
import { writeOwnCheck } from './write-own-check.ts';

export interface CheckWorld {
  hosts: Hosts;
  now: () => Date;
}

/** The Action says itself what is found; a check run is written when all is known. */
const UNWRITTEN: CheckedRun = {
  known: async () => null,
  isOpen: false,
  begin: async () => {},
  conclude: async () => {},
  amend: async () => {},
  endLeftovers: async () => {},
};

/**
 * Reads the change through GitHub alone, at the commit that the event named: nothing of it is checked out or run, and the
 * configuration in force is the default branch's.
 * @throws GitHubError, RateLimited
 */
export async function checkChange(
  { owner, repository: name }: ActionEvent,
  asked: ChangeAsked,
  inputs: Inputs,
  { hosts, now }: CheckWorld,
): Promise<Outcome> {
  const access = tokenAccess(inputs.token, hosts);
  const stranger = strangerOf(access);
  const identity = await identify(stranger, ACTIONS_LOGIN);
  const client = createClient({ ...access, mode: 'plan', identity });
  const place = { owner, name };
  const pull = asked.number === null ? null : await pullOf(client, place, { ...asked, number: asked.number });
  if (asked.number !== null && pull === null)
    return nothingDone(`There is no pull request #${asked.number} in ${owner}/${name} any more.`);
  const headOid = pull?.headOid ?? asked.headOid ?? '';
  const subject: CheckSubject = pull === null ? { kind: 'group' } : { kind: 'pull', number: pull.number };
  const reader = startReader();
  try {
    const check = new PullCheck(
      {
        installationId: 0,
        repositoryId: 0,
        ...place,
        number: pull?.number ?? null,
        headOid,
        baseOid: asked.baseOid,
        wanted: 'check',
        sender: null,
      },
      {
        client: () => client,
        memory: createRunMemory(),
        reader,
        hosts,
        now,
        createNarrowClient: async () => narrowClient(inputs, hosts, client),
        withoutButtons: true,
        failOn: inputs.failOn,
        path: inputs.path,
      },
      client,
      { pull, run: UNWRITTEN, subject },
    );
    const result = await check.run();
    const why = result.state === 'skipped' ? result.why : 'the commit is not there any more';
    if (check.told === null) return nothingDone(`Nothing was checked: ${why}.`);
    const isTouched = check.told.report.roadmaps.length > 0 || result.state === 'checked';
    const written =
      inputs.mode === 'plan' || !isTouched
        ? null
        : await writeOwnCheck(client, place, headOid, subject, rest(check.told));
    return outcomeOf(check.told, written === null ? [] : [written]);
  } finally {
    await reader.close();
  }
}

/** What the job's annotations have no room for stands in the check run: none is shown twice on a line. */
function rest(told: ToldCheck): ToldCheck {
  const shown = new Set<unknown>(shownByCommands(told.output.annotations as CheckAnnotation[]));
  const annotations = told.output.annotations.filter((annotation) => !shown.has(annotation));
  return { ...told, output: { ...told.output, annotations } };
}

/** As the event has it, at its commit; what the event leaves out is asked for. */
async function pullOf(
  client: GitHubClient,
  { owner, name }: { owner: string; name: string },
  { number, headOid, pull }: ChangeAsked & { number: number },
): Promise<PullHead | null> {
  const told = pull === null ? null : pullHeadOf(pull, number, client.identity);
  if (told !== null && told.open) return told;
  const read = await readPull(client, { owner, name, number });
  return read === null ? null : { ...read, headOid: headOid ?? read.headOid };
}

/** The job's own token sees this repository and what is public: for what a stranger's change refers to, nothing else looks. */
async function narrowClient({ token, jobToken }: Inputs, hosts: Hosts, usual: GitHubClient): Promise<GitHubClient> {
  if (jobToken === token) return usual;
  const access = tokenAccess(jobToken, hosts);
  return createClient({ ...access, mode: 'plan', identity: await identify(strangerOf(access), ACTIONS_LOGIN) });
}

function outcomeOf({ report, output }: ToldCheck, notes: string[]): Outcome {
  const { roadmaps } = report;
  const findings = roadmaps.flatMap(({ findings }) => findings);
  const problems = [...report.policyProblems, ...(report.changedPolicy?.problems ?? [])];
  const errors = findings.filter(({ severity }) => severity === 'error').length + problems.length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const operations = roadmaps.flatMap(({ introduced, due }) => [...introduced, ...due]);
  return {
    title: output.title,
    summary: output.summary,
    text: '',
    annotations: output.annotations as CheckAnnotation[],
    outputs: {
      conclusion: output.conclusion,
      findings: String(findings.length + problems.length),
      errors: String(errors),
      warnings: String(warnings),
      operations: String(operations.length),
      opened: '[]',
      'pull-request': '',
      fingerprint: roadmaps
        .filter(writesOnMerge)
        .map(({ fingerprint }) => fingerprint)
        .join(' '),
    },
    report: pullReportJson(report),
    isFailed: output.conclusion === 'failure',
    fault: null,
    notes,
  };
}

const writesOnMerge = ({ introduced, due }: RoadmapChange): boolean => introduced.length + due.length > 0;
