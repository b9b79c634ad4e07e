import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../store/database.ts';
import {
  failAbandonedDeliveries,
  finishDeliveries,
  handBackDeliveries,
  renewDeliveries,
  type DeliveryRow,
} from '../../store/deliveries.ts';
import { isAboutRows } from '../../store/is-about-rows.ts';
import { GroupCommit } from './group-commit.ts';
import { WakeableSleep } from '../wakeable-sleep.ts';
import type { Inbox } from './inbox.ts';

/** Renewed three times before it ends; the work of a killed process goes on after it at the latest. */
export const LEASE_MS = 15_000;
const RENEW_MS = 5_000;
/** How long what another process stored, or what is due again, may lie when nobody announces it. */
const LOOK_MS = 2_000;
/** What is announced one by one is claimed together. */
const PAUSE_MS = 20;
const MOST_IN_WORK = 100;
export const MAX_ATTEMPTS = 5;
/** Whoever restarts or kills processes every few seconds loses nothing by that; what ends its process does not do so for ever. */
export const MAX_LOSSES = 20;

/** What the drain does with deliveries; `Asked` is what one of them asks for. */
export interface DrainWork<Asked> {
  /** What a delivery asks for; writes nothing. Many are asked at a time; a rejection fails that one alone. */
  ask: (delivery: DeliveryRow) => Promise<Asked>;
  /**
   * Makes all that was asked for durable within the transaction in which these deliveries are done: so each is started once,
   * and none is done before. When it rejects for what is in one of them, each is tried by itself.
   */
  start: (asked: readonly Asked[], transaction: Database) => Promise<void>;
  /** Told of every failure: of a delivery with it, of the store with null. */
  report: (error: unknown, delivery: DeliveryRow | null) => void;
}

export interface DrainOptions<Asked> extends DrainWork<Asked> {
  database: Database;
  holder: string;
  inbox: Pick<Inbox, 'claim' | 'failed'>;
  /** Resolves when what is more urgent than draining has been done. */
  giveWay: () => Promise<void>;
}

/** What a handler finds in odd data, as opposed to a store that is away. */
const isOfOne = (error: unknown): boolean =>
  isAboutRows(error) || error instanceof TypeError || error instanceof RangeError;

/** The loop that works what is stored: up to a hundred deliveries at a time, ended together as they are ready. */
export class Drain<Asked> {
  readonly #options: DrainOptions<Asked>;
  readonly #sleep = new WakeableSleep();
  readonly #ending: GroupCommit<{ id: string; asked: Asked }, void>;
  readonly #inWork = new Map<string, Promise<void>>();
  readonly #ended: Promise<void>;
  readonly #renewing: NodeJS.Timeout;
  #stopping = false;
  #hasLeft = false;
  /** The last claim got as many as it had asked for. */
  #isMore = false;
  #abandonedAtMs = -Infinity;

  constructor(options: DrainOptions<Asked>) {
    this.#options = options;
    this.#ending = new GroupCommit({
      run: (ended) => this.#endTogether(ended),
      most: MOST_IN_WORK,
      mostSize: MOST_IN_WORK,
      sizeOf: () => 1,
      lanes: 1,
      isOfOne,
    });
    this.#renewing = setInterval(() => void this.#renew(), RENEW_MS);
    this.#ended = this.#run();
  }

  wake(): void {
    this.#sleep.wake();
  }

  /** See Inbox.stop. */
  async stop(timeoutMs: number): Promise<void> {
    this.#stopping = true;
    this.#sleep.wake();
    await this.#ended;
    await this.#leave(timeoutMs);
    clearInterval(this.#renewing);
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      await this.#takeUp().catch((error: unknown) => this.#report(error, null));
      if (!this.#stopping) await this.#sleep.sleep(LOOK_MS);
    }
  }

  /** What becomes of a delivery that was handed back is nobody's business any more. */
  #report(error: unknown, delivery: DeliveryRow | null): void {
    if (!this.#hasLeft) this.#options.report(error, delivery);
  }

  /** Half of the places free is worth a claim; until then those that end wake the loop. */
  get #hasRoom(): boolean {
    return this.#inWork.size <= MOST_IN_WORK / 2;
  }

  async #takeUp(): Promise<void> {
    const { inbox, giveWay } = this.#options;
    do {
      if (!this.#hasRoom) return;
      await giveWay();
      const room = MOST_IN_WORK - this.#inWork.size;
      const claimed = await inbox.claim(room);
      this.#isMore = claimed.length === room;
      for (const delivery of claimed) this.#begin(delivery);
      if (claimed.length === 0) await this.#giveUpAbandoned();
    } while (this.#isMore && !this.#stopping);
    await pause(PAUSE_MS);
  }

  #begin(delivery: DeliveryRow): void {
    const worked = this.#work(delivery)
      .catch((error: unknown) => this.#report(error, null))
      .finally(() => {
        this.#inWork.delete(delivery.id);
        if (this.#isMore && this.#hasRoom) this.#sleep.wake();
      });
    this.#inWork.set(delivery.id, worked);
  }

  async #work(delivery: DeliveryRow): Promise<void> {
    const { ask, inbox } = this.#options;
    try {
      const asked = await ask(delivery);
      await this.#ending.add({ id: delivery.id, asked });
    } catch (error) {
      this.#report(error, delivery);
      await inbox.failed(delivery, error);
    }
  }

  /** What is no longer ours is somebody else's to start. */
  async #endTogether(ended: readonly { id: string; asked: Asked }[]): Promise<void[]> {
    const { database, holder, start, giveWay } = this.#options;
    await giveWay();
    await database.transaction(async (transaction) => {
      const ids = ended.map(({ id }) => id);
      const ours = new Set(await finishDeliveries(transaction, holder, ids));
      // Each id once: a process that slept longer than its lease may have taken up its own a second time.
      const asked = ended.filter(({ id }) => ours.delete(id)).map((one) => one.asked);
      if (asked.length > 0) await start(asked, transaction);
    });
    return ended.map(() => undefined);
  }

  /** Waits for what is in work; what does not end is given back, so that nothing of it is started any more. */
  async #leave(timeoutMs: number): Promise<void> {
    const { database, holder } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    await Promise.race([Promise.all(this.#inWork.values()), timeout]);
    clearTimeout(timer);
    this.#hasLeft = true;
    const left = [...this.#inWork.keys()];
    if (left.length > 0) await handBackDeliveries(database, holder, left);
  }

  async #renew(): Promise<void> {
    if (this.#inWork.size === 0) return;
    const { database, holder } = this.#options;
    await renewDeliveries(database, holder, LEASE_MS).catch((error: unknown) => this.#report(error, null));
  }

  async #giveUpAbandoned(): Promise<void> {
    if (performance.now() - this.#abandonedAtMs < LOOK_MS / 2) return;
    this.#abandonedAtMs = performance.now();
    for (const id of await failAbandonedDeliveries(this.#options.database, MAX_LOSSES)) {
      this.#report(
        new Error(`Delivery ${id} was in work when its process ended, ${MAX_LOSSES} times; it is not tried again.`),
        null,
      );
    }
  }
}
