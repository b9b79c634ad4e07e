/**
 * The check run of one head from its beginning to its conclusion, safe against a process that ends in between: what is about
 * to be written is entered in the memory first, and the next try looks on GitHub how far it came.
 */
import type { CheckOutput } from '../../github/check-output.ts';
import type { GitHubClient } from '../../github/client.ts';
import {
  beginRun,
  concludeRun,
  listOwnRuns,
  type CheckAction,
  type OwnRun,
  type RunPlace,
} from '../../github/pull-check-run.ts';
import type { CheckSubject } from '../../plan/pull-report.ts';
import { checkRunName } from './check-run-name.ts';
import type { CheckMemory } from '../memory/memory.ts';

/** Digest of a run of which it is not known what it says, or that says nothing lasting. */
const UNSETTLED = 'unsettled';

const BEGINNING = { title: 'Reading the roadmap', summary: 'Milepost is comparing the roadmap with GitHub.' };

const SUPERSEDED: CheckOutput = {
  title: 'A newer commit is checked instead',
  summary: 'The pull request moved on before this commit was read to the end.',
  conclusion: 'cancelled',
  annotations: [],
};

export interface PullRunTools {
  client: GitHubClient;
  memory: CheckMemory;
}

export class PullRun {
  readonly #tools: PullRunTools;
  readonly #place: RunPlace;
  readonly #name: string;
  /** Under it the memory keeps the head that was begun last; null for a group, of which there may be several at once. */
  readonly #pointer: string | null;
  #run: OwnRun | null = null;

  constructor(tools: PullRunTools, place: RunPlace, subject: CheckSubject) {
    this.#tools = tools;
    this.#place = place;
    this.#name = checkRunName(subject);
    this.#pointer = subject.kind === 'pull' ? this.#name : null;
  }

  /** Digest of what a concluded run on this head says; null where there is none. */
  async known(): Promise<string | null> {
    const known = await this.#tools.memory.find(this.#keyOf(this.#place.headOid));
    return known?.state === 'written' ? known.digest : null;
  }

  /** Whether a run was begun here that is not concluded yet. */
  get isOpen(): boolean {
    return this.#run !== null && !this.#run.isCompleted;
  }

  /** The run on this head, in progress: the one that an earlier try left, else a new one. Once. */
  async begin(): Promise<void> {
    if (this.#run !== null) return;
    this.#run = await this.#left();
    if (this.#run === null) await this.#create();
  }

  /**
   * Concludes the run, which is begun if it was not. `digest`: of what it says; null for what is said of the moment only (a
   * failure), so that the next look is not taken for a repetition. Where a run says the same already, nothing is written.
   */
  async conclude(output: CheckOutput, actions: readonly CheckAction[], digest: string | null): Promise<void> {
    await this.begin();
    const externalId = `${this.#name}:${digest ?? UNSETTLED}`;
    if (this.#mustReplace(externalId)) await this.#replace();
    const run = this.#run!;
    const isSaid = run.isCompleted && run.externalId === externalId;
    if (!isSaid) await concludeRun(this.#tools.client, this.#place, run, { output, actions, externalId });
    this.#run = { ...run, externalId, isCompleted: true };
    const { memory } = this.#tools;
    await memory.written(this.#keyOf(this.#place.headOid), digest ?? UNSETTLED, run.id);
    if (this.#pointer !== null) await memory.written(this.#pointer, this.#place.headOid, run.id);
  }

  /**
   * Adds words to what stands there: to the run on this head that has this digest, whose annotations stay, else to a new
   * one.
   */
  async amend(output: CheckOutput, actions: readonly CheckAction[], digest: string): Promise<void> {
    const externalId = `${this.#name}:${digest}`;
    if (this.#run === null) {
      const [newest] = await listOwnRuns(this.#tools.client, this.#place, this.#name);
      if (newest !== undefined && this.#isOurs(newest)) this.#run = newest;
    }
    if (this.#run?.isCompleted !== true || this.#run.externalId !== externalId) {
      if (this.#run?.isCompleted === true) this.#run = null;
      return this.conclude(output, actions, digest);
    }
    await concludeRun(this.#tools.client, this.#place, this.#run, { output, actions, externalId });
  }

  /**
   * Concludes what an earlier try of the same pull request left open on another commit, and with `also` on this one: nobody
   * else would.
   */
  async endLeftovers({ also }: { also: CheckOutput | null }): Promise<void> {
    const { client, memory } = this.#tools;
    const last = this.#pointer === null ? null : await memory.find(this.#pointer);
    if (this.#pointer === null || last?.state !== 'begun') return;
    const headOid = last.digest;
    const output = headOid === this.#place.headOid ? also : SUPERSEDED;
    if (output === null) return;
    const place = { ...this.#place, headOid };
    const externalId = `${this.#name}:${UNSETTLED}`;
    const left = (await listOwnRuns(client, place, this.#name)).filter((run) => !run.isCompleted && this.#isOurs(run));
    for (const run of left) await concludeRun(client, place, run, { output, actions: [], externalId });
    const id = left[0]?.id ?? 0;
    await memory.written(this.#keyOf(headOid), UNSETTLED, id);
    await memory.written(this.#pointer, headOid, id);
  }

  /** `pull:1` is no beginning of `pull:12`. */
  #isOurs({ externalId }: OwnRun): boolean {
    return externalId === this.#name || externalId.startsWith(`${this.#name}:`);
  }

  /** What an earlier try had begun, as far as it came; null where nothing was begun. */
  async #left(): Promise<OwnRun | null> {
    const known = await this.#tools.memory.find(this.#keyOf(this.#place.headOid));
    if (known?.state !== 'begun') return null;
    const runs = await listOwnRuns(this.#tools.client, this.#place, this.#name);
    const [newest] = runs.filter((run) => this.#isOurs(run));
    return newest ?? null;
  }

  async #create(): Promise<void> {
    const { client, memory } = this.#tools;
    if (this.#pointer !== null) await memory.begin(this.#pointer, this.#place.headOid);
    await memory.begin(this.#keyOf(this.#place.headOid), UNSETTLED);
    this.#run = await beginRun(client, this.#place, { externalId: this.#name, ...BEGINNING });
  }

  /** Annotations of another content cannot be taken back. */
  #mustReplace(externalId: string): boolean {
    const run = this.#run!;
    if (run.externalId === externalId) return false;
    return run.isCompleted || run.annotations > 0;
  }

  async #replace(): Promise<void> {
    const run = this.#run!;
    if (!run.isCompleted) {
      const externalId = `${this.#name}:${UNSETTLED}`;
      await concludeRun(this.#tools.client, this.#place, run, { output: SUPERSEDED, actions: [], externalId });
    }
    await this.#create();
  }

  #keyOf(headOid: string): string {
    return `${this.#name}:${headOid}`;
  }
}
