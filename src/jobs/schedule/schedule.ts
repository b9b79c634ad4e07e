/** The loop that does the chores when they are due. Several processes share the chores, each of which has one at a time. */
import { randomUUID } from 'node:crypto';
import {
  claimChores,
  endChore,
  enterChores,
  hastenChore,
  nextChoreInMs,
  renewChore,
  type ChoreRow,
} from '../../store/chores.ts';
import type { Database } from '../../store/database.ts';
import { WakeableSleep } from '../wakeable-sleep.ts';
import type { Chore, ChoreEnd } from './chore.ts';

/** What a killed process was at is taken over after this at the latest. */
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
/** A call to GitHub takes longer at worst, and a stopping process has other things to end as well. */
const GRACE_MS = 3_000;
/** How long a chore that another process hastened may wait. */
const LONGEST_SLEEP_MS = 5_000;
const SHORTEST_SLEEP_MS = 50;
/** The first time that a store hears of a chore, it is due so soon. */
const FIRST_IN_MS = 10_000;

const FIRST_RETRY_MS = 30_000;
const LAST_RETRY_MS = 15 * 60_000;

export interface ScheduleOptions {
  database: Database;
  chores: readonly Chore[];
  /** Told of every failure: of a chore with its name, of the store with null. */
  report: (error: unknown, name: string | null) => void;
}

export interface Schedule {
  /** Begins nothing more, and resolves when the runs under way, whose signals are aborted, have ended: within seconds. */
  stop(): Promise<void>;
}

/** Begins to do the chores. The store must stay open until `stop` resolved. */
export function startSchedule(options: ScheduleOptions): Schedule {
  const running = new RunningSchedule(options);
  return { stop: () => running.stop() };
}

class RunningSchedule {
  readonly #options: ScheduleOptions;
  readonly #holder = randomUUID();
  readonly #byName: ReadonlyMap<string, Chore>;
  readonly #sleep = new WakeableSleep();
  readonly #stopping = new AbortController();
  readonly #runs = new Map<string, Promise<void>>();
  readonly #ended: Promise<void>;
  #isKnown = false;

  constructor(options: ScheduleOptions) {
    this.#options = options;
    this.#byName = new Map(options.chores.map((chore) => [chore.name, chore]));
    this.#ended = this.#loop();
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The process is stopping.'));
    this.#sleep.wake();
    await this.#ended;
    await Promise.all(this.#runs.values());
  }

  async #loop(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const inMs = await this.#beginDue().catch((error: unknown) => {
        this.#options.report(error, null);
        return LONGEST_SLEEP_MS;
      });
      if (!this.#stopping.signal.aborted) await this.#sleep.sleep(inMs);
    }
  }

  /** Begins what is due, and tells how long to sleep. */
  async #beginDue(): Promise<number> {
    const { database } = this.#options;
    if (!this.#isKnown) await this.#makeKnown();
    const names = [...this.#byName.keys()].filter((name) => !this.#runs.has(name));
    if (names.length === 0) return LONGEST_SLEEP_MS;
    for (const claimed of await claimChores(database, { holder: this.#holder, names, leaseMs: LEASE_MS })) {
      this.#begin(claimed);
    }
    const nextInMs = (await nextChoreInMs(database, names)) ?? LONGEST_SLEEP_MS;
    return Math.min(Math.max(nextInMs, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS);
  }

  async #makeKnown(): Promise<void> {
    const { database, chores } = this.#options;
    await enterChores(database, [...this.#byName.keys()], FIRST_IN_MS);
    for (const { name, afterStartMs } of chores) {
      if (afterStartMs !== undefined) await hastenChore(database, name, afterStartMs);
    }
    this.#isKnown = true;
  }

  #begin(claimed: ChoreRow): void {
    const run = this.#run(claimed)
      .catch((error: unknown) => this.#options.report(error, claimed.name))
      .finally(() => {
        this.#runs.delete(claimed.name);
        this.#sleep.wake();
      });
    this.#runs.set(claimed.name, run);
  }

  async #run({ name, failures }: ChoreRow): Promise<void> {
    const { database, report } = this.#options;
    const chore = this.#byName.get(name)!;
    const lost = new AbortController();
    const timer = setInterval(() => void this.#renew(name, lost), RENEW_MS);
    try {
      const end = await runUntilCut(chore, AbortSignal.any([lost.signal, this.#stopping.signal]));
      await endChore(database, { name, holder: this.#holder, ...this.#outcomeOf(chore, end) });
    } catch (error) {
      // What a stop cut short goes on in another process, or with the next start.
      const isCut = this.#stopping.signal.aborted || lost.signal.aborted;
      if (!isCut) report(error, name);
      const outcome = isCut ? 'left' : 'failed';
      const againInMs = isCut ? 0 : Math.min(retryInMs(failures), chore.everyMs);
      await endChore(database, { name, holder: this.#holder, againInMs, outcome });
    } finally {
      clearInterval(timer);
    }
  }

  #outcomeOf(chore: Chore, end: ChoreEnd): { againInMs: number; outcome: 'done' | 'left' } {
    // A stop that came in between may have ended it early without a word.
    if (this.#stopping.signal.aborted && end.isUnfinished === true) return { againInMs: 0, outcome: 'left' };
    const againInMs = end.againInMs ?? chore.everyMs * (0.9 + Math.random() / 5);
    return { againInMs, outcome: end.isUnfinished === true ? 'left' : 'done' };
  }

  async #renew(name: string, lost: AbortController): Promise<void> {
    const { database, report } = this.#options;
    try {
      const isOurs = await renewChore(database, { name, holder: this.#holder, leaseMs: LEASE_MS });
      if (!isOurs) lost.abort(new Error('Another process has taken this over.'));
    } catch (error) {
      report(error, name);
    }
  }
}

/** A run that does not heed its signal is left to itself after a while: it may be repeated, so another may begin. */
async function runUntilCut(chore: Chore, signal: AbortSignal): Promise<ChoreEnd> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const cut = new Promise<never>((_, reject) => {
    onAbort = () => {
      timer = setTimeout(() => reject(signal.reason as Error), GRACE_MS);
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return (await Promise.race([chore.run(signal), cut])) ?? {};
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}

/** `failures` before this one. */
const retryInMs = (failures: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures, 10), LAST_RETRY_MS) * (1 + Math.random() / 2);
