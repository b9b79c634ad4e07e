/** Webhooks that GitHub reports as failed and that never came. Times run by the database's clock. */
import type { Database } from './database.ts';

export interface MissedDelivery {
  /** The webhook's id, the same for all attempts. */
  guid: string;
  /** GitHub's id of its newest attempt. */
  deliveryId: string;
  event: string;
  /** When GitHub made that attempt. */
  deliveredAt: Date;
}

/** Our inbox has it, whatever became of it there. */
const IS_STORED = 'exists (select 1 from milepost.deliveries where id = missed.guid)';

/** Enters those that are not in the inbox; of one that is known already the newest attempt. Each guid once. */
export const enterMissedDeliveries = async (database: Database, missed: readonly MissedDelivery[]): Promise<void> => {
  if (missed.length === 0) return;
  await database.query(
    `insert into milepost.missed_deliveries as known (guid, delivery_id, event, delivered_at)
     select guid, delivery_id, event, delivered_at
     from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) as missed (guid, delivery_id, event, delivered_at)
     where not ${IS_STORED}
     on conflict (guid) do update set delivery_id = excluded.delivery_id, delivered_at = excluded.delivered_at`,
    [
      missed.map(({ guid }) => guid),
      missed.map(({ deliveryId }) => deliveryId),
      missed.map(({ event }) => event),
      missed.map(({ deliveredAt }) => deliveredAt.toISOString()),
    ],
  );
};

/** Those that came meanwhile are missed no longer, and those found longer ago than `keptMs` nobody can have any more. */
export const settleMissedDeliveries = async (database: Database, keptMs: number): Promise<void> => {
  await database.query(
    `delete from milepost.missed_deliveries as missed
     where ${IS_STORED} or found_at < now() - $1 * interval '1 millisecond'`,
    [keptMs],
  );
};

/** The next that are to be asked for, the oldest first. */
export const nextMissedDeliveries = (
  database: Database,
  { limit, mostAsks }: { limit: number; mostAsks: number },
): Promise<(MissedDelivery & { asks: number })[]> =>
  database.query(
    `select guid, delivery_id as "deliveryId", event, delivered_at as "deliveredAt", asks
     from milepost.missed_deliveries as missed
     where given_up_at is null and next_at <= now() and asks < $2 and not ${IS_STORED}
     order by delivered_at, length(delivery_id), delivery_id limit $1`,
    [limit, mostAsks],
  );

/** It was asked for: to be looked at again in `nextInMs`. */
export const noteAsk = async (database: Database, guid: string, nextInMs: number): Promise<void> => {
  await database.query(
    `update milepost.missed_deliveries set asks = asks + 1, next_at = now() + $2 * interval '1 millisecond'
     where guid = $1`,
    [guid, nextInMs],
  );
};

/** Gives up on those that were asked for `mostAsks` times and still did not come; gives back which. */
export const giveUpMissedDeliveries = (
  database: Database,
  mostAsks: number,
): Promise<Pick<MissedDelivery, 'guid' | 'event'>[]> =>
  database.query(
    `update milepost.missed_deliveries as missed set given_up_at = now()
     where given_up_at is null and next_at <= now() and asks >= $1 and not ${IS_STORED}
     returning guid, event`,
    [mostAsks],
  );

/** Milliseconds until the next one is to be looked at: 0 when one is, null when there is none. */
export async function nextMissedInMs(database: Database): Promise<number | null> {
  const [row] = await database.query<{ inMs: number | null }>(
    `select (extract(epoch from min(next_at) - now()) * 1000)::float8 as "inMs"
     from milepost.missed_deliveries where given_up_at is null`,
  );
  return row?.inMs == null ? null : Math.max(0, row.inMs);
}
