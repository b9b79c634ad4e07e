import { setImmediate as endOfTurn, setTimeout as pause } from 'node:timers/promises';

export interface GroupOptions<Item, Result> {
  /** Does all of them, or rejects and has done none. The results are in the order of the items. */
  run: (items: readonly Item[]) => Promise<Result[]>;
  /** The most items of one group. */
  most: number;
  /** The most of what `sizeOf` adds up to in one group; one item alone may have more. */
  mostSize: number;
  sizeOf: (item: Item) => number;
  /** How many groups may be under way at a time. */
  lanes: number;
  /** Whether an error of `run` may be the fault of one item: then each is tried by itself, and fails by itself. */
  isOfOne: (error: unknown) => boolean;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit: what is asked for while every lane has a group under way is the next group. Nobody waits for company: with
 * a lane free a group is what one turn of the event loop brought, one item as a rule.
 */
export class GroupCommit<Item, Result> {
  readonly #options: GroupOptions<Item, Result>;
  #busyLanes = 0;
  #waiting: Waiting<Item, Result>[] = [];
  #addedAtMs = -Infinity;

  constructor(options: GroupOptions<Item, Result>) {
    this.#options = options;
  }

  /** Resolves once its group is done; rejects when it was not. */
  add(item: Item): Promise<Result> {
    this.#addedAtMs = performance.now();
    const added = new Promise<Result>((resolve, reject) => this.#waiting.push({ item, resolve, reject }));
    if (this.#busyLanes < this.#options.lanes) {
      this.#busyLanes += 1;
      void this.#runAll();
    }
    return added;
  }

  /** Resolves when nothing is under way and nothing has come for `quietMs`, or after `timeoutMs`. */
  async quiet(quietMs: number, timeoutMs: number): Promise<void> {
    const endMs = performance.now() + timeoutMs;
    for (;;) {
      const now = performance.now();
      const leftMs = this.#busyLanes > 0 ? quietMs : this.#addedAtMs + quietMs - now;
      if (leftMs <= 0 || now >= endMs) return;
      await pause(Math.min(leftMs, endMs - now));
    }
  }

  /** Between two groups everything that has arrived at the process gets in: the embedded store lets nobody in while it works. */
  async #runAll(): Promise<void> {
    do {
      await endOfTurn();
      await this.#runGroup(this.#nextGroup());
    } while (this.#waiting.length > 0);
    // In the same instant as the look at what waits: what comes later begins a lane of its own.
    this.#busyLanes -= 1;
  }

  #nextGroup(): Waiting<Item, Result>[] {
    const { most, mostSize, sizeOf } = this.#options;
    let count = 0;
    let size = 0;
    for (const { item } of this.#waiting.slice(0, most)) {
      size += sizeOf(item);
      if (count > 0 && size > mostSize) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #runGroup(group: Waiting<Item, Result>[]): Promise<void> {
    // Another lane was faster.
    if (group.length === 0) return;
    try {
      const results = await this.#options.run(group.map(({ item }) => item));
      for (const [index, { resolve }] of group.entries()) resolve(results[index]!);
    } catch (error) {
      if (group.length > 1 && this.#options.isOfOne(error)) {
        for (const waiting of group) await this.#runGroup([waiting]);
      } else {
        for (const { reject } of group) reject(error);
      }
    }
  }
}
