/**
 * One sync of one repository: read, observe, reconcile, apply, render. Every door comes through here; they differ in the
 * client and the memory that they hand in, and in what they print.
 */
import { apply } from '../github/apply.ts';
import { pause, type GitHubClient } from '../github/client.ts';
import { GitHubError, type FailureKind } from '../github/github-error.ts';
import type { Hosts } from '../github/hosts.ts';
import { isBehind } from '../github/is-behind.ts';
import { readRepositoryState, type RepositoryState } from '../github/repository-files.ts';
import { nextBase } from '../plan/base.ts';
import { countUnobserved, hasPrivateReferences } from '../plan/facts.ts';
import type { Operation, Plan } from '../plan/model.ts';
import type { OperationOutcome, RoadmapReport, SyncReport } from '../plan/report.ts';
import type { Policy, PolicyReading } from '../policy/policy.ts';
import { createTexts } from '../render/texts.ts';
import { DOCUMENTATION_URL } from './documentation.ts';
import type { Memory, StoredReading } from './memory.ts';
import { planMissing, planRoadmap, type PlannedRoadmap, type PlanningTools } from './plan-roadmap.ts';
import { configurationOidOf, readPolicyOf } from './policy-sources.ts';
import type { RoadmapReader } from './read-roadmap.ts';
import {
  concernsWrongConfiguration,
  findRoadmapFiles,
  GONE,
  hasChanged,
  USUAL_PLACES,
  type ConfigurationFiles,
  type RoadmapFiles,
} from './roadmap-files.ts';
import type { SyncRequest } from './sync-request.ts';
import { writeCheck } from './write-check.ts';

export interface SyncTools {
  /** Makes a client; the one that observes is made in plan mode and cannot write. */
  client(mode: 'apply' | 'plan'): GitHubClient;
  memory: Memory;
  reader: RoadmapReader;
  hosts: Hosts;
  now: () => Date;
}

export interface SyncTask extends Pick<
  SyncRequest,
  'owner' | 'name' | 'occasion' | 'sender' | 'before' | 'after' | 'firstLook' | 'picked'
> {
  /** Commit or branch to look at; null for the default branch. */
  ref: string | null;
  /** One roadmap only; null for those of the Policy. */
  path: string | null;
  approvals: { fingerprint: string | null };
  /** Plan only: nothing is written, not even a check run. */
  dryRun: boolean;
}

/** `skipped`: there was nothing to do or to say on GitHub; `why` is for the log and the terminal. */
export type SyncResult =
  | { state: 'skipped'; why: string }
  | {
      state: 'looked';
      report: SyncReport;
      /** Why this has to be done again soon; null when it is settled. */
      retry: string | null;
      /** GitHub did not take the check run, for good; null when it did, or none was due. */
      checkRefused: string | null;
    };

/** @throws GitHubError, RateLimited: what was begun is in the Ledger, and the next sync goes on with it */
export async function synchronise(task: SyncTask, tools: SyncTools): Promise<SyncResult> {
  const observer = tools.client('plan');
  const state = await readState(observer, task);
  if (state.head === null) return { state: 'skipped', why: whyNoCommit(task, state) };
  if (state.repository.archived && !task.dryRun) return { state: 'skipped', why: 'the repository is archived' };
  const reading = await readPolicyOf(observer, state, tools.memory.checks === null ? 'caller' : 'readers');
  const sync = new Sync(task, tools, observer, state, state.head.oid, reading);
  return reading.policy === null ? sync.reportPolicyProblems() : sync.run(reading.policy);
}

/** How long a replica of GitHub's is waited for; after that what it shows is taken for what is. */
const REPLICA_WAITS_MS = [500, 1_000, 2_000];

/**
 * The repository as it is now. A branch that has moved on since the push is fine; an answer from before the push would let
 * it be forgotten, so it is asked for again.
 */
async function readState(client: GitHubClient, task: SyncTask): Promise<RepositoryState> {
  const { owner, name, after } = task;
  const read = (): Promise<RepositoryState> =>
    readRepositoryState(client, {
      owner,
      name,
      ref: task.ref,
      previousRef: task.occasion === 'push' ? task.before : null,
      ...(task.path === null ? {} : { paths: [task.path] }),
    });
  let state = await read();
  for (const ms of REPLICA_WAITS_MS) {
    const { head } = state;
    if (after === null || head === null || head.oid === after) break;
    if (!(await isBehind(client, { owner, name, oid: head.oid, after }))) break;
    await pause(ms);
    state = await read();
  }
  return state;
}

