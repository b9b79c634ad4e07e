/** One check: from the head that is to be checked to what its run says. */
import { createHash } from 'node:crypto';
import type { CheckOutput } from '../../github/check-output.ts';
import type { GitHubClient } from '../../github/client.ts';
import { compareCommits, listPullFiles, type Comparison } from '../../github/compare-commits.ts';
import { GitHubError, isAbsent, isUnavailable } from '../../github/github-error.ts';
import type { CheckAction } from '../../github/pull-check-run.ts';
import type { PullHead } from '../../github/pull.ts';
import { POLICY_PATH } from '../../github/queries/repository-state.ts';
import { readRepositoryState, type RepositoryState } from '../../github/repository-files.ts';
import type { CheckSubject, PullReport } from '../../plan/pull-report.ts';
import { changedKeys } from '../../policy/changed-keys.ts';
import { defaultPolicy } from '../../policy/defaults.ts';
import type { Policy, PolicyReading } from '../../policy/policy.ts';
import { renderPullCheck } from '../../render/pull-check/pull-check.ts';
import { BUTTONS } from './check-run-name.ts';
import type { CheckResult, CheckTools } from './check-pull.ts';
import { RULES_URL } from '../documentation.ts';
import { fixableFindings, fixPull, type FixOutcome } from './fix-pull.ts';
import { readPolicyOf } from '../reading/policy-sources.ts';
import { outsideObserver } from './outside-observer.ts';
import { findPullFiles, mayConcern, movedOnSince, readStates, type PullFiles, type PullStates } from './pull-files.ts';
import { readChange, type ReadChange } from './pull-readings.ts';
import type { PullRun } from './pull-run.ts';
import { findRoadmapFiles } from '../reading/roadmap-files.ts';
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

/** What the change touches, as far as it is known before anything is planned. */
interface Touched {
  states: PullStates;
  files: PullFiles;
  comparison: Comparison;
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
    const touched = await this.#touched(state, this.#scoped(reading.policy));
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

  get #headOid(): string {
    return this.#head.pull?.headOid ?? this.#request.headOid;
  }

  /** Milepost acts on the default branch; where the change goes is asked by name, since what a pull request says of it may be old. */
  #base(state: RepositoryState): string {
    const { pull } = this.#head;
    if (pull === null) return this.#request.baseOid ?? state.head?.oid ?? 'HEAD';
    return pull.baseBranch === state.defaultBranch ? (state.head?.oid ?? pull.baseBranch) : pull.baseBranch;
  }

  /** What the change touches, or why there is nothing to check. */
  async #touched(state: RepositoryState, policy: Policy | null): Promise<Touched | string | typeof VANISHED> {
    const { owner, name } = this.#request;
    const headOid = this.#headOid;
    const base = this.#base(state);
    const compared =
      (await compareCommits(this.#client, { owner, name, base, head: headOid })) ?? (await this.#listed(state));
    if (compared === null) return VANISHED;
    const readings = (await this.#tools.memory.readings()).map(({ path }) => path);
    if (!mayConcern(compared, policy, readings)) return UNTOUCHED;
    const comparison = await this.#completed(compared);
    if (!mayConcern(comparison, policy, readings)) return UNTOUCHED;
    const chosen = choosing(policy, readings);
    const paths = (chosen.roadmaps ?? []).map(({ path }) => path);
    const { mergeBaseOid } = comparison;
    const states = await readStates(this.#client, state, { headOid, mergeBaseOid, paths });
    if (states.head.head === null) return VANISHED;
    const files = await findPullFiles(this.#client, states, chosen, comparison.files);
    const isPolicyChanged = states.before.policy?.oid !== states.head.policy?.oid;
    const isTouched = files.pairs.length + files.lost.length > 0 || isPolicyChanged;
    return isTouched ? { states, files, comparison } : UNTOUCHED;
  }

  /** What cannot be compared may have no history in common: then the branch as it is counts for where they parted. */
  async #listed({ head }: RepositoryState): Promise<Comparison | null> {
    const { pull } = this.#head;
    if (pull === null || head === null) return null;
    const { owner, name } = this.#request;
    try {
      const listed = await listPullFiles(this.#client, { owner, name, number: pull.number });
      return { mergeBaseOid: head.oid, ...listed };
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
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

  /** GitHub compares three hundred files; a pull request lists more. */
  async #completed(comparison: Comparison): Promise<Comparison> {
    const { pull } = this.#head;
    if (comparison.isComplete || pull === null) return comparison;
    const { owner, name } = this.#request;
    return { ...comparison, ...(await listPullFiles(this.#client, { owner, name, number: pull.number })) };
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
    const after = await this.#policyAfter(states);
    const report: PullReport = {
      ...this.#report(states.now, policy, reads),
      policyProblems: reading.problems,
      changedPolicy: this.#changedPolicy(states, policy, after),
      lost: await this.#lost(states, files.lost, after),
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

  /** The head's configuration is data: it is validated, and nothing is done by it. null where the change leaves it alone, or takes it out. */
  async #policyAfter({ now, before, head }: PullStates): Promise<PolicyReading | null> {
    if (head.policy === null || before.policy?.oid === head.policy.oid) return null;
    return readPolicyOf(this.#client, { ...now, policy: head.policy, head: head.head }, 'readers');
  }

  #changedPolicy({ now, before, head }: PullStates, policy: Policy | null, after: PolicyReading | null) {
    if (before.policy?.oid === head.policy?.oid) return null;
    if (after === null) return { state: 'removed' as const, problems: [], keys: null };
    return {
      state: 'changed' as const,
      problems: after.problems.filter(({ file }) => file === POLICY_PATH),
      keys: policy !== null && after.policy !== null && mayTellOfOwner(now) ? changedKeys(policy, after.policy) : null,
    };
  }

  /** Files that the configuration names and the head lacks: the head's own configuration where the change is about it. */
  async #lost(
    { now, head }: PullStates,
    lost: PullReport['lost'],
    after: PolicyReading | null,
  ): Promise<PullReport['lost']> {
    if (after?.policy == null || !mayTellOfOwner(now)) return lost;
    const { missing } = await findRoadmapFiles(this.#client, head, after.policy, null);
    return missing.map((path) => lost.find((one) => one.path === path) ?? { path, movedTo: null });
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

const VANISHED = Symbol('the head is not there any more');

/** What the organisation's file says is for those who can read it. */
const mayTellOfOwner = ({ ownerPolicy, ownerPolicyIsPublic }: RepositoryState): boolean =>
  ownerPolicy === null || ownerPolicyIsPublic;

const UNTOUCHED = 'neither a roadmap nor the configuration is touched';

/** A wrong configuration does not say which files are roadmaps: those that were read before are, else the usual places. */
function choosing(policy: Policy | null, readings: readonly string[]): Policy {
  if (policy !== null) return policy;
  const roadmaps = readings.length === 0 ? null : readings.map((path) => ({ path, project: null }));
  return { ...defaultPolicy, roadmaps };
}

/** Of all that people see of it. */
const digestOf = (output: CheckOutput): string =>
  createHash('sha256').update(JSON.stringify(output)).digest('hex').slice(0, 32);
