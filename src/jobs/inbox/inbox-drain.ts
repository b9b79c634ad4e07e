import type { Database } from '../../store/database.ts';
import {
  failAbandonedDeliveries,
  handBackDeliveries,
  renewDeliveries,
  type DeliveryRow,
} from '../../store/deliveries.ts';
import { WakeableSleep } from './inbox-sleep.ts';
import type { Inbox } from './inbox.ts';

/** Renewed three times before it ends; the work of a killed process goes on after it at the latest. */
export const LEASE_MS = 15_000;
const RENEW_MS = 5_000;
/** How long what another process stored, or what is due again, may lie. */
const LOOK_MS = 2_000;
const BATCH = 20;
export const MAX_ATTEMPTS = 5;

export interface DrainOptions {
  database: Database;
  holder: string;
  inbox: Pick<Inbox, 'claim' | 'done' | 'failed'>;
  work: (delivery: DeliveryRow) => Promise<void>;
  report: (error: unknown, delivery: DeliveryRow | null) => void;
}

/** The loop that works what is stored, one delivery after the other. */
export class Drain {
  readonly #options: DrainOptions;
  readonly #sleep = new WakeableSleep();
  readonly #ended: Promise<void>;
  #stopping = false;

  constructor(options: DrainOptions) {
    this.#options = options;
    this.#ended = this.#run();
  }

  wake(): void {
    this.#sleep.wake();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#sleep.wake();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      const worked = await this.#workNext().catch((error: unknown) => {
        this.#options.report(error, null);
        return false;
      });
      if (!worked && !this.#stopping) await this.#sleep.sleep(LOOK_MS);
    }
  }

  /** Whether there was anything. */
  async #workNext(): Promise<boolean> {
    const batch = await this.#options.inbox.claim(BATCH);
    if (batch.length > 0) await this.#workBatch(batch);
    else await this.#giveUpAbandoned();
    return batch.length > 0;
  }

  async #workBatch(batch: DeliveryRow[]): Promise<void> {
    const { database, holder } = this.#options;
    const left = [...batch];
    const timer = setInterval(() => void this.#renew(), RENEW_MS);
    try {
      while (left.length > 0 && !this.#stopping) await this.#workOne(left.shift()!);
    } finally {
      clearInterval(timer);
      const ids = left.map(({ id }) => id);
      if (ids.length > 0) await handBackDeliveries(database, holder, ids);
    }
  }

  async #workOne(delivery: DeliveryRow): Promise<void> {
    const { inbox, work, report } = this.#options;
    try {
      await work(delivery);
    } catch (error) {
      report(error, delivery);
      await inbox.failed(delivery, error);
      return;
    }
    await inbox.done(delivery.id);
  }

  async #renew(): Promise<void> {
    const { database, holder, report } = this.#options;
    await renewDeliveries(database, holder, LEASE_MS).catch((error: unknown) => report(error, null));
  }

  async #giveUpAbandoned(): Promise<void> {
    const { database, report } = this.#options;
    for (const id of await failAbandonedDeliveries(database, MAX_ATTEMPTS)) {
      report(new Error(`Delivery ${id} has ended its process ${MAX_ATTEMPTS} times and is not tried again.`), null);
    }
  }
}
