import { randomUUID } from 'node:crypto';
import type { Database } from '../../store/database.ts';
import {
  claimDeliveries,
  deliveryText,
  failDelivery,
  finishDelivery,
  type DeliveryRow,
} from '../../store/deliveries.ts';
import type { Delivery } from './delivery.ts';
import { createStoring } from './inbox-storing.ts';
import { Drain, LEASE_MS, MAX_ATTEMPTS, type DrainOptions } from './inbox-drain.ts';

/** Before attempt 2, 3, 4 and 5: about 1, 4, 16 and 64 seconds, by chance up to a half longer. */
const retryInMs = (attempts: number): number => 1_000 * 4 ** (attempts - 1) * (1 + Math.random() / 2);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Stored webhooks: what is in here was acknowledged to GitHub, and is worked until it succeeded or failed for good. */
export interface Inbox {
  /**
   * Resolves once the delivery is durable. `new`: it will be worked (also a redelivery of one that had failed for good);
   * `seen`: it is stored already, and was or will be worked.
   */
  store(delivery: Delivery): Promise<'new' | 'seen'>;
  /** The next `limit` deliveries in the order they came in, ours for 15 seconds: `done` or `failed` ends each. */
  claim(limit: number): Promise<DeliveryRow[]>;
  done(id: string): Promise<void>;
  /** Tried again after a while; with the fifth attempt failed for good. */
  failed(delivery: Pick<DeliveryRow, 'id' | 'attempts'>, error: unknown): Promise<void>;
  /**
   * Works everything stored in the background, one delivery after the other, beginning with what an earlier process
   * left, until `stop`. `report` is told of every failure: of `work` with its delivery, of the store with null.
   * Throws when called twice.
   */
  drain(work: DrainOptions['work'], report: DrainOptions['report']): void;
  /** Something was stored: look now, not within two seconds. */
  wake(): void;
  /** Resolves when the delivery in work has ended and those claimed beyond it are handed back. */
  stop(): Promise<void>;
}

export function createInbox(database: Database): Inbox {
  const holder = randomUUID();
  const storing = createStoring(database);
  let draining: Drain | null = null;
  const inbox: Inbox = {
    store: (delivery) => storing.add({ id: delivery.id, text: deliveryText(delivery) }),
    claim: (limit) => claimDeliveries(database, { holder, leaseMs: LEASE_MS, limit, maxAttempts: MAX_ATTEMPTS }),
    done: (id) => finishDelivery(database, id),
    failed: ({ id, attempts }, error) => {
      const retry = attempts < MAX_ATTEMPTS ? retryInMs(attempts) : null;
      return failDelivery(database, { id, holder, error: messageOf(error), retryInMs: retry });
    },
    drain(work, report) {
      if (draining !== null) throw new Error('The inbox is being drained already.');
      draining = new Drain({ database, holder, inbox, work, report });
    },
    wake: () => draining?.wake(),
    stop: async () => draining?.stop(),
  };
  return inbox;
}
