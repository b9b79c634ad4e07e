import { setTimeout as sleep } from 'node:timers/promises';
import { Heart } from './heart.ts';
import { Hopeless } from './hopeless.ts';
import { ownershipOf } from './job-ownership.ts';
import { EXPIRE_SECONDS } from './queue-boss.ts';
import { claimJobs, type ClaimedJob } from './queue-claim.ts';
import { Endings } from './queue-endings.ts';
import { listen, type Listener } from './queue-listener.ts';
import { placeOf, PRIORITIES } from './queue-requests.ts';
import { RetryAt } from './queue-retry-at.ts';
import { handBack, isEndless, isLastTry, settleEndless, settleFailure, type Settling } from './queue-settle.ts';
import { WakeableSleep } from '../wakeable-sleep.ts';
import { within } from './within.ts';

/** Jobs are announced; only those due later, and those that nobody could announce, wait for the next look. */
const LOOK_MS = 1_000;

/** A look at a store that is slow to answer is followed by a pause as many times as long. */
const PAUSES = 4;

/** How long what a job came to is kept for a store that is away, between two tries to enter it. */
const AGAIN_MS = 1_000;

/** Of the time that a stop may take, for handing back. */
const HAND_BACK_MS = 2_000;

/** See QueueOptions.work. */
export interface WorkedJob<Data> {
  key: string;
  data: Data;
  signal: AbortSignal;
  isLastTry: boolean;
  /** To be called before each write: @throws JobLost when the job is no longer this process's. */
  assertOurs: () => Promise<void>;
}

export interface WorkersOptions<Data extends object> {
  settling: Settling<Data>;
  work: (job: WorkedJob<Data>) => Promise<void>;
  concurrency: number;
  groupLimit: number;
  report: (error: unknown, key: string | null, data?: Data) => void;
}

/** A job that this process has in work. */
export interface Running<Data> {
  job: ClaimedJob<Data>;
  isUrgent: boolean;
  /** Aborted when it is no longer ours. */
  ours: AbortController;
  ended: Promise<void>;
}

/** The jobs that this process has in work. */
export class Workers<Data extends object> {
  readonly #options: WorkersOptions<Data>;
  readonly #running = new Map<string, Running<Data>>();
  /** Instants, in ms, by group. */
  readonly #heldUntil = new Map<string, number>();
  readonly #wakeable = new WakeableSleep();
  readonly #endings: Endings;
  readonly #heart: Heart<Data>;
  #listener: Listener | null = null;
  #looking: Promise<void> | null = null;
  #isStopping = false;
  #fromGroup = '';

  constructor(options: WorkersOptions<Data>) {
    this.#options = options;
    const { settling, report } = options;
    this.#endings = new Endings(settling.boss);
    this.#heart = new Heart({ settling, running: this.#running, report: (error) => report(error, null) });
  }

