/**
 * One sync of one repository: read, observe, reconcile, apply, render. Every door comes through here; they differ in the
 * client and the memory that they hand in, and in what they print.
 */
import type { GitHubClient } from '../github/client.ts';
import { GitHubError, type FailureKind } from '../github/github-error.ts';
import type { Hosts } from '../github/hosts.ts';
import type { RepositoryState } from '../github/repository-files.ts';
import { hasPrivateReferences } from '../plan/facts.ts';
import type { RoadmapReport, SyncReport } from '../plan/report.ts';
import type { Policy, PolicyReading } from '../policy/policy.ts';
import type { AnswerTools } from './answer-commands.ts';
import { carryOut, type Carrier } from './carry-out.ts';
import { carryOutWithCards } from './cards-of-opened.ts';
import { dashboardContent } from './dashboard-content.ts';
import { heedTicks, type Heeded } from './heed-ticks.ts';
import { keepDashboard, type KeptDashboard } from './keep-dashboard.ts';
import { withPull } from './keep-pull.ts';
import type { Memory, StoredReading } from './memory.ts';
import { planMissing, planRoadmap, type PlannedRoadmap } from './plan-roadmap.ts';
import { configurationFilesOf, readPolicyOf } from './policy-sources.ts';
import type { RoadmapReader } from './read-roadmap.ts';
import { readState, whyNoCommit } from './read-state.ts';
import { forgetApprovals } from './forget-approvals.ts';
import { readingsAfterMoves, rememberGone, rememberReading } from './remember-readings.ts';
import {
  concernsWrongConfiguration,
  findRoadmapFiles,
  hasChanged,
  USUAL_PLACES,
  type ConfigurationFiles,
  type RoadmapFiles,
} from './roadmap-files.ts';
import { commandsOfSync, type CommandsOfSync } from './sync-commands.ts';
import { occasionOf, whyWithheld, type Occasion } from './sync-occasion.ts';
import type { SyncRequest } from './sync-request.ts';
import { writeCheck } from './write-check.ts';

export interface SyncTools {
  /** Makes a client; the one that observes is made in plan mode and cannot write. */
  client: (mode: 'apply' | 'plan') => GitHubClient;
  memory: Memory;
  reader: RoadmapReader;
  hosts: Hosts;
  now: () => Date;
  /** For the command `fix`: has the check of a pull request do what its button does. Needed where commands are worked. */
  requestFix?: AnswerTools['requestFix'];
}

export interface SyncTask extends Pick<
  SyncRequest,
  'owner' | 'name' | 'occasion' | 'sender' | 'before' | 'after' | 'firstLook' | 'picked' | 'recheck' | 'comments'
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
      /** A person ticked something on the dashboard while it was written: it is in the store, and to be worked at now. */
      again?: boolean;
    };

/** @throws GitHubError, RateLimited: what was begun is in the Ledger, and the next sync goes on with it */
export async function synchronise(task: SyncTask, tools: SyncTools): Promise<SyncResult> {
  const observer = tools.client('plan');
  const dashboard = task.dryRun ? null : await tools.memory.dashboards?.find();
  const state = await readState(observer, task, dashboard?.number ?? null);
  if (state.head === null) return { state: 'skipped', why: whyNoCommit(task, state) };
  if (state.repository.archived && !task.dryRun) return { state: 'skipped', why: 'the repository is archived' };
  const reading = await readPolicyOf(observer, state, tools.memory.checks === null ? 'caller' : 'readers');
  const sync = new Sync(task, tools, { observer, state, headOid: state.head.oid, reading });
  return reading.policy === null ? sync.reportPolicyProblems() : sync.run(reading.policy);
}

/** What was read before anything is decided. */
interface Beginning {
  observer: GitHubClient;
  state: RepositoryState;
  headOid: string;
  reading: PolicyReading;
}

/** What a sync comes to, as far as it differs between its ways to end. */
interface Ending {
  policy: Policy | null;
  occasion: Occasion;
  roadmaps?: RoadmapReport[];
  /** What the reports are about, in the same order. */
  planned?: PlannedRoadmap[];
  /** Whose ticks on the dashboard were put back. */
  refused?: Heeded['refused'];
  /** Somebody's ticks were heeded. */
  hasHeeded?: boolean;
  searched?: string[];
  hasPrivateReferences?: boolean;
  /** Another process had begun an Operation here, and may still be at it. */
  isBusy?: boolean;
  remember: () => Promise<void>;
}

const UNCHANGED: SyncResult = { state: 'skipped', why: 'neither a roadmap nor the configuration changed' };

/** What no repeating mends: a permission that is missing, a repository that is gone. */
const REFUSED: ReadonlySet<FailureKind> = new Set(['forbidden', 'not-found', 'gone', 'invalid']);

