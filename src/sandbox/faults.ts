/**
 * Faults on demand: an answer that never comes, an error, a delay, a limit, before the effect or after it.
 */
export interface FaultMatch {
  method?: string;
  /** Path with its query, as the REST documentation writes it: without `/api/v3`; GraphQL is `/graphql`. */
  path?: RegExp;
  /** The text of a GraphQL query, its operation name included. Matches no REST request. */
  graphql?: RegExp;
  /** The raw body of the request. */
  body?: RegExp;
}

export type FaultAction =
  /** Answers this instead; with `afterEffect` what was asked for is done first and its answer lost. */
  | { status: number; body?: unknown; headers?: Record<string, string>; afterEffect?: boolean }
  /** The connection breaks before anything is done. */
  | 'drop-before'
  /** It is done, then the connection breaks. */
  | 'drop-after'
  /** It is done and not answered until `release()` or the other side goes away. */
  | 'hold'
  /**
   * It is received, and not done until `release()`: then it is done and answered, also where the other side went away long
   * ago, since a server that has a request works it.
   */
  | 'hold-before'
  /**
   * A replica that lags behind: a read is answered as the same one was the last time (REST: 404 where it never was).
   * Writes, and GraphQL reads never asked before, go on as usual.
   */
  | 'stale'
  /** Waits, then goes on as usual. */
  | { delayMs: number }
  /** 403 with `retry-after: 60`. */
  | 'secondary-limit'
  | { secondaryLimit: { retryAfterSeconds?: number; status?: 200 | 403 | 429 } }
  /** 403 (GraphQL: 200) with nothing remaining until the reset. */
  | { primaryLimit: { resetInSeconds: number } };

export type FaultSpec = FaultTiming & { action: FaultAction };

export interface FaultTiming {
  match?: FaultMatch;
  /** How many matching requests it takes; default 1, `Infinity` for all. */
  times?: number;
  /** Lets so many matching requests pass first; default 0. */
  after?: number;
}

export interface FaultRequest {
  method: string;
  path: string;
  graphql: string | null;
  body: string;
}

export class Fault {
  readonly action: FaultAction;
  /** Resolves at the first request taken: for those after the effect once the effect is there, for `hold-before` before it. */
  readonly hit: Promise<void>;
  readonly released: Promise<void>;
  /** Requests taken so far. */
  hits = 0;
  readonly #match: FaultMatch;
  #left: number;
  #passing: number;
  #resolveHit: () => void = () => undefined;
  #resolveReleased: () => void = () => undefined;

  constructor(spec: FaultSpec) {
    this.action = spec.action;
    this.#match = spec.match ?? {};
    this.#left = spec.times ?? 1;
    this.#passing = spec.after ?? 0;
    this.hit = new Promise((resolve) => {
      this.#resolveHit = resolve;
    });
    this.released = new Promise((resolve) => {
      this.#resolveReleased = resolve;
    });
  }

  /** Lets what is held be answered. */
  release(): void {
    this.#resolveReleased();
  }

  /** Takes no more requests; what it holds is let go. */
  remove(): void {
    this.#left = 0;
    this.release();
  }

  /** Takes the request if it matches and there are times left. */
  take(request: FaultRequest): boolean {
    if (this.#left <= 0 || !matches(this.#match, request)) return false;
    if (this.#passing > 0) {
      this.#passing -= 1;
      return false;
    }
    this.#left -= 1;
    this.hits += 1;
    return true;
  }

  /** Called by the server when the request has come to the point that the fault is about. */
  reached(): void {
    this.#resolveHit();
  }
}

export class Faults {
  readonly #faults: Fault[] = [];

  add(spec: FaultSpec): Fault {
    const fault = new Fault(spec);
    this.#faults.push(fault);
    return fault;
  }

  /** Removes all and lets go what they hold. */
  clear(): void {
    for (const fault of this.#faults.splice(0)) fault.remove();
  }

  /** The first fault that takes this request. */
  take(request: FaultRequest): Fault | null {
    return this.#faults.find((fault) => fault.take(request)) ?? null;
  }
}

function matches(match: FaultMatch, request: FaultRequest): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== request.method) return false;
  if (match.path && !test(match.path, request.path)) return false;
  if (match.body && !test(match.body, request.body)) return false;
  if (match.graphql) return request.graphql !== null && test(match.graphql, request.graphql);
  return true;
}

/** A pattern with the `g` flag remembers where it stopped; here every request starts afresh. */
function test(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}
