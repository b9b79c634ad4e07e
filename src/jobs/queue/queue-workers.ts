import type { Job } from 'pg-boss';
import { takeUpAbandoned } from './queue-abandoned.ts';
import { QUEUE } from './queue-boss.ts';
import { Hopeless } from './hopeless.ts';
import {
  handBack,
  isEndless,
  isLastTry,
  settleEndless,
  settleFailure,
  type ActiveJob,
  type Settling,
} from './queue-settle.ts';
import { PRIORITIES } from './queue-requests.ts';
import type { Envelope } from './queue-waiting.ts';

/** Jobs are announced; only those due later, and those of a store that cannot announce, wait for the next look. */
const LOOK_SECONDS = 1;

const ABANDONED_EVERY_MS = 2_000;

/** See QueueOptions.work. */
export interface WorkedJob<Data> {
  key: string;
  data: Data;
  signal: AbortSignal;
  isLastTry: boolean;
}

export interface WorkersOptions<Data extends object> {
  settling: Settling<Data>;
  work: (job: WorkedJob<Data>) => Promise<void>;
  concurrency: number;
  /** Some jobs are urgent: of several workers, the last takes up nothing else. */
  hasUrgent: boolean;
  report: (error: unknown, key: string | null) => void;
}

/** The jobs that this process has in work. */
export class Workers<Data extends object> {
  readonly #options: WorkersOptions<Data>;
  readonly #running = new Map<string, ActiveJob<Data>>();
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #search: Promise<void> | null = null;

  constructor(options: WorkersOptions<Data>) {
    this.#options = options;
  }

  async start(): Promise<void> {
    // Nobody else can have the embedded store open: what is active there was left by a process that is gone.
    await this.#takeUpAbandoned(this.#options.settling.database.kind === 'pglite');
    const { concurrency, hasUrgent } = this.#options;
    for (let number = 1; number <= concurrency; number += 1) {
      await this.#startWorker(hasUrgent && number > 1 && number === concurrency);
    }
    this.#timer = setInterval(() => void this.#takeUpAbandoned(false), ABANDONED_EVERY_MS);
  }

  /** One search at a time; a failed one is reported and made again with the next tick. */
  async #takeUpAbandoned(all: boolean): Promise<void> {
    const { settling, report } = this.#options;
    this.#search ??= takeUpAbandoned(settling, { all, running: this.#running })
      .catch((error: unknown) => report(error, null))
      .finally(() => {
        this.#search = null;
      });
    await this.#search;
  }

  async #startWorker(onlyUrgent: boolean): Promise<void> {
    const { boss } = this.#options.settling;
    const options = {
      pollingIntervalSeconds: LOOK_SECONDS,
      notifyPollingIntervalSeconds: LOOK_SECONDS,
      ...(onlyUrgent ? { minPriority: PRIORITIES.urgent } : {}),
    };
    let worker: string | null = null;
    worker = await boss.work<Envelope<Data>>(QUEUE, options, async (jobs) => {
      for (const job of jobs) await this.#run(job);
      // Look for the next one now, not with the next tick.
      if (worker !== null) boss.notifyWorker(worker);
    });
  }

  async #run(job: Job<Envelope<Data>>): Promise<void> {
    const { settling, work, report } = this.#options;
    // Looked at again by whoever takes over: this process is on its way out.
    if (this.#stopping.signal.aborted) return handBack(settling, job, { isGone: false });
    if (isEndless(job)) return settleEndless(settling, job);
    const { key, data } = job.data;
    this.#running.set(job.id, job);
    try {
      const signal = AbortSignal.any([job.signal, this.#stopping.signal]);
      await work({ key, data, signal, isLastTry: isLastTry(job) });
    } catch (error) {
      // Handed back already, and the store may be closed.
      if (this.#stopping.signal.aborted) return;
      if (!(error instanceof Hopeless)) report(error, key);
      await settleFailure(settling, job, error);
    } finally {
      this.#running.delete(job.id);
    }
  }

  /** See Queue.stop. */
  async stop(timeoutMs: number): Promise<void> {
    const { settling, report } = this.#options;
    if (this.#timer !== null) clearInterval(this.#timer);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    await Promise.race([settling.boss.offWork(QUEUE, { wait: true }), timeout]);
    clearTimeout(timer);
    await this.#search;
    this.#stopping.abort(new Error('The process is stopping.'));
    for (const job of this.#running.values()) {
      await handBack(settling, job, { isGone: false }).catch((error: unknown) => report(error, job.data.key));
    }
  }
}