class Sync {
  readonly #task: SyncTask;
  readonly #tools: SyncTools;
  readonly #beginning: Beginning;
  readonly #configuration: ConfigurationFiles;
  readonly #now: string;
  #writer: GitHubClient | null = null;

  constructor(task: SyncTask, tools: SyncTools, beginning: Beginning) {
    this.#task = task;
    this.#tools = tools;
    this.#beginning = beginning;
    this.#configuration = configurationFilesOf(beginning.state);
    this.#now = tools.now().toISOString();
  }

  /** A wrong configuration is said, and nothing else is done: the last good one is not guessed. */
  async reportPolicyProblems(): Promise<SyncResult> {
    const { memory } = this.#tools;
    const { occasion, firstLook } = this.#task;
    const readings = await memory.readings();
    const isKnown = !concernsWrongConfiguration(this.#beginning.state, readings, this.#configuration);
    if (isKnown && occasion === 'push' && !firstLook) return UNCHANGED;
    return this.#finish({
      policy: null,
      occasion,
      remember: () => memory.rememberConfiguration(this.#configuration.oid),
    });
  }

  async run(policy: Policy): Promise<SyncResult> {
    if (policy.mode === 'off') return this.#reportOff(policy);
    const { memory } = this.#tools;
    const { path, before, after, dryRun } = this.#task;
    const { observer, state } = this.#beginning;
    const scoped = path === null ? policy : { ...policy, roadmaps: [{ path, project: null }] };
    const files = await findRoadmapFiles(observer, state, scoped, before);
    const readings = await readingsAfterMoves(memory, files, dryRun);
    const isChanged = hasChanged(files, readings, this.#configuration, after !== null);
    const commands = await this.#commands({ policy, files, readings });
    const isAsked = commands.need === 'sync' && !isChanged && this.#task.occasion === 'push';
    const task = isAsked ? { ...this.#task, occasion: 'manual' as const } : this.#task;
    const found = occasionOf(task, { policy, readings, isChanged, ownLogin: observer.identity.login });
    // Who may ask for a sync need not wait for a push.
    const occasion = commands.asksToAct && found === 'first-look' ? 'manual' : found;
    if (occasion === null) return this.#onlyAnswer(policy, files, readings, commands);
    if (files.present.length + files.missing.length === 0) {
      const result = await this.#reportNoRoadmap(policy, occasion, readings);
      await commands.answer({ planned: [], roadmaps: [] });
      return result;
    }
    return this.#settle(policy, occasion, files, readings, commands);
  }

  /** What people said in comments is heeded before anything is planned. */
  #commands(world: { policy: Policy; files: RoadmapFiles; readings: StoredReading[] }): Promise<CommandsOfSync> {
    const { memory, reader, hosts, requestFix } = this.#tools;
    const { observer, state, headOid } = this.#beginning;
    const comments = this.#task.dryRun ? [] : (this.#task.comments ?? []);
    const { webHost, webUrl } = hosts;
    const writer = (): GitHubClient => this.#writerFor(world.policy);
    const tools = { observer, memory, reader, webHost, webUrl, writer, requestFix, now: this.#now };
    return commandsOfSync(comments, tools, { ...world, state, headOid });
  }

  /** Nothing changed: people who asked are told what there is, and nothing else is written. */
  async #onlyAnswer(
    policy: Policy,
    files: RoadmapFiles,
    readings: StoredReading[],
    commands: CommandsOfSync,
  ): Promise<SyncResult> {
    const planned = commands.need === 'look' ? await this.#planAll(policy, files, readings) : [];
    const looking = { ...this.#carrier(policy, 'a command asked for a look only'), obeysTicks: false };
    const roadmaps: RoadmapReport[] = [];
    for (const roadmap of planned) {
      roadmaps.push(await carryOut(looking, roadmap));
    }
    await commands.answer({ planned, roadmaps });
    return UNCHANGED;
  }

  #carrier(policy: Policy, withheld: string | null): Carrier {
    const { memory, hosts } = this.#tools;
    const { state, headOid } = this.#beginning;
    const obeysTicks = !this.#task.dryRun && policy.mode === 'apply';
    return {
      writer: () => this.#writerFor(policy),
      memory,
      state,
      headOid,
      webUrl: hosts.webUrl,
      withheld,
      obeysTicks,
    };
  }

  #pullTools(policy: Policy, planned: readonly PlannedRoadmap[]) {
    const { memory, reader, hosts } = this.#tools;
    const paths = (policy.roadmaps ?? planned).map(({ path }) => path);
    const { state } = this.#beginning;
    return { writer: () => this.#writerFor(policy), memory, reader, hosts, state, policy, now: this.#now, paths };
  }

  #writerFor(policy: Policy): GitHubClient {
    return (this.#writer ??= this.#tools.client(policy.mode === 'apply' ? 'apply' : 'plan'));
  }

  async #settle(
    policy: Policy,
    occasion: Occasion,
    files: RoadmapFiles,
    readings: StoredReading[],
    commands: CommandsOfSync,
  ): Promise<SyncResult> {
    const withheld = whyWithheld(this.#task.dryRun, policy, occasion);
    const ticks = await this.#heedTicks(policy, await this.#planAll(policy, files, readings));
    const { planned: heeded, refused } = ticks;
    const planned: PlannedRoadmap[] = [];
    const roadmaps: RoadmapReport[] = [];
    const carrier = this.#carrier(policy, withheld);
    const pulls = this.#pullTools(policy, heeded);
    for (const one of heeded) {
      const { planned: roadmap, report } = await carryOutWithCards(carrier, one);
      planned.push(roadmap);
      const isMeant = withheld === null || (occasion === 'first-look' && (await this.#isAwaited(roadmap, commands)));
      // A file in which nothing was found, by a slip of the hand, takes nothing back that was proposed.
      const isProposing = isMeant && roadmap.desired.items.length > 0;
      const stored = readingOf(roadmap.path, readings);
      // Edits are proposed to the default branch alone.
      roadmaps.push(isProposing && this.#task.ref === null ? await withPull(pulls, roadmap, stored, report) : report);
    }
    if (carrier.obeysTicks) await forgetApprovals(this.#tools.memory, planned, roadmaps);
    const frame = { ...this.#frame(), policy, now: this.#now, settled: withheld === null };
    const result = await this.#finish({
      policy,
      occasion,
      roadmaps,
      planned,
      refused,
      hasHeeded: ticks.isHeeded,
      // Where writing is not withheld as a whole, a single Operation is only because somebody else has it.
      isBusy:
        withheld === null &&
        roadmaps.some(({ outcomes }) => outcomes.some(({ outcome }) => outcome.state === 'withheld')),
      hasPrivateReferences: planned.some(({ observed }) => hasPrivateReferences(observed)),
      remember: async () => {
        for (const roadmap of planned) await rememberReading(frame, roadmap, readingOf(roadmap.path, readings));
        await rememberGone(frame, files.present, readings);
      },
    });
    // One that has to be done again soon is answered then.
    if (result.state === 'looked' && result.retry === null) await commands.answer({ planned, roadmaps });
    return result;
  }

  /** After a first look too a person gets the edit that they asked for, and is heard where they answer its pull request. */
  async #isAwaited({ path }: PlannedRoadmap, { asksToPropose }: CommandsOfSync): Promise<boolean> {
    if (asksToPropose) return true;
    return !this.#task.dryRun && (await this.#tools.memory.conversation(path)).standing !== null;
  }

  async #planAll(policy: Policy, files: RoadmapFiles, readings: StoredReading[]): Promise<PlannedRoadmap[]> {
    const { memory, reader, hosts } = this.#tools;
    const { observer, state } = this.#beginning;
    const tools = { client: observer, reader, webHost: hosts.webHost, now: this.#now };
    const inputOf = async (path: string) => ({
      state,
      policy,
      ledger: await memory.ledger(path).load(),
      conversation: await memory.conversation(path),
      approvals: this.#task.approvals,
    });
    const planned: PlannedRoadmap[] = [];
    for (const file of files.present) {
      const input = await inputOf(file.path);
      planned.push(await planRoadmap(tools, { ...input, file, stored: readingOf(file.path, readings) }));
    }
    const isAskedFor = this.#task.path !== null;
    for (const path of files.missing)
      planned.push(await planMissing(tools, { ...(await inputOf(path)), path, isAskedFor }));
    return planned;
  }

  /** What people ticked on the dashboard counts in this very sync. */
  async #heedTicks(policy: Policy, planned: PlannedRoadmap[]): Promise<Heeded> {
    const issue = this.#beginning.state.dashboard ?? null;
    const keepsOne = !this.#task.dryRun && policy.mode === 'apply' && policy.dashboard;
    return issue !== null && issue.open && keepsOne
      ? heedTicks(issue, planned, this.#tickFrame(policy))
      : { planned, isHeeded: false, refused: null };
  }

  #tickFrame(policy: Policy) {
    const { observer, state } = this.#beginning;
    const sender = this.#task.occasion === 'manual' ? this.#task.sender : null;
    return { client: observer, memory: this.#tools.memory, repository: state.repository, policy, sender };
  }

  /** Somebody who asks is told; where nobody asked, off means silent. */
  #reportOff(policy: Policy): SyncResult | Promise<SyncResult> {
    if (this.#tools.memory.checks !== null) return { state: 'skipped', why: '`mode: off` is configured' };
    return this.#finish({ policy, occasion: this.#task.occasion, remember: async () => {} });
  }

  /** Where Milepost was given all repositories of an owner, nobody wants a check run in each that has no roadmap. */
  #reportNoRoadmap(policy: Policy, occasion: Occasion, readings: StoredReading[]): SyncResult | Promise<SyncResult> {
    const searched = [...USUAL_PLACES];
    const isExpected = readings.length > 0 || this.#beginning.state.policy !== null || this.#task.picked;
    const nobodyAsked = occasion === 'first-look' && !isExpected;
    if (this.#tools.memory.checks === null || nobodyAsked) {
      return { state: 'skipped', why: `no roadmap was found; looked for ${searched.join(', ')} in any case` };
    }
    return this.#finish({
      policy,
      occasion,
      searched,
      remember: () => rememberGone(this.#frame(), [], readings),
    });
  }

  #frame() {
    const { headOid } = this.#beginning;
    return { memory: this.#tools.memory, headOid, configurationOid: this.#configuration.oid };
  }

  /** The report, its dashboard and check run, and only then what is remembered: what fails before is done again. */
  async #finish(ending: Ending): Promise<SyncResult> {
    const { policy, remember } = ending;
    const report = this.#report(ending);
    const settled = { state: 'looked', retry: null, checkRefused: null, again: false } as const;
    if (this.#task.dryRun) return { ...settled, report };
    if (ending.isBusy) return { ...settled, report, retry: 'another process is at work here' };
    const { outcome, again, isBusy } = await this.#keepDashboard(report, ending);
    if (isBusy) return { ...settled, report, retry: 'another process is opening the dashboard' };
    const told = { ...report, dashboard: outcome, requests: this.#requests() };
    const checkRefused = await this.#writeCheck(told, policy);
    await remember();
    return { ...settled, report: told, checkRefused, again };
  }

  #report({ policy, occasion, roadmaps = [], searched = [], ...ending }: Ending): SyncReport {
    const { state, headOid, reading } = this.#beginning;
    const { owner, name } = state.repository;
    return {
      repo: `${owner}/${name}`,
      headOid,
      occasion,
      mode: policy?.mode ?? null,
      policyProblems: reading.problems,
      roadmaps,
      searched,
      requests: this.#requests(),
      hasPrivateReferences: ending.hasPrivateReferences ?? false,
    };
  }

  async #keepDashboard(report: SyncReport, ending: Ending): Promise<KeptDashboard> {
    const { policy, planned = [], refused = null, hasHeeded = false } = ending;
    const { hosts, memory, client } = this.#tools;
    const { observer, state, headOid } = this.#beginning;
    // Plan mode writes nothing but check runs; what mode a wrong configuration means nobody knows: it says no more than that.
    if (memory.dashboards === null || (policy !== null && policy.mode !== 'apply'))
      return { outcome: null, again: false };
    const content = await dashboardContent({
      report,
      policy,
      planned,
      refused,
      hasHeeded,
      state,
      hosts,
      memory,
      now: this.#now,
      frame: policy === null ? null : this.#tickFrame(policy),
    });
    return keepDashboard({
      observer,
      writer: () => (this.#writer ??= client('apply')),
      memory: memory.dashboards,
      repository: state.repository,
      headOid,
      read: state.dashboard,
      content,
      isEventful: report.roadmaps.some(({ outcomes }) =>
        outcomes.some(({ outcome }) => outcome.state === 'done' && !outcome.earlier),
      ),
    });
  }

  async #writeCheck(report: SyncReport, policy: Policy | null): Promise<string | null> {
    const { hosts, memory } = this.#tools;
    if (memory.checks === null) return null;
    try {
      const anew = this.#task.recheck === true;
      await writeCheck(this.#beginning.observer, { report, policy, hosts, memory: memory.checks, anew });
      return null;
    } catch (error) {
      // What was done must be remembered all the same.
      if (error instanceof GitHubError && REFUSED.has(error.kind)) return error.message;
      throw error;
    }
  }

  #requests(): SyncReport['requests'] {
    const clients = [this.#beginning.observer, this.#writer].filter((client) => client !== null);
    return {
      graphql: clients.reduce((sum, { counts }) => sum + counts.graphql, 0),
      rest: clients.reduce((sum, { counts }) => sum + counts.rest, 0),
    };
  }
}

const readingOf = (path: string, readings: readonly StoredReading[]): StoredReading | null =>
  readings.find((reading) => reading.path === path) ?? null;
