/** The points that an installation spent in the last minute: by this process, and as far as the store tells by all. */

/**
 * GitHub allows 900 points a minute of REST requests and 2,000 of GraphQL. A fifth is left free: what other processes sent
 * in the last seconds is not known yet.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export const MOST_POINTS = { rest: 720, graphql: 1_600 } as const;

const MINUTE_MS = 60_000;

interface Spent {
  atMs: number;
  points: number;
}

export class PointsWindow {
  readonly #most: number;
  /** As the store told last, each at the latest moment at which it can have been. */
  #stored: Spent[] = [];
  /** Not in the store yet. */
  #own: Spent[] = [];
  /** On the way there. */
  #leaving: Spent[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** In how many milliseconds so many points may be spent; 0 for now. More than the limit at once is let through alone. */
  waitMs(points: number, nowMs: number): number {
    const spent = [...this.#stored, ...this.#leaving, ...this.#own]
      .filter(({ atMs }) => atMs > nowMs - MINUTE_MS)
      .toSorted((one, other) => one.atMs - other.atMs);
    let sum = spent.reduce((total, each) => total + each.points, 0);
    let waitMs = 0;
    for (const { atMs, points: freed } of spent) {
      if (sum + points <= this.#most) break;
      sum -= freed;
      waitMs = atMs + MINUTE_MS - nowMs;
    }
    return waitMs;
  }

  spend(points: number, nowMs: number): void {
    this.#own.push({ atMs: nowMs, points });
  }

  /** What the store does not know yet, once: until `told` it counts as before. */
  take(): number {
    this.#leaving = [...this.#leaving, ...this.#own];
    this.#own = [];
    return this.#leaving.reduce((sum, { points }) => sum + points, 0);
  }

  /** The store did not take it. */
  giveBack(): void {
    this.#own = [...this.#leaving, ...this.#own];
    this.#leaving = [];
  }

  /** What the store said with what was taken in it: points by slots of `slotMs`, the newest first. */
  told(points: readonly number[], slotMs: number, nowMs: number): void {
    this.#leaving = [];
    this.heard(points, slotMs, nowMs);
  }

  /** What the store said, with nothing that it does not know yet. */
  heard(points: readonly number[], slotMs: number, nowMs: number): void {
    this.#stored = points
      // The newest slot has just begun, for all we know: the one before it ended this moment.
      .map((each, index) => ({ atMs: nowMs - Math.max(index - 1, 0) * slotMs, points: each }))
      .filter((each) => each.points > 0);
  }
}
