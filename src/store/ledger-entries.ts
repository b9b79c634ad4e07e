/** The Ledger's rows. Leases run by the database's clock: the clocks of the processes need not agree. */
import type { Database } from './database.ts';
import { jsonText } from './storable.ts';

export interface LedgerRow {
  key: string;
  kind: string;
  state: 'waiting' | 'begun' | 'done' | 'failed';
  /** As the caller gave them; `result` is null until it is done. */
  operation: unknown;
  result: unknown;
  reason: string | null;
}

interface LedgerAddress {
  key: string;
  repositoryId: number;
  path: string;
  kind: string;
  operation: object;
}

/** `busy`: another holder's lease runs. `recovering`: it was begun, and that did not end. */
export type EntryClaim = { state: 'claimed' | 'recovering' | 'busy' } | { state: 'done'; result: unknown };

/**
 * Claims an entry for `holder`, or tells why not; of any number that try at once exactly one gets it. One's own entry
 * that is still begun is `recovering`: whatever came of it was lost. One that was released is not.
 */
export async function beginEntry(
  database: Database,
  entry: LedgerAddress & { holder: string; leaseMs: number },
): Promise<EntryClaim> {
  const [claimed] = await database.query<{ recovering: boolean }>(
    `insert into milepost.ledger as entry
       (key, repository_id, path, kind, state, operation, attempts, holder, held_until, begun_at)
     values ($1, $2, $3, $4, 'begun', $5::jsonb, 1, $6, now() + $7 * interval '1 millisecond', now())
     on conflict (key) do update set state = 'begun', released_at = null, kind = excluded.kind,
       recovering = (entry.state = 'begun' and (entry.released_at is null or entry.released_at < entry.begun_at)),
       operation = excluded.operation, attempts = entry.attempts + 1, holder = excluded.holder,
       held_until = excluded.held_until, begun_at = now(), reason = null
       where entry.state in ('waiting', 'failed')
         or (entry.state = 'begun' and (entry.held_until <= now() or entry.holder = excluded.holder))
     returning recovering`,
    [entry.key, entry.repositoryId, entry.path, entry.kind, jsonText(entry.operation), entry.holder, entry.leaseMs],
  );
  if (claimed !== undefined) return { state: claimed.recovering ? 'recovering' : 'claimed' };
  const [found] = await database.query<{ state: string; result: unknown }>(
    'select state, result from milepost.ledger where key = $1',
    [entry.key],
  );
  return found?.state === 'done' ? { state: 'done', result: found.result } : { state: 'busy' };
}

/** Lets go of what was begun and has not taken effect. Changes nothing when the entry is no longer `holder`'s. */
export const releaseEntry = async (database: Database, key: string, holder: string): Promise<void> => {
  await database.query(
    `update milepost.ledger set released_at = clock_timestamp(), held_until = '-infinity'
     where key = $1 and holder = $2 and state = 'begun'`,
    [key, holder],
  );
};

/**
 * Closes an entry with what came of it, whoever holds it by now: it has happened. The first result stays. False when
 * there is no such entry.
 */
export async function finishEntry(database: Database, key: string, result: object): Promise<boolean> {
  const rows = await database.query(
    `update milepost.ledger set state = 'done', reason = null, holder = null, held_until = null,
       result = case state when 'done' then result else $2::jsonb end,
       finished_at = case state when 'done' then finished_at else now() end
     where key = $1 returning key`,
    [key, jsonText(result)],
  );
  return rows.length > 0;
}

/** Changes nothing when the entry is no longer `holder`'s. */
export const failEntry = async (database: Database, key: string, holder: string, reason: string): Promise<void> => {
  await database.query(
    `update milepost.ledger
     set state = 'failed', reason = $3, holder = null, held_until = null, finished_at = now()
     where key = $1 and holder = $2 and state = 'begun'`,
    [key, holder, reason],
  );
};

/** Enters what waits for a person's word. What is begun or done stays so. */
export const waitEntry = async (database: Database, entry: LedgerAddress): Promise<void> => {
  await database.query(
    `insert into milepost.ledger as entry (key, repository_id, path, kind, state, operation)
     values ($1, $2, $3, $4, 'waiting', $5::jsonb)
     on conflict (key) do update
       set state = 'waiting', kind = excluded.kind, operation = excluded.operation, reason = null
       where entry.state in ('waiting', 'failed')`,
    [entry.key, entry.repositoryId, entry.path, entry.kind, jsonText(entry.operation)],
  );
};

/** All entries of one roadmap, by key. */
export const listEntries = (database: Database, repositoryId: number, path: string): Promise<LedgerRow[]> =>
  database.query<LedgerRow>(
    `select key, kind, state, operation, result, reason from milepost.ledger
     where repository_id = $1 and path = $2 order by key`,
    [repositoryId, path],
  );
