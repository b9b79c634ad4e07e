/** What this process knows of the limits of one installation, as long as it works for it, and its share in the store. */
import { pointsOf, type EndedRequest, type PlannedRequest } from '../../github/budget.ts';
import { RateLimited } from '../../github/github-error.ts';
import { readLimit, resourceOfApi, type Api, type LimitedResource } from '../../github/rate-limit.ts';
import {
  holdInstallation,
  noteBudget,
  readBudget,
  SLOT_SECONDS,
  type BudgetNote,
  type ResourceBudget,
} from '../../store/budgets.ts';
import type { Database } from '../../store/database.ts';
import type { Urgency } from '../queue/task.ts';
import { laterLimit, reservesLeft, whyNotNow, type HourlyLimit } from './hourly-limit.ts';
import { installationClass, type InstallationClass } from './installation-class.ts';
import { Places } from './places.ts';
import { MOST_POINTS, PointsWindow } from './points-window.ts';

export interface InstallationBudgetParts {
  database: Database;
  clock: () => number;
  /** Told of each request that was sent. */
  spent: (api: Api, points: number, installation: InstallationClass) => void;
  /** The store did not take what it was told: the limits are kept by this process alone meanwhile. */
  failed: (error: unknown) => void;
}

/** Of an installation, from this process: GitHub allows a hundred at once, from all processes together. */
const MOST_AT_ONCE = 20;

/** So often, while requests are sent, the other processes are told of them. */
const TELL_EVERY_MS = 2_000;

/** Where the store cannot tell how long, what GitHub advises at least. */
const LEAST_HOLD_MS = 60_000;

/** Of an installation, at least: for one that does not tell. */
const USUAL_LIMIT = 5_000;

const APIS = { core: 'rest', graphql: 'graphql' } as const satisfies Record<LimitedResource, Api>;
const RESOURCES = ['core', 'graphql'] as const;

export class InstallationBudget {
  readonly id: number;
  readonly #parts: InstallationBudgetParts;
  readonly #limits: Record<LimitedResource, HourlyLimit | null> = { core: null, graphql: null };
  readonly #underWay: Record<LimitedResource, number> = { core: 0, graphql: 0 };
  readonly #points = { rest: new PointsWindow(MOST_POINTS.rest), graphql: new PointsWindow(MOST_POINTS.graphql) };
  readonly #places = new Places(MOST_AT_ONCE);
  #heldUntilMs = 0;
  #isChanged = false;
  #toldAtMs: number;
  #telling: Promise<void> | null = null;
  #tellings = 0;

  constructor(id: number, parts: InstallationBudgetParts) {
    this.id = id;
    this.#parts = parts;
    this.#toldAtMs = parts.clock();
  }

