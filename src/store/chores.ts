/** What is done again and again, by one process at a time. Times and leases run by the database's clock. */
import type { Database } from './database.ts';
import { jsonText } from './storable.ts';

export interface ChoreRow {
  name: string;
  /** When the run began that succeeded last; null when none has. */
  succeededAt: Date | null;
  /** Runs that failed since. */
  failures: number;
  /** What the chore left there; null when nothing. */
  state: unknown;
  /** When the store first heard of it. */
  knownAt: Date;
}

const COLUMNS = `name, succeeded_at as "succeededAt", failures, state, known_at as "knownAt"`;

/** Makes them known, due for the first time in `firstInMs`; those that are known already stay as they are. */
export const enterChores = async (database: Database, names: readonly string[], firstInMs: number): Promise<void> => {
  await database.query(
    `insert into milepost.chores (name, due_at)
     select unnest($1::text[]), now() + $2 * interval '1 millisecond' on conflict do nothing`,
    [names, firstInMs],
  );
};

/**
 * Those of `names` that are due, or whose holder let its lease run out: now `holder`'s, and nobody else's for `leaseMs`.
 */
export const claimChores = (
  database: Database,
  { holder, names, leaseMs }: { holder: string; names: readonly string[]; leaseMs: number },
): Promise<ChoreRow[]> =>
  database.query<ChoreRow>(
    // Due at no time while somebody is at it: what hastens it meanwhile is seen when it ends.
    `update milepost.chores as chore
     set holder = $1, held_until = now() + $3 * interval '1 millisecond', begun_at = now(), due_at = 'infinity'
     from (
       select name from milepost.chores
       where name = any($2::text[]) and case when holder is null then due_at <= now() else held_until <= now() end
       for update skip locked
     ) as due
     where chore.name = due.name
     returning chore.${COLUMNS.replaceAll(', ', ', chore.')}`,
    [holder, names, leaseMs],
  );

/** Moves the end of the lease; false when it is no longer `holder`'s. */
export async function renewChore(
  database: Database,
  { name, holder, leaseMs }: { name: string; holder: string; leaseMs: number },
): Promise<boolean> {
  const rows = await database.query(
    `update milepost.chores set held_until = now() + $3 * interval '1 millisecond'
     where name = $1 and holder = $2 returning name`,
    [name, holder, leaseMs],
  );
  return rows.length > 0;
}

/**
 * Ends `holder`'s run: due again in `againInMs`, or earlier when it was hastened meanwhile. `outcome`: `done` counts as a
 * success, `failed` as a failure, `left` as neither. Changes nothing when it is no longer `holder`'s.
 */
export const endChore = async (
  database: Database,
  end: { name: string; holder: string; againInMs: number; outcome: 'done' | 'failed' | 'left' },
): Promise<void> => {
  await database.query(
    `update milepost.chores
     set holder = null, held_until = null, due_at = least(due_at, now() + $3 * interval '1 millisecond'),
       succeeded_at = case when $4 = 'done' then begun_at else succeeded_at end,
       failures = case $4 when 'done' then 0 when 'failed' then failures + 1 else failures end
     where name = $1 and holder = $2`,
    [end.name, end.holder, end.againInMs, end.outcome],
  );
};

/** Due in `inMs` at the latest. */
export const hastenChore = async (database: Database, name: string, inMs: number): Promise<void> => {
  await database.query(
    `update milepost.chores set due_at = least(due_at, now() + $2 * interval '1 millisecond') where name = $1`,
    [name, inMs],
  );
};

/** Milliseconds until the first of `names` is due that nobody is at: 0 for one that is, null when there is none. */
export async function nextChoreInMs(database: Database, names: readonly string[]): Promise<number | null> {
  const [row] = await database.query<{ inMs: number | null }>(
    `select (extract(epoch from min(due_at) - now()) * 1000)::float8 as "inMs"
     from milepost.chores where name = any($1::text[]) and holder is null and due_at < 'infinity'`,
    [names],
  );
  return row?.inMs == null ? null : Math.max(0, row.inMs);
}

/** null for one that the store does not know. */
export async function findChore(database: Database, name: string): Promise<ChoreRow | null> {
  const [row] = await database.query<ChoreRow>(`select ${COLUMNS} from milepost.chores where name = $1`, [name]);
  return row ?? null;
}

/** What the chore wants to know at its next run, over what was there. Nothing happens for one that the store does not know. */
export const saveChoreState = async (database: Database, name: string, state: object | null): Promise<void> => {
  await database.query('update milepost.chores set state = $2::jsonb where name = $1', [
    name,
    state === null ? null : jsonText(state),
  ]);
};
