import { setImmediate as endOfTurn } from 'node:timers/promises';

export interface GroupOptions<Item, Result> {
  /** Does all of them, or rejects and has done none. The results are in the order of the items. */
  run: (items: readonly Item[]) => Promise<Result[]>;
  /** The most items of one group. */
  most: number;
  /** The most of what `sizeOf` adds up to in one group; one item alone may have more. */
  mostSize: number;
  sizeOf: (item: Item) => number;
  /** Whether an error of `run` may be the fault of one item: then each is tried by itself, and fails by itself. */
  isOfOne: (error: unknown) => boolean;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit: what is asked for while a group is under way is the next group. Nobody waits for company: with nothing
 * under way a group is what one turn of the event loop brought, one item as a rule.
 */
export class GroupCommit<Item, Result> {
  readonly #options: GroupOptions<Item, Result>;
  #waiting: Waiting<Item, Result>[] = [];
  /** Resolves when nothing waits and nothing is under way; null when nothing is. */
  #ended: Promise<void> | null = null;

  constructor(options: GroupOptions<Item, Result>) {
    this.#options = options;
  }

  /** Resolves once its group is done; rejects when it was not. */
  add(item: Item): Promise<Result> {
    const added = new Promise<Result>((resolve, reject) => this.#waiting.push({ item, resolve, reject }));
    this.#ended ??= this.#runAll();
    return added;
  }

  /** Resolves when nothing waits and nothing is under way any more, or after `timeoutMs`. */
  async idle(timeoutMs: number): Promise<void> {
    if (this.#ended === null) return;
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    await Promise.race([this.#ended, timeout]);
    clearTimeout(timer);
  }

  /** Between two groups everything that has arrived at the process gets in: the embedded store lets nobody in while it works. */
  async #runAll(): Promise<void> {
    do {
      await endOfTurn();
      await this.#runGroup(this.#nextGroup());
    } while (this.#waiting.length > 0);
    this.#ended = null;
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
