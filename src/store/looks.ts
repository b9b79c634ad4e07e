/**
 * Which repositories are looked at once a day, and when. A day is one of UTC; each repository has its time of day, spread
 * by a hash of its id. Times run by the database's clock.
 */
import type { Database } from './database.ts';

export interface LookedPlace {
  repositoryId: number;
  installationId: number;
  owner: string;
  name: string;
}

/** A look that is due, and now asked for. */
export interface DueLook extends LookedPlace {
  /** A roadmap was read there before; false where the configuration was wrong at the first look. */
  hasRoadmap: boolean;
  /** Looks asked for since the last one that came to something, this one included. */
  misses: number;
}

/** From 0 to 1, always the same for a repository: md5 is the same in every version of PostgreSQL. */
const hashOf = (id: string): string => `(('x' || left(md5(${id}::text), 8))::bit(32)::bigint / 4294967296.0)`;

const startOfDay = (offset = '0 days'): string =>
  `(date_trunc('day', now() at time zone 'utc') + interval '${offset}') at time zone 'utc'`;

const timeOfDay = (id: string): string => `${hashOf(id)} * interval '24 hours'`;

/** The repository's time tomorrow: one look a day is enough, whatever asked for it. */
const tomorrow = (id: string): string => `${startOfDay('1 day')} + ${timeOfDay(id)}`;

/** After two days in vain every second, fourth, eighth … day, at least monthly. */
const MOST_DAYS = 31;

/**
 * A full look has just come to something: the next one is due tomorrow. A repository that was not looked at daily is from
 * now on.
 */
export const enterLook = async (database: Database, place: LookedPlace): Promise<void> => {
  await database.query(
    `insert into milepost.looks as known (repository_id, installation_id, owner, name, due_at, looked_at)
     values ($1, $2, $3, $4, ${tomorrow('$1::bigint')}, now())
     on conflict (repository_id) do update set installation_id = excluded.installation_id, owner = excluded.owner,
       name = excluded.name, due_at = excluded.due_at, looked_at = now(), asked_at = null, misses = 0`,
    [place.repositoryId, place.installationId, place.owner, place.name],
  );
};

/** There is nothing to look at any more. */
export const dropLook = async (database: Database, repositoryId: number): Promise<void> => {
  await database.query('delete from milepost.looks where repository_id = $1', [repositoryId]);
};

/** The look that was asked for has ended without coming to anything. */
export const endLook = async (database: Database, repositoryId: number): Promise<void> => {
  await database.query('update milepost.looks set asked_at = null where repository_id = $1 and asked_at is not null', [
    repositoryId,
  ]);
};

/**
 * Something happened there: a repository that was looked at ever more rarely, since nothing came of it, is looked at
 * tomorrow again. `place` has its newest name; an installation that is older than the known one says nothing.
 */
export const reviveLook = async (database: Database, place: LookedPlace): Promise<void> => {
  await database.query(
    `update milepost.looks set installation_id = $2, owner = $3, name = $4, misses = 0,
       due_at = least(due_at, ${tomorrow('$1::bigint')})
     where repository_id = $1 and installation_id <= $2
       and (misses > 0 or (installation_id, owner, name) is distinct from ($2, $3, $4))`,
    [place.repositoryId, place.installationId, place.owner, place.name],
  );
};

/** Looks asked for and not ended, by installation; what was asked for over an hour ago waits for something else. */
export const countLooksUnderWay = (database: Database): Promise<{ installationId: number; count: number }[]> =>
  database.query(
    `select installation_id as "installationId", count(*) as count from milepost.looks
     where asked_at > now() - interval '1 hour' group by installation_id`,
  );

/**
 * The next looks that are due, those that wait longest first: at most `most`, asked for as of now, and due again tomorrow
 * or, where nothing came of several, some days later. Inside a transaction, so that it is not so before they are asked for.
 *
 * Of the next `window` each installation gets at most its `share`, less what of it is `underWay`; the others of it are
 * put off by up to an hour, so that they do not stand in the way of the rest.
 */
