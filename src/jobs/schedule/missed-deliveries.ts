/**
 * Webhooks that GitHub could not deliver are asked for again: GitHub itself never does that.
 * https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { GitHubClient } from '../../github/client.ts';
import { GitHubError, RateLimited } from '../../github/github-error.ts';
import { askForDelivery, readDeliveriesPage, type HookDelivery } from '../../github/hook-deliveries.ts';
import { hastenChore } from '../../store/chores.ts';
import type { Database } from '../../store/database.ts';
import { bringLooksForward } from '../../store/looks.ts';
import {
  enterMissedDeliveries,
  giveUpMissedDeliveries,
  nextMissedDeliveries,
  nextMissedInMs,
  noteAsk,
  settleMissedDeliveries,
  type MissedDelivery,
} from '../../store/missed-deliveries.ts';
import type { Chore, ChoreEnd } from './chore.ts';
import { LOOKS } from './daily-looks.ts';
import { DELIVERIES, readDeliveryLog, saveDeliveryLog, type DeliveryLogState } from './delivery-log.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The door is opened right after the worker: what is asked for before then fails once more. */
const AFTER_START_MS = 2_000;
/** Beyond what an earlier scan saw: entries that GitHub wrote late, and clocks that differ. */
const OVERLAP_MS = 15 * MINUTE_MS;

/** In one run, a hundred deliveries each; the next one goes on from there. */
const MOST_PAGES = 500;
const MOST_ASKS = 500;
/** A scan that takes longer begins anew. */
const PART_MS = 12 * HOUR_MS;
/** Looked up together, so that what came meanwhile is not asked for. */
const ASKED_AT_ONCE = 20;
/** The first of a run quickly, so that a short pause is made up for in seconds; then as often as GitHub's limits take for long. */
const QUICK_ASKS = 100;
const QUICK_MS = 100;
const STEADY_MS = 400;

/** After each time that it was asked for: until it is asked for again. After the last, until it is given up. */
const NEXT_MS = [MINUTE_MS, 15 * MINUTE_MS, 3 * HOUR_MS, 12 * HOUR_MS, HOUR_MS];

/** After a gap in the log all roadmaps are looked at within this time. */
const CAUGHT_UP_MS = 4 * HOUR_MS;
const MOVED_AT_ONCE = 5_000;

export interface MissedDeliveriesParts {
  database: Database;
  /** The client of the app itself. */
  client: () => Promise<GitHubClient>;
  /** For so long GitHub keeps its log. */
  keptMs: number;
  /** Whether that action of an event starts something. */
  isHandled: (event: string, action: string | null) => boolean;
  counted: (outcome: 'asked' | 'refused' | 'given_up') => void;
  log: { info(details: object, message: string): void; warn(details: object, message: string): void };
}

/** Looks hourly, and after each start, for what GitHub could not deliver. */
export const createMissedDeliveries = (parts: MissedDeliveriesParts): Chore => ({
  name: DELIVERIES,
  everyMs: HOUR_MS,
  afterStartMs: AFTER_START_MS,
  async run(signal) {
    try {
      return await lookForMissed(parts, signal);
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
      parts.log.info({ until: error.retryAt }, 'GitHub asks to wait before its log of deliveries is read on');
      return { againInMs: Math.max(1_000, error.retryAt.getTime() - Date.now()), isUnfinished: true };
    }
  },
});

async function lookForMissed(parts: MissedDeliveriesParts, signal: AbortSignal): Promise<ChoreEnd> {
  const { database, keptMs, log } = parts;
  const known = await readDeliveryLog(database);
  const client = await parts.client();
  let scanned: DeliveryLogState;
  try {
    scanned = await scan(parts, client, known, signal);
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind !== 'not-found') throw error;
    if (!known.isUnsupported) {
      log.warn(
        { err: error },
        'This GitHub does not tell which webhooks failed: what is missed is seen by the daily look',
      );
      await saveDeliveryLog(database, { ...known, isUnsupported: true });
    }
    return { againInMs: DAY_MS };
  }
  await saveDeliveryLog(database, scanned);
  await settleMissedDeliveries(database, keptMs + DAY_MS);
  const hasAskedForAll = await askAgain(parts, client, signal);
  for (const { guid, event } of await giveUpMissedDeliveries(database, NEXT_MS.length)) {
    parts.counted('given_up');
    log.warn({ delivery: guid, event }, `A delivery did not come, though it was asked for ${NEXT_MS.length} times`);
  }
  if (scanned.part !== null || !hasAskedForAll) return { againInMs: MINUTE_MS, isUnfinished: true };
  const nextInMs = await nextMissedInMs(database);
  return nextInMs === null || nextInMs > HOUR_MS ? {} : { againInMs: Math.max(1_000, nextInMs) };
}

