/**
 * The rate limits: the hourly one, which every answer's headers tell, and the secondary ones on creating content and on
 * points in a minute. All are counted for each installation or person. As on GitHub Enterprise Server the secondary ones
 * are off unless asked for. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
import type { Actor } from './access.ts';

export interface LimitOptions {
  /** REST requests an hour; default 5,000. */
  requestsPerHour?: number;
  /** GraphQL points an hour; default 5,000. */
  pointsPerHour?: number;
  /** Creating issues and comments; github.com has 80 a minute and 500 an hour. Default: no limit. */
  contentPerMinute?: number;
  contentPerHour?: number;
  /** A read costs 1, a write 5; github.com has 900 a minute of REST and 2,000 of GraphQL. Default: no limit. */
  restPointsPerMinute?: number;
  graphqlPointsPerMinute?: number;
  /** false: as on GitHub Enterprise Server by default, there is no hourly limit, and no header tells one. Default true. */
  hourly?: boolean;
}

export type Resource = 'core' | 'graphql';

export interface Budget {
  limit: number;
  used: number;
  remaining: number;
  /** Unix seconds. */
  reset: number;
}

interface Account {
  used: number;
  resetAtMs: number;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;

export class Limits {
  readonly #limits: Readonly<Record<Resource, number>>;
  readonly #contentPerMinute: number;
  readonly #contentPerHour: number;
  readonly #accounts = new Map<string, Account>();
  readonly #contentAtMs = new Map<string, number[]>();
  readonly #pointsPerMinute: Readonly<Record<Resource, number>>;
  readonly #pointsSpent = new Map<string, { atMs: number; points: number }[]>();
  /** Whether the answers' headers tell the hourly limit. */
  readonly isTold: boolean;

  constructor(options: LimitOptions) {
    this.isTold = options.hourly !== false;
    const perHour = this.isTold ? 5000 : Infinity;
    this.#limits = { core: options.requestsPerHour ?? perHour, graphql: options.pointsPerHour ?? perHour };
    this.#pointsPerMinute = {
      core: options.restPointsPerMinute ?? Infinity,
      graphql: options.graphqlPointsPerMinute ?? Infinity,
    };
    this.#contentPerMinute = options.contentPerMinute ?? Infinity;
    this.#contentPerHour = options.contentPerHour ?? Infinity;
  }

  budget(actor: Actor, resource: Resource): Budget {
    const account = this.#account(actor, resource);
    const limit = this.#limits[resource];
    return {
      limit,
      used: Math.min(account.used, limit),
      remaining: Math.max(0, limit - account.used),
      reset: Math.ceil(account.resetAtMs / 1000),
    };
  }

  /** Takes points off the budget; false where too few are left. */
  spend(actor: Actor, resource: Resource, points: number): boolean {
    const account = this.#account(actor, resource);
    if (account.used + points > this.#limits[resource]) return false;
    account.used += points;
    return true;
  }

  /** Gives back what a 304 does not cost. */
  refund(actor: Actor, resource: Resource, points: number): void {
    const account = this.#account(actor, resource);
    account.used = Math.max(0, account.used - points);
  }

  /** Enters one piece of content; above the secondary limit it gives the seconds to wait instead of null. */
  enterContent(actor: Actor): number | null {
    const now = Date.now();
    const key = keyOf(actor);
    const times = (this.#contentAtMs.get(key) ?? []).filter((atMs) => atMs > now - hourMs);
    this.#contentAtMs.set(key, times);
    const lastMinute = times.filter((atMs) => atMs > now - minuteMs);
    if (lastMinute.length >= this.#contentPerMinute) return Math.ceil(((lastMinute[0] ?? now) + minuteMs - now) / 1000);
    if (times.length >= this.#contentPerHour) return Math.ceil(((times[0] ?? now) + hourMs - now) / 1000);
    times.push(now);
    return null;
  }

  /** Enters a request's points of the minute; above the secondary limit it gives the seconds to wait instead of null. */
  enterPoints(actor: Actor, resource: Resource, points: number): number | null {
    const most = this.#pointsPerMinute[resource];
    if (most === Infinity) return null;
    const now = Date.now();
    const key = `${keyOf(actor)} ${resource}`;
    const spent = (this.#pointsSpent.get(key) ?? []).filter(({ atMs }) => atMs > now - minuteMs);
    this.#pointsSpent.set(key, spent);
    const sum = spent.reduce((total, each) => total + each.points, 0);
    if (sum + points > most) return Math.ceil(((spent[0]?.atMs ?? now) + minuteMs - now) / 1000);
    spent.push({ atMs: now, points });
    return null;
  }

  #account(actor: Actor, resource: Resource): Account {
    const key = `${keyOf(actor)} ${resource}`;
    const known = this.#accounts.get(key);
    if (known && known.resetAtMs > Date.now()) return known;
    const fresh = { used: 0, resetAtMs: Date.now() + hourMs };
    this.#accounts.set(key, fresh);
    return fresh;
  }
}

function keyOf(actor: Actor): string {
  if (actor.kind === 'installation') return `installation ${actor.installation.id}`;
  if (actor.kind === 'app') return `app ${actor.app.id}`;
  return actor.kind === 'user' ? `user ${actor.account.id}` : 'anonymous';
}
