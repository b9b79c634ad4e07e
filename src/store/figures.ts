/** How much there is of what should be little: numbers for whoever watches the app, cheap enough to be asked every few seconds. */
import type { Database } from './database.ts';

export interface StoreFigures {
  /** Deliveries that are acknowledged and not yet worked. */
  deliveriesWaiting: number;
  /** Of the oldest of them; 0 for none. */
  deliveriesOldestSeconds: number;
  /** Ledger entries that were begun over ten minutes ago and neither finished nor failed: nobody knows whether they took effect. */
  ledgerOpen: number;
}

/** @throws what the store throws when it cannot be reached */
export async function readStoreFigures(database: Database): Promise<StoreFigures> {
  const [row] = await database.query<StoreFigures>(
    `select deliveries.waiting as "deliveriesWaiting", deliveries.oldest as "deliveriesOldestSeconds",
       ledger.open as "ledgerOpen"
     from (
       select count(*) as waiting, coalesce(extract(epoch from now() - min(received_at)), 0)::float8 as oldest
       from milepost.deliveries where state in ('received', 'working')
     ) as deliveries, (
       select count(*) as open from milepost.ledger
       where state = 'begun' and begun_at < now() - interval '10 minutes'
         and (released_at is null or released_at < begun_at)
     ) as ledger`,
  );
  return row!;
}
