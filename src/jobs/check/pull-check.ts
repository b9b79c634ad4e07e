/** One check: from the head that is to be checked to what its run says. */
import { createHash } from 'node:crypto';
import type { CheckOutput } from '../../github/check-output.ts';
import type { GitHubClient } from '../../github/client.ts';
import type { Comparison } from '../../github/compare-commits.ts';
import { GitHubError, isUnavailable } from '../../github/github-error.ts';
import type { CheckAction } from '../../github/pull-check-run.ts';
import type { PullHead } from '../../github/pull.ts';
import { readRepositoryState, type RepositoryState } from '../../github/repository-files.ts';
import type { CheckSubject, PullReport } from '../../plan/pull-report.ts';
import { defaultPolicy } from '../../policy/defaults.ts';
import type { Policy, PolicyReading } from '../../policy/policy.ts';
import { renderPullCheck } from '../../render/pull-check/pull-check.ts';
import { BUTTONS } from './check-run-name.ts';
import { changedPolicy, lostFiles, policyAfter } from './changed-policy.ts';
import type { CheckResult, CheckTools } from './check-pull.ts';
import { RULES_URL } from '../documentation.ts';
import { fixableFindings, fixPull, type FixOutcome } from './fix-pull.ts';
import { readPolicyOf } from '../reading/policy-sources.ts';
import { outsideObserver } from './outside-observer.ts';
import { movedOnSince, type PullFiles, type PullStates } from './pull-files.ts';
import { readChange, type ReadChange } from './pull-readings.ts';
import type { PullRun } from './pull-run.ts';
import { touchedByChange, UNTOUCHED, VANISHED, type Change, type Touched } from './touched-by-change.ts';
import type { CheckRequest } from '../queue/task.ts';
import type { SyncTools } from '../sync/sync-task.ts';

const FIX: CheckAction = { label: 'Fix', description: 'Take the safe corrections', identifier: BUTTONS.fix };
const RECHECK: CheckAction = {
  label: 'Re-check',
  description: 'Look at GitHub once more',
  identifier: BUTTONS.recheck,
};

/** Where what is found is said: a check run, or, for a door that says it itself, nowhere. */
export type CheckedRun = Pick<PullRun, 'known' | 'isOpen' | 'begin' | 'conclude' | 'amend' | 'endLeftovers'>;

export interface CheckedHead {
  /** null for a group of the merge queue. */
  pull: PullHead | null;
  run: CheckedRun;
  subject: CheckSubject;
}

/** What the check takes; of `CheckTools` what it does not need itself is left out. */
export interface PullCheckTools extends SyncTools, Pick<CheckTools, 'createNarrowClient'> {
  /** Nobody hears a button of the check run pressed. Absent: somebody does. */
  withoutButtons?: boolean;
  /** In place of the configuration's `check.fail_on`; null or absent: as configured. */
  failOn?: Policy['check']['fail_on'] | null;
  /** This roadmap alone; null or absent: those of the configuration. */
  path?: string | null;
}

/** What was found, for a door that says it itself. */
export interface ToldCheck {
  report: PullReport;
  output: CheckOutput;
  /** Of all that people see of it: the same for the same. */
  digest: string;
}

export class PullCheck {
  readonly #request: CheckRequest;
  readonly #tools: PullCheckTools;
  readonly #client: GitHubClient;
  readonly #head: CheckedHead;
  readonly #now: string;
  #told: ToldCheck | null = null;

  constructor(request: CheckRequest, tools: PullCheckTools, client: GitHubClient, head: CheckedHead) {
    this.#request = request;
    this.#tools = tools;
    this.#client = client;
    this.#head = head;
    this.#now = tools.now().toISOString();
  }

