/**
 * What is left of GitHub's limits, for each installation, as all processes know it together. Everything goes by the
 * database's clock; to and from the processes go lengths of time, so that their clocks need not agree.
 */
import type { Database } from './database.ts';

export type LimitedResource = 'core' | 'graphql';

/** What GitHub said of one hourly limit. */
export interface LimitRow {
  most: number;
  remaining: number;
  /** Milliseconds until the hour is over. */
  endsInMs: number;
}

export interface ResourceBudget {
  resource: LimitedResource;
  /** null: nothing is known, or the window that it was known of is over. */
  limit: LimitRow | null;
  /** Points of all processes in each ten seconds, newest first, see POINT_SLOTS; empty where none ever spent any. */
  points: number[];
}

export interface InstallationBudgetRows {
  /** So many milliseconds longer GitHub wants to hear nothing; 0 or less: it may be asked. */
  heldForMs: number;
  resources: ResourceBudget[];
}

/** One process's share: points spent since its last note, and what the headers said last, or null. */
export interface BudgetNote {
  resource: LimitedResource;
  limit: LimitRow | null;
  points: number;
}

export const SLOT_SECONDS = 10;
/** The minute, and the slot in which it begins. */
export const POINT_SLOTS = 7;

const CURRENT_SLOT = `floor(extract(epoch from now()) / ${SLOT_SECONDS})::bigint`;

/** The points of a row as they are when `slot` has come: older ones moved back, the oldest gone. */
const shifted = (points: string, from: string, to: string): string =>
  `(array_fill(0, array[least(greatest(${to} - ${from}, 0), ${POINT_SLOTS})::integer]) || ${points})[1:${POINT_SLOTS}]`;

interface ReadRow extends Omit<LimitRow, 'most'> {
  resource: LimitedResource;
  heldForMs: number;
  most: number | null;
  points: number[];
}

/** What all processes know of an installation: both resources, in one statement. */
export async function readBudget(database: Database, installationId: number): Promise<InstallationBudgetRows> {
  const rows = await database.query<ReadRow>(
    `select wanted.resource, case when known.ends_at > now() then known.most end as most, known.remaining,
       (extract(epoch from known.ends_at - now()) * 1000)::float8 as "endsInMs",
       coalesce(extract(epoch from greatest(held.held_until, now()) - now()) * 1000, 0)::float8 as "heldForMs",
       ${shifted('known.points', 'known.slot', CURRENT_SLOT)} as points
     from unnest(array['core', 'graphql']) as wanted (resource)
     left join milepost.budgets as known on known.installation_id = $1 and known.resource = wanted.resource
     left join milepost.installation_limits as held on held.installation_id = $1
     order by wanted.resource`,
    [installationId],
  );
  return {
    heldForMs: rows[0]?.heldForMs ?? 0,
    resources: rows.map(({ resource, most, remaining, endsInMs, points }) => ({
      resource,
      limit: most === null ? null : { most, remaining, endsInMs },
      points,
    })),
  };
}

/** Hours do not overlap: of two that are not over the lower is the later saying, for answers overtake one another. */
const IS_TOLD = `(excluded.ends_at > now() and (
  known.ends_at is null or known.ends_at <= now() or excluded.remaining < known.remaining
  or (excluded.remaining = known.remaining and excluded.ends_at > known.ends_at)))`;

const whenTold = (column: string): string =>
  `${column} = case when ${IS_TOLD} then excluded.${column} else known.${column} end`;

/**
 * Adds what a process has spent, and what it was told: of several notes of one window the lowest counts. Gives back the
 * points of all processes.
 */
export const noteBudget = (
  database: Database,
  installationId: number,
  notes: readonly BudgetNote[],
): Promise<Pick<ResourceBudget, 'resource' | 'points'>[]> =>
  database.query(
    `insert into milepost.budgets as known
       (installation_id, resource, most, remaining, ends_at, observed_at, slot, points)
     select $1, resource, most, remaining, now() + ends_in_ms * interval '1 millisecond', now(),
       ${CURRENT_SLOT}, array[points] || array_fill(0, array[${POINT_SLOTS - 1}])
     from unnest($2::text[], $3::integer[], $4::integer[], $5::float8[], $6::integer[])
       as noted (resource, most, remaining, ends_in_ms, points)
     order by resource
     on conflict (installation_id, resource) do update set
       ${whenTold('most')},
       ${whenTold('remaining')},
       ${whenTold('ends_at')},
       ${whenTold('observed_at')},
       slot = greatest(known.slot, excluded.slot),
       points = array[(${shifted('known.points', 'known.slot', 'excluded.slot')})[1] + excluded.points[1]]
         || (${shifted('known.points', 'known.slot', 'excluded.slot')})[2:${POINT_SLOTS}]
     returning resource, points`,
    [
      installationId,
      notes.map(({ resource }) => resource),
      notes.map(({ limit }) => limit?.most ?? null),
      notes.map(({ limit }) => limit?.remaining ?? null),
      notes.map(({ limit }) => limit?.endsInMs ?? null),
      notes.map(({ points }) => points),
    ],
  );