function whyNoCommit({ ref }: SyncTask, { defaultBranch }: RepositoryState): string {
  if (ref !== null) return `${ref} leads to no commit`;
  return defaultBranch === null ? 'there is no default branch, or nothing is on it' : `${defaultBranch} has no commit`;
}

const REFUSED: ReadonlySet<FailureKind> = new Set(['forbidden', 'not-found', 'gone', 'invalid']);

class Sync {
  readonly #task: SyncTask;
  readonly #tools: SyncTools;
  readonly #observer: GitHubClient;
  readonly #state: RepositoryState;
  readonly #headOid: string;
  readonly #policyReading: PolicyReading;
  #occasion: SyncReport['occasion'] | null = null;
  #writer: GitHubClient | null = null;
  #retry: string | null = null;
  #hasPrivateReferences = false;

  constructor(
    task: SyncTask,
    tools: SyncTools,
    observer: GitHubClient,
    state: RepositoryState,
    headOid: string,
    policyReading: PolicyReading,
  ) {
    this.#task = task;
    this.#tools = tools;
    this.#observer = observer;
    this.#state = state;
    this.#headOid = headOid;
    this.#policyReading = policyReading;
  }

  /** A wrong configuration is said, and nothing else is done: the last good one is not guessed. */
  async reportPolicyProblems(): Promise<SyncResult> {
    const { memory } = this.#tools;
    const configurationOid = configurationOidOf(this.#state);
    const readings = await memory.readings();
    const isKnown = !concernsWrongConfiguration(this.#state, readings, this.#configuration());
    if (isKnown && this.#task.occasion === 'push' && !this.#task.firstLook) return unchanged;
    return this.#finish([], null, [], async () => {
      await memory.rememberConfiguration(configurationOid);
    });
  }

  async run(policy: Policy): Promise<SyncResult> {
    if (policy.mode === 'off') return this.#reportOff(policy);
    const scoped =
      this.#task.path === null ? policy : { ...policy, roadmaps: [{ path: this.#task.path, project: null }] };
    const files = await findRoadmapFiles(this.#observer, this.#state, scoped, this.#task.before);
    const readings = await this.#readingsAfterMoves(files);
    this.#occasion = this.#occasionAfter(policy, files, readings);
    if (this.#occasion === null) return unchanged;
    if (files.present.length + files.missing.length === 0) return this.#reportNoRoadmap(policy, readings);

    const planned = await this.#planAll(policy, files, readings);
    const reports: RoadmapReport[] = [];
    for (const roadmap of planned) reports.push(await this.#carryOut(policy, roadmap));
    return this.#finish(reports, policy, [], async () => {
      for (const roadmap of planned) await this.#remember(policy, roadmap, readings);
      await this.#rememberGone(files, readings);
    });
  }

  /** Somebody who asks is told; where nobody asked, off means silent. */
  #reportOff(policy: Policy): SyncResult | Promise<SyncResult> {
    if (this.#tools.memory.checks !== null) return { state: 'skipped', why: '`mode: off` is configured' };
    return this.#finish([], policy, [], async () => {});
  }

  #configuration(): ConfigurationFiles {
    const { policy } = this.#state;
    return { oid: configurationOidOf(this.#state), policyPath: '.github/milepost.yml', policyOid: policy?.oid ?? null };
  }

  /** What this sync is about; null when nothing changed. A push that changed nothing may still owe a first look. */
  #occasionAfter(
    policy: Policy,
    files: RoadmapFiles,
    readings: readonly StoredReading[],
  ): SyncReport['occasion'] | null {
    const { occasion, firstLook, after } = this.#task;
    const owesFirstLook = firstLook && readings.length === 0;
    const isChanged = hasChanged(files, readings, this.#configuration(), after !== null);
    if (occasion === 'manual') return this.#wasOnlyLookedAt(policy, readings) && !isChanged ? 'first-look' : occasion;
    if (occasion === 'first-look') return owesFirstLook ? occasion : null;
    if (isChanged) return this.#isOwnPush() ? 'own-event' : occasion;
    return owesFirstLook ? 'first-look' : null;
  }

  /** The check run of a first look says that the next push is acted on: a sync of a whole installation is none. */
  #wasOnlyLookedAt(policy: Policy, readings: readonly StoredReading[]): boolean {
    return policy.mode === 'apply' && readings.length > 0 && readings.every(({ settled }) => !settled);
  }

  #isOwnPush(): boolean {
    return this.#task.sender?.toLowerCase() === this.#observer.identity.login.toLowerCase();
  }

  /** A file that vanished while another came is the same file under another name: what is known of it goes along. */
  async #readingsAfterMoves(files: RoadmapFiles): Promise<StoredReading[]> {
    const { memory } = this.#tools;
    const readings = await memory.readings();
    const present = new Set(files.present.map(({ path }) => path));
    const vanished = readings.filter(({ path }) => !present.has(path));
    const added = files.present.filter(({ path }) => !readings.some((reading) => reading.path === path));
    const [from, to] = [vanished[0], added[0]];
    if (vanished.length !== 1 || added.length !== 1 || from === undefined || to === undefined) return readings;
    if (this.#task.dryRun) return readings;
    await memory.rename(from.path, to.path);
    // What was read lies elsewhere now: that is a change, and gets its check run.
    return (await memory.readings()).map((reading) =>
      reading.path === to.path ? { ...reading, blobOid: GONE } : reading,
    );
  }

  /** Where Milepost was given all repositories of an owner, nobody wants a check run in each that has no roadmap. */
  #reportNoRoadmap(policy: Policy, readings: StoredReading[]): SyncResult | Promise<SyncResult> {
    const searched = [...USUAL_PLACES];
    const why = `no roadmap was found; looked for ${searched.join(', ')} in any case`;
    const isExpected = readings.length > 0 || this.#state.policy !== null;
    const nobodyAsked = this.#occasion === 'first-look' && !isExpected && !this.#task.picked;
    if (this.#tools.memory.checks === null || nobodyAsked) return { state: 'skipped', why };
    return this.#finish([], policy, searched, () =>
      this.#rememberGone({ present: [], missing: [], previousOids: null }, readings),
    );
  }