  /** @throws GitHubError, RateLimited, as everything that asks GitHub */
  async run(): Promise<CheckResult> {
    const { owner, name } = this.#request;
    const { pull, run } = this.#head;
    const known = await run.known();
    const isAsked = this.#request.again === true && this.#request.wanted === 'check';
    const isToBeBegun = isAsked || known === null;
    // A queue waits for the check of each group, whatever is in it.
    if (pull === null && isToBeBegun) await run.begin();
    const state = await readRepositoryState(this.#client, { owner, name, ref: null, previousRef: null });
    if (state.repository.archived) return this.#nothing(state, 'the repository is archived');
    const reading = await readPolicyOf(this.#client, state, 'readers');
    if (reading.policy?.mode === 'off') return this.#nothing(state, '`mode: off` is configured');
    const { memory } = this.#tools;
    const touched = await touchedByChange(
      { client: this.#client, memory },
      this.#change,
      state,
      this.#scoped(reading.policy),
    );
    if (touched === VANISHED) return this.#vanished(state);
    if (typeof touched === 'string') return this.#nothing(state, touched);
    if (isToBeBegun) await run.begin();
    const scoped = { ...reading, policy: this.#scoped(reading.policy) };
    return this.#check(touched, scoped, isAsked ? null : known);
  }

  #scoped(policy: Policy | null): Policy | null {
    const path = this.#tools.path ?? null;
    if (policy === null || path === null) return policy;
    const project = policy.roadmaps?.find((roadmap) => roadmap.path === path)?.project ?? null;
    return { ...policy, roadmaps: [{ path, project }] };
  }

  /** After `run`: what was found; null where there was nothing to check. */
  get told(): ToldCheck | null {
    return this.#told;
  }

  get #change(): Change {
    const { owner, name, baseOid } = this.#request;
    return { owner, name, headOid: this.#headOid, pull: this.#head.pull, baseOid: baseOid ?? null };
  }

  get #headOid(): string {
    return this.#head.pull?.headOid ?? this.#request.headOid;
  }

  /** A commit that was taken back, or went with its fork: said where GitHub still takes a check run for it. */
  async #vanished(state: RepositoryState): Promise<CheckResult> {
    const why = 'the commit is not there any more';
    const { pull, run } = this.#head;
    if (pull === null) return this.#nothing(state, why);
    const summary = `Nothing was checked: ${why}. The next commit is checked.`;
    const output: CheckOutput = { title: 'Nothing was checked', summary, conclusion: 'neutral', annotations: [] };
    try {
      if (!run.isOpen) await run.begin();
      await run.conclude(output, [], digestOf(output));
    } catch (error) {
      if (!(error instanceof GitHubError) || isUnavailable(error)) throw error;
      return { state: 'skipped', why };
    }
    return this.#checked(output, false, null);
  }

  /** Quiet, but for a group, and for a run that an earlier try has begun. */
  async #nothing(state: RepositoryState, why: string): Promise<CheckResult> {
    const { pull, run } = this.#head;
    const isUntouched = why === UNTOUCHED;
    const untouched = this.#report(state, null, []);
    const output: CheckOutput = isUntouched
      ? this.#render(untouched, null, 0).output
      : {
          title: 'Nothing was checked',
          summary: `Nothing was checked: ${why}.`,
          conclusion: 'neutral',
          annotations: [],
        };
    if (isUntouched) this.#told = { report: untouched, output, digest: digestOf(output) };
    if (pull !== null) {
      await run.endLeftovers({ also: { ...output, conclusion: isUntouched ? 'success' : 'cancelled' } });
      return { state: 'skipped', why };
    }
    const known = await run.known();
    const digest = digestOf(output);
    const isSaid = known === digest && !run.isOpen;
    if (!isSaid) await run.conclude(output, [], digest);
    return this.#checked(output, isSaid, null);
  }