/** A refusal this long after the last hold is a new one, and no sequel. */
const FORGIVEN = "interval '15 minutes'";

/**
 * GitHub refused by a secondary limit: for all processes, nothing is sent for an installation for so long; with null, for
 * a minute, and with every further refusal twice as long, up to an hour. A hold that runs is never shortened, and what is
 * refused while it runs (sent before it began) makes it no longer by itself. Gives back the milliseconds it has still to run.
 */
export async function holdInstallation(
  database: Database,
  installationId: number,
  forMs: number | null,
): Promise<number> {
  const refusals = `case when known.held_until > now() then known.refusals
    when known.held_until > now() - ${FORGIVEN} then known.refusals + 1 else 1 end`;
  const wait = `coalesce($2::float8, least(60000 * 2 ^ (least(${refusals}, 10) - 1), 3600000)) * interval '1 millisecond'`;
  const [row] = await database.query<{ heldForMs: number }>(
    `insert into milepost.installation_limits as known (installation_id, held_until, refusals)
     values ($1, now() + coalesce($2::float8, 60000) * interval '1 millisecond', 1)
     on conflict (installation_id) do update set refusals = ${refusals},
       held_until = greatest(known.held_until, now() + ${wait})
     returning (extract(epoch from held_until - now()) * 1000)::float8 as "heldForMs"`,
    [installationId, forMs],
  );
  return row?.heldForMs ?? 0;
}

/**
 * Enters that a piece of content will be created, unless it is not to be. `choose` is given how long ago (in milliseconds,
 * ascending; below 0: it is still to come) each piece of the last hour was created, and says in how many milliseconds the next
 * one may be, or null for not now. Gives back what it said. Of any number that ask at once, one chooses after the other.
 */
export const takeContentSlot = (
  database: Database,
  installationId: number,
  choose: (agesMs: readonly number[]) => number | null,
): Promise<number | null> =>
  database.transaction(async (transaction) => {
    // Locks the row; the ages are reckoned once the lock is ours, by the time it is then.
    const [row] = await transaction.query<{ agesMs: number[] }>(
      `insert into milepost.installation_limits as known (installation_id) values ($1)
       on conflict (installation_id) do update set installation_id = excluded.installation_id
       returning array(
         select (extract(epoch from clock_timestamp() - created) * 1000)::float8
         from unnest(known.created_at) as created order by 1
       ) as "agesMs"`,
      [installationId],
    );
    const inMs = choose((row?.agesMs ?? []).filter((age) => age < HOUR_MS));
    if (inMs === null) return null;
    await transaction.query(
      `update milepost.installation_limits
       set created_at = array(
         select created from unnest(created_at) as created
         where created > clock_timestamp() - interval '1 hour' order by 1
       ) || (clock_timestamp() + $2 * interval '1 millisecond')
       where installation_id = $1`,
      [installationId, inMs],
    );
    return inMs;
  });

const HOUR_MS = 3_600_000;

/** Of one resource: how large a share is left (0 to 1) to the installations whose window runs. */
export interface BudgetLeft {
  resource: LimitedResource;
  installations: number;
  lowest: number;
  tenth: number;
  median: number;
}

/** Nothing for a resource of which nothing is known at the moment. */
export const readBudgetLeft = (database: Database): Promise<BudgetLeft[]> =>
  database.query<BudgetLeft>(
    `select resource, count(*)::integer as installations, min(share) as lowest,
       percentile_disc(0.1) within group (order by share) as tenth,
       percentile_disc(0.5) within group (order by share) as median
     from (
       select resource, remaining::float8 / most as share from milepost.budgets where ends_at > now() and most > 0
     ) as shares
     group by resource order by resource`,
  );