  async #planAll(policy: Policy, files: RoadmapFiles, readings: StoredReading[]): Promise<PlannedRoadmap[]> {
    const tools: PlanningTools = {
      client: this.#observer,
      reader: this.#tools.reader,
      webHost: this.#tools.hosts.webHost,
      now: this.#tools.now().toISOString(),
    };
    const planned: PlannedRoadmap[] = [];
    for (const path of [...files.present.map((file) => file.path), ...files.missing]) {
      const file = files.present.find((candidate) => candidate.path === path);
      const ledger = await this.#tools.memory.ledger(path).load();
      const input = { state: this.#state, policy, ledger, approvals: this.#task.approvals };
      const stored = readings.find((reading) => reading.path === path) ?? null;
      planned.push(
        file === undefined
          ? await planMissing(tools, { ...input, path })
          : await planRoadmap(tools, { ...input, file, stored }),
      );
    }
    return planned;
  }

  /** Why this sync writes nothing but the check run; null when it may write. */
  #whyWithheld(policy: Policy): string | null {
    if (this.#task.dryRun) return 'this is a dry run';
    if (policy.mode === 'plan') return '`mode: plan` is configured';
    if (this.#occasion === 'first-look') return 'this is the first look';
    return this.#occasion === 'own-event' ? 'Milepost itself made this commit' : null;
  }

  async #carryOut(policy: Policy, { desired, observed, plan, path }: PlannedRoadmap): Promise<RoadmapReport> {
    const outcomes = await this.#outcomesOf(policy, plan, path);
    const references = desired.items.reduce((sum, item) => sum + item.references.length, 0);
    const unobserved = countUnobserved(observed);
    this.#hasPrivateReferences ||= hasPrivateReferences(observed);
    return { file: path, items: desired.items.length, references, unobserved, plan, outcomes };
  }