/** Enters what is missed. As far as it came is in the state that it gives back. */
async function scan(
  parts: MissedDeliveriesParts,
  client: GitHubClient,
  known: DeliveryLogState,
  signal: AbortSignal,
): Promise<DeliveryLogState> {
  const { database, keptMs, isHandled } = parts;
  const first = await readDeliveriesPage(client, known.part?.cursor ?? null);
  const readAt = first.readAt ?? new Date();
  // GitHub may not know a cursor of yesterday any more.
  if (known.part !== null && readAt.getTime() - Date.parse(known.part.begunAt) > PART_MS) {
    return scan(parts, client, { ...known, part: null }, signal);
  }
  const state = await tellGap(parts, known, readAt);
  const lastScanMs = state.scannedTo === null ? -Infinity : Date.parse(state.scannedTo) - OVERLAP_MS;
  const sinceMs = Math.max(lastScanMs, readAt.getTime() - keptMs);
  const found = new FoundDeliveries(isHandled);
  let [page, cursor] = [first, state.part?.cursor ?? null];
  let isOver = false;
  for (let pages = 1; ; pages += 1) {
    const wanted = page.deliveries.filter(({ deliveredAt }) => (deliveredAt ?? readAt).getTime() >= sinceMs);
    found.add(wanted, readAt);
    // A cursor that leads to itself would never end.
    isOver = wanted.length === 0 || page.next === null || page.next === cursor;
    if (isOver) break;
    cursor = page.next;
    if (pages === MOST_PAGES || signal.aborted) break;
    page = await readDeliveriesPage(client, cursor);
  }
  await enterMissedDeliveries(database, found.missed());
  const begunAt = state.part?.begunAt ?? readAt.toISOString();
  const { gap, scannedTo } = state;
  return isOver || cursor === null
    ? { gap, isUnsupported: false, scannedTo: begunAt, part: null }
    : { gap, isUnsupported: false, scannedTo, part: { begunAt, cursor } };
}

/** What GitHub's log no longer holds nobody can ask for: everything is looked at instead. */
async function tellGap(
  { database, keptMs, log }: MissedDeliveriesParts,
  state: DeliveryLogState,
  now: Date,
): Promise<DeliveryLogState> {
  const { scannedTo, gap } = state;
  if (scannedTo === null || gap?.from === scannedTo) return state;
  const seconds = Math.round((now.getTime() - keptMs - Date.parse(scannedTo)) / 1000);
  if (seconds <= 0) return state;
  for (let afterId: number | null = 0; afterId !== null;) {
    afterId = await bringLooksForward(database, { afterId, limit: MOVED_AT_ONCE, withinMs: CAUGHT_UP_MS });
  }
  await hastenChore(database, LOOKS, 0);
  const noted = { ...state, gap: { seconds, from: scannedTo, until: now.toISOString() } };
  await saveDeliveryLog(database, noted);
  log.warn(
    { seconds, from: scannedTo },
    "Nobody looked at GitHub's log of deliveries for longer than it is kept: events may be lost, and every roadmap is looked at within the next hours",
  );
  return noted;
}

/** A webhook is missed when none of its attempts was heard. */
class FoundDeliveries {
  readonly #isHandled: MissedDeliveriesParts['isHandled'];
  readonly #heard = new Set<string>();
  readonly #failed = new Map<string, MissedDelivery>();

  constructor(isHandled: MissedDeliveriesParts['isHandled']) {
    this.#isHandled = isHandled;
  }

  add(deliveries: readonly HookDelivery[], now: Date): void {
    for (const { id, guid, deliveredAt, isHeard, event, action } of deliveries) {
      if (!this.#isHandled(event, action)) continue;
      if (isHeard) this.#heard.add(guid);
      // The newest attempt comes first.
      else if (!this.#failed.has(guid))
        this.#failed.set(guid, { guid, deliveryId: id, event, deliveredAt: deliveredAt ?? now });
    }
  }

  missed(): MissedDelivery[] {
    return [...this.#failed.values()].filter(({ guid }) => !this.#heard.has(guid));
  }
}

/** Whether everything that is due was asked for. */
async function askAgain(
  { database, counted, log }: MissedDeliveriesParts,
  client: GitHubClient,
  signal: AbortSignal,
): Promise<boolean> {
  let asked = 0;
  while (asked < MOST_ASKS && !signal.aborted) {
    const due = await nextMissedDeliveries(database, { limit: ASKED_AT_ONCE, mostAsks: NEXT_MS.length });
    if (due.length === 0) break;
    for (const { guid, deliveryId, event, asks } of due) {
      if (signal.aborted) break;
      const isTaken = await askForDelivery(client, deliveryId);
      await noteAsk(database, guid, NEXT_MS[asks] ?? HOUR_MS);
      counted(isTaken ? 'asked' : 'refused');
      log.info({ delivery: guid, event, times: asks + 1 }, 'A delivery that failed was asked for again');
      asked += 1;
      await sleep(asked < QUICK_ASKS ? QUICK_MS : STEADY_MS, undefined, { signal });
    }
  }
  return asked < MOST_ASKS && !signal.aborted;
}