export async function claimLooks(
  transaction: Database,
  claim: {
    most: number;
    window: number;
    share: number;
    underWay: readonly { installationId: number; count: number }[];
  },
): Promise<{ looks: DueLook[]; putOff: number }> {
  const rows = await transaction.query<DueLook & { isAsked: boolean }>(
    `with due as (
       select repository_id, installation_id, due_at from milepost.looks
       where due_at <= now() order by due_at, repository_id limit $2 for update skip locked
     ), shared as (
       select repository_id, due_at, coalesce(busy.count, 0)
         + row_number() over (partition by due.installation_id order by due_at, repository_id) <= $3 as fits
       from due left join unnest($4::bigint[], $5::bigint[]) as busy (installation_id, count)
         on busy.installation_id = due.installation_id
     ), ranked as (
       select *, row_number() over (partition by fits order by due_at, repository_id) as place from shared
     ), claimed as (
       update milepost.looks as look set
         asked_at = case when fits then now() else asked_at end,
         misses = misses + fits::integer,
         due_at = case
           when fits then ${tomorrow('look.repository_id')}
             + (least(2 ^ greatest(misses - 1, 0), ${MOST_DAYS}) - 1) * interval '24 hours'
           else now() + interval '1 minute' + random() * interval '1 hour' end
       from ranked where look.repository_id = ranked.repository_id and (not fits or place <= $1)
       returning look.repository_id, installation_id, owner, name, misses, fits, ranked.due_at
     )
     select repository_id as "repositoryId", installation_id as "installationId", owner, name, misses,
       fits as "isAsked",
       exists (select 1 from milepost.roadmaps where repository_id = claimed.repository_id) as "hasRoadmap"
     from claimed order by due_at, repository_id`,
    [
      claim.most,
      claim.window,
      claim.share,
      claim.underWay.map(({ installationId }) => installationId),
      claim.underWay.map(({ count }) => count),
    ],
  );
  const looks = rows.filter(({ isAsked }) => isAsked);
  return { looks, putOff: rows.length - looks.length };
}

/** Milliseconds until the next one is due: 0 for one that is, null when there is none. */
export async function nextLookInMs(database: Database): Promise<number | null> {
  const [row] = await database.query<{ inMs: number | null }>(
    `select (extract(epoch from min(due_at) - now()) * 1000)::float8 as "inMs" from milepost.looks`,
  );
  return row?.inMs == null ? null : Math.max(0, row.inMs);
}

/**
 * Goes on from `afterId` through the roadmaps that are stored: of the next `limit`, those of repositories that are not
 * looked at yet are from now on, for the first time at their next time of day. Gives back how far it came; null at the
 * end.
 */
export async function adoptRoadmaps(database: Database, afterId: number, limit: number): Promise<number | null> {
  const [row] = await database.query<{ last: number | null; count: number }>(
    `with next as (
       select id, repository_id, installation_id, owner, name, synced_at, blob_oid from milepost.roadmaps
       where id > $1 order by id limit $2
     ), adopted as (
       insert into milepost.looks (repository_id, installation_id, owner, name, due_at)
       select distinct on (repository_id) repository_id, installation_id, owner, name,
         ${startOfDay()} + ${timeOfDay('repository_id')}
           + case when ${startOfDay()} + ${timeOfDay('repository_id')} <= now() then interval '24 hours' else interval '0' end
       from next where blob_oid <> '' order by repository_id, synced_at desc
       on conflict do nothing
     )
     select max(id) as last, count(*) as count from next`,
    [afterId, limit],
  );
  return row === undefined || row.count < limit ? null : row.last;
}

/**
 * Goes on from `afterId` through the repositories: the next `limit` are looked at within `withinMs` from now, spread by
 * their hash. Gives back how far it came; null at the end.
 */
export async function bringLooksForward(
  database: Database,
  { afterId, limit, withinMs }: { afterId: number; limit: number; withinMs: number },
): Promise<number | null> {
  const [row] = await database.query<{ last: number | null; count: number }>(
    `with next as (
       select repository_id from milepost.looks where repository_id > $1 order by repository_id limit $2
     ), moved as (
       update milepost.looks as look
       set due_at = least(due_at, now() + ${hashOf('look.repository_id')} * $3 * interval '1 millisecond')
       from next where look.repository_id = next.repository_id
     )
     select max(repository_id) as last, count(*) as count from next`,
    [afterId, limit, withinMs],
  );
  return row === undefined || row.count < limit ? null : row.last;
}

/** An installation that is no more: none of its repositories is looked at. */
export const dropLooksOfInstallation = async (database: Database, installationId: number): Promise<void> => {
  await database.query('delete from milepost.looks where installation_id = $1', [installationId]);
};

/** How long the look is overdue that waits longest; 0 when none is. */
export async function oldestLookSeconds(database: Database): Promise<number> {
  const [row] = await database.query<{ seconds: number | null }>(
    `select greatest(0, extract(epoch from now() - min(due_at)))::float8 as seconds from milepost.looks`,
  );
  return row?.seconds ?? 0;
}