  /** What the other processes know. @throws what the store throws */
  async learn(): Promise<void> {
    const { database, clock } = this.#parts;
    const tellings = this.#tellings;
    const { heldForMs, resources } = await readBudget(database, this.id);
    const now = clock();
    if (heldForMs > 0) this.#heldUntilMs = Math.max(this.#heldUntilMs, now + heldForMs);
    for (const { resource, limit } of resources) {
      const known = limit === null ? null : { ...limit, endsAtMs: now + limit.endsInMs };
      this.#limits[resource] = laterLimit(this.#limits[resource], known, now);
    }
    // What was told meanwhile may not be in what was read; and whoever told it has heard something newer.
    if (this.#telling === null && tellings === this.#tellings) this.#hear(resources, { isAnswer: false });
  }

  /** @throws RateLimited when such work may send nothing to this interface, or with `api` null to one of them */
  assertOpen(urgency: Urgency, api: Api | null, about: string): void {
    const now = this.#parts.clock();
    if (this.#heldUntilMs > now) throw new RateLimited(about, new Date(this.#heldUntilMs), { limit: 'secondary' });
    const closed = (api === null ? RESOURCES : [resourceOfApi(api)]).flatMap((resource) => {
      const limit = this.#limits[resource];
      const why = whyNotNow(limit, { urgency, underWay: this.#underWay[resource] }, now);
      return why === null || limit === null ? [] : [{ limit: why, endsAtMs: limit.endsAtMs }];
    });
    const [last] = closed.toSorted((one, other) => other.endsAtMs - one.endsAtMs);
    if (last !== undefined) throw new RateLimited(about, new Date(last.endsAtMs), { limit: last.limit });
  }

  /** In how many milliseconds there are points for such a request; 0 for now. */
  waitForPoints(request: PlannedRequest): number {
    return this.#points[request.api].waitMs(pointsOf(request), this.#parts.clock());
  }

  takePlace(): Promise<void> {
    return this.#places.take();
  }

  leavePlace(): void {
    this.#places.leave();
  }

  /** It is sent now. */
  begin(request: PlannedRequest): void {
    this.#underWay[resourceOfApi(request.api)] += 1;
    this.#points[request.api].spend(pointsOf(request), this.#parts.clock());
    this.#isChanged = true;
  }

  /** It was answered, or not. Gives back what is to be thrown for `limited`. Never fails. */
  async settle(request: PlannedRequest, { headers, limited }: EndedRequest): Promise<RateLimited | null> {
    const { clock, spent } = this.#parts;
    this.#underWay[resourceOfApi(request.api)] -= 1;
    const reading = headers === null ? null : readLimit(headers, request.api, clock());
    if (reading !== null) {
      const { resource } = reading;
      const before = reservesLeft(this.#limits[resource]);
      const seen = { ...reading, endsAtMs: clock() + reading.endsInMs };
      this.#limits[resource] = laterLimit(this.#limits[resource], seen, clock());
      this.#isChanged = true;
      if (reservesLeft(this.#limits[resource]) < before) await this.tell();
    }
    spent(request.api, pointsOf(request), installationClass(this.#limits));
    if (limited?.limit === 'hourly') await this.#exhaust(resourceOfApi(request.api), limited);
    return limited?.limit === 'secondary' ? this.#hold(limited) : limited;
  }

  /** Nothing is left of the hour, whatever else the headers tell or leave out: all processes are to know. */
  async #exhaust(resource: LimitedResource, { retryAt }: RateLimited): Promise<void> {
    const now = this.#parts.clock();
    const known = this.#limits[resource];
    if (known !== null && known.remaining === 0 && known.endsAtMs >= retryAt.getTime()) return;
    this.#limits[resource] = {
      most: known?.most ?? USUAL_LIMIT,
      remaining: 0,
      endsAtMs: Math.max(retryAt.getTime(), now),
    };
    this.#isChanged = true;
    await this.tell();
  }

  /** For all processes, until the time that GitHub names, or one that grows with each refusal. */
  async #hold(limited: RateLimited): Promise<RateLimited> {
    const { database, clock, failed } = this.#parts;
    const forMs = Math.max(1, limited.retryAt.getTime() - clock());
    let heldForMs = Math.max(forMs, LEAST_HOLD_MS);
    try {
      heldForMs = await holdInstallation(database, this.id, limited.isNamed ? forMs : null);
    } catch (error) {
      failed(error);
    }
    this.#heldUntilMs = Math.max(this.#heldUntilMs, clock() + heldForMs);
    const { about, isNamed } = limited;
    return new RateLimited(about, new Date(this.#heldUntilMs), { limit: 'secondary', isNamed, cause: limited.cause });
  }

  /** Tells the others, when that was some time ago. */
  async tellInTime(): Promise<void> {
    if (this.#parts.clock() - this.#toldAtMs >= TELL_EVERY_MS) await this.tell();
  }

  /** Tells the other processes what was spent and what GitHub said, and hears what they spent. Never fails. */
  async tell(): Promise<void> {
    while (this.#telling !== null) await this.#telling;
    if (!this.#isChanged) return;
    this.#telling = this.#tellOnce().finally(() => {
      this.#telling = null;
    });
    await this.#telling;
  }

  async #tellOnce(): Promise<void> {
    const { database, clock, failed } = this.#parts;
    this.#isChanged = false;
    this.#tellings += 1;
    this.#toldAtMs = clock();
    const notes = RESOURCES.map((resource) => this.#noteOf(resource));
    try {
      this.#hear(await noteBudget(database, this.id, notes), { isAnswer: true });
    } catch (error) {
      this.#isChanged = true;
      for (const window of Object.values(this.#points)) window.giveBack();
      failed(error);
    }
  }

  #noteOf(resource: LimitedResource): BudgetNote {
    const now = this.#parts.clock();
    const limit = this.#limits[resource];
    const points = this.#points[APIS[resource]].take();
    if (limit === null) return { resource, limit, points };
    const { most, remaining, endsAtMs } = limit;
    return { resource, limit: { most, remaining, endsInMs: endsAtMs - now }, points };
  }

  /** `isAnswer`: what was told is in it. */
  #hear(said: readonly Pick<ResourceBudget, 'resource' | 'points'>[], { isAnswer }: { isAnswer: boolean }): void {
    const now = this.#parts.clock();
    for (const { resource, points } of said) {
      const window = this.#points[APIS[resource]];
      if (isAnswer) window.told(points, SLOT_SECONDS * 1000, now);
      else window.heard(points, SLOT_SECONDS * 1000, now);
    }
  }
}
