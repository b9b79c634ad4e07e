/** Webhooks between their acknowledgement and the end of their work. */
import type { Database } from './database.ts';
import { jsonText } from './storable.ts';

export interface DeliveryRow {
  id: string;
  event: string;
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  payload: object;
  receivedAt: Date;
  /** This one included, those whose process ended left out. */
  attempts: number;
}

/** Where PostgreSQL announces that deliveries were stored. */
export const DELIVERIES_CHANNEL = 'milepost_deliveries';

/** Error texts are for reading, not for keeping a whole stack of causes. */
const MAX_ERROR_LENGTH = 2_000;

export type NewDelivery = Omit<DeliveryRow, 'receivedAt' | 'attempts'>;

/** A delivery as `storeDeliveries` takes it: made once, also to know its size. */
export const deliveryText = ({ id, event, action, installationId, repositoryId, payload }: NewDelivery): string =>
  jsonText({ id, event, action, installation_id: installationId, repository_id: repositoryId, payload });

/** Whether it is worked once more, since its work had failed. */
export const isRedelivered = ({ payload }: Pick<DeliveryRow, 'payload'>): boolean =>
  'redelivered' in payload && payload.redelivered === true;

/**
 * Stores deliveries of different ids, all or none of them, and gives back the ids that there is work for: those never
 * seen, and those whose work had failed for good and is asked for again, as their payload says then (`isRedelivered`).
 * Nothing changes for the others. `announce` tells whoever listens on DELIVERIES_CHANNEL once it is durable.
 */
export async function storeDeliveries(
  database: Database,
  texts: readonly string[],
  { announce }: { announce: boolean },
): Promise<Set<string>> {
  const rows = await database.query<{ id: string }>(
    `with stored as (
       insert into milepost.deliveries as stored (id, event, action, installation_id, repository_id, payload)
       select id, event, action, installation_id, repository_id, payload
       from json_to_recordset($1::json)
         as given (id text, event text, action text, installation_id bigint, repository_id bigint, payload jsonb)
       on conflict (id) do update
         set state = 'received', payload = excluded.payload || '{"redelivered": true}', attempts = 0, losses = 0,
           next_at = now(), error = null, worked_at = null
         where stored.state = 'failed'
       returning id
     )
     select id${announce ? `, pg_notify('${DELIVERIES_CHANNEL}', '')` : ''} from stored`,
    [`[${texts.join(',')}]`],
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * The next deliveries in the order they came in, now leased to `holder`: those whose holder let its lease run out, and
 * those that wait. No other process gets them until then. A delivery lost `maxLosses` times is not taken again.
 */
export function claimDeliveries(
  database: Database,
  claim: { holder: string; leaseMs: number; limit: number; maxLosses: number },
): Promise<DeliveryRow[]> {
  return database.query<DeliveryRow>(
    // Two searches, since each has an index of its own: one over what waits, one over the little that is in work.
    `with lost as (
       select id, 1 as losses from milepost.deliveries
       where state = 'working' and held_until <= now() and losses + 1 < $4
       order by held_until limit $3 for update skip locked
     ), due as (
       select id, 0 as losses from milepost.deliveries
       where state = 'received' and next_at <= now()
       order by sequence limit $3 - (select count(*) from lost) for update skip locked
     ), claimed as (
       update milepost.deliveries as delivery
       set state = 'working', attempts = attempts + 1 - next.losses, losses = delivery.losses + next.losses,
         holder = $1, held_until = now() + $2 * interval '1 millisecond'
       from (select id, losses from lost union all select id, losses from due) as next
       where delivery.id = next.id
       returning delivery.*
     )
     select id, event, action, installation_id as "installationId", repository_id as "repositoryId", payload,
       received_at as "receivedAt", attempts
     from claimed order by sequence`,
    [claim.holder, claim.leaseMs, claim.limit, claim.maxLosses],
  );
}

/** Moves the end of the lease of everything that `holder` works on. */
export const renewDeliveries = async (database: Database, holder: string, leaseMs: number): Promise<void> => {
  await database.query(
    `update milepost.deliveries set held_until = now() + $2 * interval '1 millisecond'
     where state = 'working' and holder = $1`,
    [holder, leaseMs],
  );
};

/**
 * Ends these deliveries as done, and gives back the ids of those that were `holder`'s to end: the others have been taken
 * over, or are ended.
 */
export async function finishDeliveries(database: Database, holder: string, ids: readonly string[]): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `update milepost.deliveries
     set state = 'done', worked_at = now(), error = null, holder = null, held_until = null
     where id = any($2::text[]) and holder = $1 and state = 'working'
     returning id`,
    [holder, ids],
  );
  return rows.map(({ id }) => id);
}

/**
 * What done deliveries had asked for came to nothing after all, so they have failed for good: sent again, they are worked
 * again. Leaves alone what is unknown, or is being worked again already. For the transaction in which a task ends so.
 */
export const failDeliveriesOf = async (database: Database, ids: readonly string[], why: string): Promise<void> => {
  if (ids.length === 0) return;
  await database.query(
    `update milepost.deliveries set state = 'failed', error = $2, worked_at = now()
     where id = any($1::text[]) and state = 'done'`,
    [ids, why.slice(0, MAX_ERROR_LENGTH)],
  );
};

/**
 * Ends `holder`'s attempt with its error: tried again after `retryInMs`, or with null failed for good. Changes nothing
 * when the delivery is no longer `holder`'s.
 */
export const failDelivery = async (
  database: Database,
  failure: { id: string; holder: string; error: string; retryInMs: number | null },
): Promise<void> => {
  await database.query(
    `update milepost.deliveries
     set state = case when $4::float8 is null then 'failed' else 'received' end,
       next_at = now() + coalesce($4::float8, 0) * interval '1 millisecond',
       error = $3, worked_at = now(), holder = null, held_until = null
     where id = $1 and holder = $2 and state = 'working'`,
    [failure.id, failure.holder, failure.error.slice(0, MAX_ERROR_LENGTH), failure.retryInMs],
  );
};

/** Gives deliveries of `holder` back as if they had not been taken up. */
export const handBackDeliveries = async (database: Database, holder: string, ids: readonly string[]): Promise<void> => {
  await database.query(
    `update milepost.deliveries
     set state = 'received', attempts = attempts - 1, next_at = now(), holder = null, held_until = null
     where id = any($2::text[]) and holder = $1 and state = 'working'`,
    [holder, ids],
  );
};

/** Gives up on those whose process ended `maxLosses` times while it had them in work. Gives back their ids. */
export async function failAbandonedDeliveries(database: Database, maxLosses: number): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `update milepost.deliveries
     set state = 'failed', worked_at = now(), holder = null, held_until = null, losses = losses + 1,
       error = 'The process ended ' || losses + 1 || ' times while it worked on this.'
     where state = 'working' and held_until <= now() and losses + 1 >= $1
     returning id`,
    [maxLosses],
  );
  return rows.map(({ id }) => id);
}
