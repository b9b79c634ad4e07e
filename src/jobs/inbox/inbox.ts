import { randomUUID } from 'node:crypto';
import type { Database } from '../../store/database.ts';
import {
  claimDeliveries,
  DELIVERIES_CHANNEL,
  deliveryText,
  failDelivery,
  finishDeliveries,
  type DeliveryRow,
} from '../../store/deliveries.ts';
import { PostgresDatabase } from '../../store/postgres-database.ts';
import type { PostgresListener } from '../../store/postgres-listener.ts';
import type { Delivery } from './delivery.ts';
import { hiddenBy } from './hidden-by.ts';
import { createStoring } from './inbox-storing.ts';
import { Drain, LEASE_MS, MAX_ATTEMPTS, MAX_LOSSES, type DrainWork } from './inbox-drain.ts';

/** Before attempt 2, 3, 4 and 5: about 1, 4, 16 and 64 seconds, by chance up to a half longer. */
const retryInMs = (attempts: number): number => 1_000 * 4 ** (attempts - 1) * (1 + Math.random() / 2);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Deliveries wait for nothing but the store and, rarely, for GitHub. */
const STOP_MS = 5_000;

/** Webhooks that come one after the other come within so many milliseconds, */
const QUIET_MS = 10;
/** and a drain waits no longer than this for their end. */
const MOST_WAIT_MS = 500;

/** Stored webhooks: what is in here was acknowledged to GitHub, and is worked until it succeeded or failed for good. */
export interface Inbox {
  /**
   * Resolves once the delivery is durable, with those that were waiting beside it. `new`: it will be worked (also a
   * redelivery of one that had failed for good, or whose task waits for its next try); `seen`: it is stored already, and
   * was or will be worked. Rejects when it was not stored. Pages that may not be shown any more are hidden by then.
   */
  store(delivery: Delivery): Promise<'new' | 'seen'>;
  /** The next `limit` deliveries in the order they came in, ours for 15 seconds: `done` or `failed` ends each. */
  claim(limit: number): Promise<DeliveryRow[]>;
  /** Gives back the ids that were ours to end. */
  done(ids: readonly string[]): Promise<string[]>;
  /** Tried again after a while; with the fifth attempt failed for good. */
  failed(delivery: Pick<DeliveryRow, 'id' | 'attempts'>, error: unknown): Promise<void>;
  /**
   * Works everything stored in the background, beginning with what an earlier process left, until `stop`. What is stored
   * here or, with PostgreSQL, by another process, is taken up at once. Throws when called twice.
   */
  drain<Asked>(work: DrainWork<Asked>): void;
  /**
   * Resolves when the deliveries in work have ended; those that have not after `timeoutMs`, five seconds where it is not
   * said, are handed back as if they had not been taken up.
   */
  stop(timeoutMs?: number): Promise<void>;
}

export function createInbox(database: Database): Inbox {
  const holder = randomUUID();
  const storing = createStoring(database);
  let draining: { wake(): void; stop(timeoutMs: number): Promise<void> } | null = null;
  let listener: PostgresListener | null = null;

  /** The embedded store does one thing at a time, and a webhook is waited for, its work is not. */
  const giveWay = async (): Promise<void> => {
    if (database.kind === 'pglite') await storing.quiet(QUIET_MS, MOST_WAIT_MS);
  };
  const inbox: Inbox = {
    async store(delivery) {
      const stored = { id: delivery.id, text: deliveryText(delivery), hides: hiddenBy(delivery) };
      const outcome = await storing.add(stored);
      if (outcome === 'new') draining?.wake();
      return outcome;
    },
    claim: (limit) => claimDeliveries(database, { holder, leaseMs: LEASE_MS, limit, maxLosses: MAX_LOSSES }),
    done: (ids) => finishDeliveries(database, holder, ids),
    failed: ({ id, attempts }, error) => {
      const retry = attempts < MAX_ATTEMPTS ? retryInMs(attempts) : null;
      return failDelivery(database, { id, holder, error: messageOf(error), retryInMs: retry });
    },
    drain<Asked>(work: DrainWork<Asked>) {
      if (draining !== null) throw new Error('The inbox is being drained already.');
      const drain = new Drain<Asked>({ ...work, database, holder, inbox, giveWay });
      draining = drain;
      if (database instanceof PostgresDatabase) {
        listener = database.listen(DELIVERIES_CHANNEL, {
          heard: () => drain.wake(),
          failed: (error) => work.report(error, null),
        });
      }
    },
    async stop(timeoutMs = STOP_MS) {
      await listener?.close();
      await draining?.stop(timeoutMs);
    },
  };
  return inbox;
}