  async #check(
    { states, files, comparison }: Touched,
    reading: PolicyReading,
    known: string | null,
  ): Promise<CheckResult> {
    const { memory } = this.#tools;
    const { policy } = reading;
    const observer = await this.#observer(policy);
    const tools = {
      ...this.#tools,
      memory,
      client: this.#client,
      observer,
      webHost: this.#tools.hosts.webHost,
      now: this.#now,
    };
    const reads: ReadChange[] = [];
    for (const pair of files.pairs) reads.push(await readChange(tools, states, pair, policy));
    const after = await policyAfter(this.#client, states);
    const report: PullReport = {
      ...this.#report(states.now, policy, reads),
      policyProblems: reading.problems,
      changedPolicy: changedPolicy(states, policy, after),
      lost: await lostFiles(this.#client, states, files.lost, after),
      movedOn: await this.#movedOn(states, policy, files),
    };
    const fixable = this.#fixable(policy, reads);
    const plain = this.#render(report, policy, fixable);
    const digest = digestOf(plain.output);
    this.#told = { report, output: plain.output, digest };
    const { run } = this.#head;
    if (this.#request.wanted === 'fix') {
      const fix = await this.#fix(states.now, policy, reads, comparison);
      await run.amend(this.#render(report, policy, fixable, fix.text).output, plain.actions, digest);
      return this.#checked(plain.output, false, fix);
    }
    if (known !== digest) await run.conclude(plain.output, plain.actions, digest);
    return this.#checked(plain.output, known === digest, null);
  }

  #checked({ conclusion }: CheckOutput, isRepeated: boolean, fix: FixOutcome | null): CheckResult {
    const { graphql, rest } = this.#client.counts;
    return { state: 'checked', headOid: this.#headOid, conclusion, isRepeated, fix, requests: { graphql, rest } };
  }

  get #isOutside(): boolean {
    return this.#head.pull?.isInside !== true;
  }

  /** Who looks at what the file refers to. */
  async #observer(policy: Policy | null): Promise<GitHubClient> {
    if (!this.#isOutside || policy === null) return this.#client;
    return outsideObserver(await this.#tools.createNarrowClient(), this.#client);
  }

  #report(state: RepositoryState, policy: Policy | null, reads: readonly ReadChange[]): PullReport {
    const { pull, subject } = this.#head;
    const defaultBranch = state.defaultBranch ?? '';
    return {
      repo: `${state.repository.owner}/${state.repository.name}`,
      headOid: this.#headOid,
      subject,
      baseBranch: pull?.baseBranch ?? defaultBranch,
      defaultBranch,
      mode: policy?.mode ?? null,
      policyProblems: [],
      changedPolicy: null,
      roadmaps: reads.map(({ change }) => change),
      lost: [],
      movedOn: [],
      isOutside: this.#isOutside,
      unobserved: reads.reduce((sum, { unobserved }) => sum + unobserved, 0),
    };
  }

  async #movedOn(states: PullStates, policy: Policy | null, { pairs }: PullFiles): Promise<string[]> {
    const { pull } = this.#head;
    const isDefault = pull?.baseBranch === states.now.defaultBranch;
    if (!isDefault || states.before === states.now) return [];
    return movedOnSince(this.#client, states, policy ?? defaultPolicy, pairs);
  }

  #fixable(policy: Policy | null, reads: readonly ReadChange[]): number {
    if (this.#head.pull === null || policy?.mode !== 'apply' || this.#tools.withoutButtons === true) return 0;
    return reads.reduce((sum, read) => sum + fixableFindings(read).length, 0);
  }

  async #fix(
    { repository }: RepositoryState,
    policy: Policy | null,
    reads: readonly ReadChange[],
    { files }: Comparison,
  ): Promise<FixOutcome> {
    const { pull } = this.#head;
    if (pull === null || policy === null) {
      const why =
        pull === null
          ? 'a group of the merge queue has no branch to correct'
          : 'the configuration on the default branch is wrong';
      return { done: null, text: `Nothing was corrected: ${why}.` };
    }
    const { hosts, client, reader } = this.#tools;
    const tools = {
      client: this.#client,
      writer: () => client('apply'),
      reader,
      webUrl: hosts.webUrl,
      webHost: hosts.webHost,
    };
    return fixPull(tools, { repository, pull, policy, sender: this.#request.sender, reads, files });
  }

  #render(report: PullReport, policy: Policy | null, fixable: number, fix: string | null = null) {
    const output = renderPullCheck(report, {
      serverUrl: this.#tools.hosts.webUrl,
      failOn: this.#tools.failOn ?? policy?.check.fail_on ?? 'never',
      rulesUrl: RULES_URL,
      fixable,
      fix,
    });
    const actions = this.#head.pull === null ? [] : fixable > 0 ? [FIX, RECHECK] : [RECHECK];
    return { output, actions };
  }
}

/** Of all that people see of it. */
const digestOf = (output: CheckOutput): string =>
  createHash('sha256').update(JSON.stringify(output)).digest('hex').slice(0, 32);