  async #outcomesOf(policy: Policy, plan: Plan, path: string): Promise<RoadmapReport['outcomes']> {
    const withheld = this.#whyWithheld(policy);
    if (withheld !== null) {
      const outcomeOf = ({ hold }: Operation): OperationOutcome =>
        hold === null ? { state: 'withheld', reason: withheld } : { state: 'held', hold };
      return plan.operations.map((operation) => ({ operation, outcome: outcomeOf(operation) }));
    }
    if (plan.operations.length === 0) return [];
    const { repository } = this.#state;
    const { owner, name, id } = repository;
    this.#writer ??= this.#tools.client(policy.mode === 'apply' ? 'apply' : 'plan');
    const outcomes = await apply(plan, {
      client: this.#writer,
      ledger: this.#tools.memory.ledger(path),
      roadmap: { owner, name, id, path },
      texts: createTexts({
        permalink: this.#permalink(path),
        roadmap: { id, path, repo: `${owner}/${name}` },
        documentationUrl: DOCUMENTATION_URL,
      }),
    });
    if (outcomes.some(({ outcome }) => outcome.state === 'withheld')) this.#retry = 'another process is at work here';
    return outcomes;
  }

  #permalink(path: string): (line: number, endLine: number) => string {
    const { owner, name } = this.#state.repository;
    const file = path.split('/').map(encodeURIComponent).join('/');
    const address = `${this.#tools.hosts.webUrl}/${owner}/${name}/blob/${this.#headOid}/${file}?plain=1`;
    return (line, endLine) => `${address}#L${line}${endLine > line ? `-L${endLine}` : ''}`;
  }

  /** The report, its check run, and only then what is remembered: what fails before is done again. */
  async #finish(
    roadmaps: RoadmapReport[],
    policy: Policy | null,
    searched: string[],
    remember: () => Promise<void>,
  ): Promise<SyncResult> {
    const { repository } = this.#state;
    const report: SyncReport = {
      repo: `${repository.owner}/${repository.name}`,
      headOid: this.#headOid,
      occasion: this.#occasion ?? this.#task.occasion,
      mode: policy?.mode ?? null,
      policyProblems: this.#policyReading.problems,
      unserved: this.#policyReading.unserved,
      roadmaps,
      searched,
      requests: this.#requests(),
      hasPrivateReferences: this.#hasPrivateReferences,
    };
    if (this.#task.dryRun || this.#retry !== null) {
      return { state: 'looked', report, retry: this.#retry, checkRefused: null };
    }
    const checkRefused = await this.#writeCheck(report, policy);
    await remember();
    return { state: 'looked', report, retry: null, checkRefused };
  }

  async #writeCheck(report: SyncReport, policy: Policy | null): Promise<string | null> {
    const { hosts, memory } = this.#tools;
    if (memory.checks === null) return null;
    try {
      await writeCheck(this.#observer, { report, policy, hosts, memory: memory.checks });
      return null;
    } catch (error) {
      // A missing permission will not come by trying again, and what was done must be remembered all the same.
      if (error instanceof GitHubError && REFUSED.has(error.kind)) return error.message;
      throw error;
    }
  }

  #requests(): SyncReport['requests'] {
    const clients = [this.#observer, this.#writer].filter((client) => client !== null);
    return {
      graphql: clients.reduce((sum, { counts }) => sum + counts.graphql, 0),
      rest: clients.reduce((sum, { counts }) => sum + counts.rest, 0),
    };
  }

  async #remember(policy: Policy, planned: PlannedRoadmap, readings: readonly StoredReading[]): Promise<void> {
    const { path, blobOid, asOf, desired, observed } = planned;
    const stored = readings.find((reading) => reading.path === path);
    const isUnreadable = desired.problems.some(({ rule }) => rule === 'unreadable-file');
    const { memory, now } = this.#tools;
    const base =
      // What cannot be read says nothing about the items: what was known of them stays known.
      isUnreadable && stored !== undefined
        ? stored.base
        : nextBase({
            desired,
            observed,
            base: stored?.base ?? null,
            policy,
            now: now().toISOString(),
            ledger: await memory.ledger(path).load(),
          });
    if (isUnreadable && stored === undefined) return;
    const configurationOid = configurationOidOf(this.#state);
    const settled = this.#whyWithheld(policy) === null;
    await memory.remember({ path, blobOid, configurationOid, asOf, base, settled }, this.#headOid);
  }

  /** A file that is no longer there was reported; it is not reported with every later push. */
  async #rememberGone(files: RoadmapFiles, readings: readonly StoredReading[]): Promise<void> {
    const present = new Set(files.present.map(({ path }) => path));
    for (const reading of readings) {
      if (present.has(reading.path) || reading.blobOid === GONE) continue;
      const configurationOid = configurationOidOf(this.#state);
      await this.#tools.memory.remember({ ...reading, blobOid: GONE, configurationOid }, this.#headOid);
    }
  }
}

const unchanged: SyncResult = { state: 'skipped', why: 'neither a roadmap nor the configuration changed' };