  async start(): Promise<void> {
    const { settling, concurrency, report } = this.#options;
    if (concurrency === 0) return;
    await this.#heart.start();
    this.#listener = await listen(settling.boss, () => this.#wakeable.wake()).catch((error: unknown) => {
      report(error, null);
      return null;
    });
    this.#looking = this.#look();
  }

  /** Takes up what there is place for, again and again. */
  async #look(): Promise<void> {
    while (!this.#isStopping) {
      const began = performance.now();
      const claimed = await this.#takeUp().catch((error: unknown) => {
        this.#options.report(error, null);
        return 0;
      });
      const tookMs = performance.now() - began;
      if (claimed === 0 && tookMs > LOOK_MS / 10 && !this.#isStopping) await sleep(Math.min(tookMs, LOOK_MS));
      if (!this.#isStopping) await this.#wakeable.sleep(Math.max(LOOK_MS, PAUSES * tookMs));
    }
  }

  async #takeUp(): Promise<number> {
    const { settling, concurrency, groupLimit } = this.#options;
    const running = [...this.#running.values()];
    const wanted = concurrency - running.length;
    if (wanted <= 0) return 0;
    const kept = settling.rules.priorityOf !== undefined && concurrency > 1 ? 1 : 0;
    const { jobs, fromGroup } = await claimJobs<Data>(settling.database, {
      wanted,
      notUrgent: Math.min(wanted, concurrency - kept - running.filter(({ isUrgent }) => !isUrgent).length),
      groupLimit,
      heldGroups: this.#heldGroups(),
      ownKeys: running.map(({ job }) => job.data.key),
      fromGroup: this.#fromGroup,
    });
    this.#fromGroup = fromGroup;
    for (const job of jobs) this.#begin(job);
    // With places left and groups not visited yet, somebody's turn has not come.
    if (jobs.length < wanted && fromGroup !== '') this.#wakeable.wake();
    return jobs.length;
  }

  #heldGroups(): string[] {
    for (const [group, untilMs] of this.#heldUntil) if (untilMs <= Date.now()) this.#heldUntil.delete(group);
    return [...this.#heldUntil.keys()];
  }

  #begin(job: ClaimedJob<Data>): void {
    const ours = new AbortController();
    const isUrgent = placeOf(this.#options.settling.rules, job.data.data).priority >= PRIORITIES.urgent;
    const running: Running<Data> = { job, isUrgent, ours, ended: Promise.resolve() };
    this.#running.set(job.id, running);
    running.ended = this.#run(running).finally(() => {
      this.#running.delete(job.id);
      this.#wakeable.wake();
    });
  }

  async #run({ job, ours }: Running<Data>): Promise<void> {
    const { settling } = this.#options;
    // Looked at again by whoever takes over: this process is on its way out.
    if (this.#isStopping) return this.#enter(job, ours, () => handBack(settling, job));
    if (isEndless(job)) return this.#enter(job, ours, () => settleEndless(settling, job));
    const failure = await this.#work(job, ours);
    if (failure === null) return this.#enter(job, ours, () => this.#endings.end(job));
    await this.#enter(job, ours, () => settleFailure(settling, job, failure.error));
  }

  /** null: it came to its end. One that does not in a quarter of an hour has failed. */
  async #work(job: ClaimedJob<Data>, ours: AbortController): Promise<{ error: unknown } | null> {
    const { work, report } = this.#options;
    const { key, data } = job.data;
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new Error(`It did not end within ${EXPIRE_SECONDS} seconds.`)),
      EXPIRE_SECONDS * 1_000,
    );
    const signal = AbortSignal.any([late.signal, ours.signal]);
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    try {
      const assertOurs = ownershipOf(this.#options.settling, job, signal);
      await Promise.race([work({ key, data, signal, isLastTry: isLastTry(job), assertOurs }), aborted]);
      return null;
    } catch (error) {
      if (ours.signal.aborted) return { error };
      if (!(error instanceof Hopeless)) report(error, key, data);
      if (error instanceof RetryAt && error.isOfGroup && job.group !== null) {
        this.#heldUntil.set(job.group, error.at.getTime());
      }
      return { error };
    } finally {
      clearTimeout(timer);
      aborted.catch(() => undefined);
    }
  }

  /** Enters what the job came to; again while the store is away and the job still ours. */
  async #enter(job: ClaimedJob<Data>, ours: AbortController, enter: () => Promise<void>): Promise<void> {
    while (!ours.signal.aborted) {
      try {
        return await enter();
      } catch (error) {
        this.#options.report(error, job.data.key);
        await sleep(AGAIN_MS);
      }
    }
  }

  /** See Queue.stop. It takes a second longer than `timeoutMs` at most, also where the store is gone. */
  async stop(timeoutMs: number): Promise<void> {
    const began = performance.now();
    const leftMs = (): number => Math.max(timeoutMs - (performance.now() - began), 0);
    this.#isStopping = true;
    this.#wakeable.wake();
    const handBackMs = Math.min(HAND_BACK_MS, timeoutMs / 4);
    if (this.#looking !== null) await within(leftMs() - handBackMs, this.#looking);
    await within(leftMs() - handBackMs, Promise.all([...this.#running.values()].map(({ ended }) => ended)));
    await within(Math.max(leftMs(), 1_000), this.#handBackAll());
    await within(500, Promise.all([this.#heart.stop(), this.#listener?.close()])).catch((error: unknown) =>
      this.#options.report(error, null),
    );
  }

  async #handBackAll(): Promise<void> {
    const { settling, report } = this.#options;
    const left = [...this.#running.values()];
    for (const { ours } of left) ours.abort(new Error('The process is stopping.'));
    await Promise.all(
      left.map(({ job }) => handBack(settling, job).catch((error: unknown) => report(error, job.data.key))),
    );
  }
}
