/** What the page of each roadmap shows: milepost.pages. Who may see it is decided by `visibility`, of the repository. */
import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import { jsonText } from './storable.ts';

export interface PageRow {
  repositoryId: number;
  installationId: number;
  owner: string;
  name: string;
  path: string;
  /**
   * null: it is not known for now who may read the repository (it was hidden, or not looked at for three days), so that
   * only those may see it of whom GitHub says that they can read it.
   */
  visibility: 'public' | 'internal' | 'private' | null;
  /** The value that was saved. */
  view: unknown;
  /** Stands for `view`: the same for the same value. */
  digest: string;
  /** When the roadmap was last looked at. */
  seenAt: Date;
}

/** A page as a list shows it. */
export interface PublicPage {
  owner: string;
  name: string;
  path: string;
  title: string | null;
  counts: Record<string, number>;
  seenAt: Date;
}

export interface NewPage extends Omit<PageRow, 'digest' | 'seenAt'> {
  /** See `pageMark`. */
  mark: string;
  /** For the list. */
  title: string | null;
  /** Items by status, for the list. */
  counts: Record<string, number>;
}

/** A repository as GitHub shows it in this moment. */
export type SeenPlace = Pick<NewPage, 'repositoryId' | 'installationId' | 'owner' | 'name' | 'visibility' | 'mark'>;

/** GitHub tells of a change of visibility by webhook, and a webhook may be lost: what was not confirmed for so long is not public. */
const CONFIRMED = `confirmed_at > now() - interval '3 days'`;

/** Its repository is with its installation, and at that name, as far as is known. */
const IS_SHOWN = 'page.is_placed and repository.left_at is null and repository.missing_since is null';

const FROM =
  'milepost.pages page join milepost.repositories repository on repository.repository_id = page.repository_id';

/**
 * By what is read before GitHub is asked about a repository: what was seen then is saved only while this is still the same, so
 * that nothing is shown again that was hidden meanwhile. null for a repository that is not entered.
 */
export async function pageMark(database: Database, repositoryId: number): Promise<string | null> {
  const [row] = await database.query<{ mark: string }>(
    `select ${MARK} as mark from milepost.repositories where repository_id = $1`,
    [repositoryId],
  );
  return row?.mark ?? null;
}

const MARK = `since::text || ' ' || hidings`;

/** The repository, unless its pages were hidden since; locked, so that hiding them waits until this is written, or the reverse. */
const UNHIDDEN = (id: string, mark: string): string =>
  `select repository_id from milepost.repositories where repository_id = ${id} and ${MARK} = ${mark} for share`;

/** Others that were last seen under this name have left it: GitHub gives a name to one repository. */
const LEAVING = `update milepost.pages as other set is_placed = false
  where lower(other.owner) = lower($3::text) and lower(other.name) = lower($4::text)
    and other.repository_id <> $1::bigint and other.is_placed and exists (select 1 from unhidden)`;

/**
 * GitHub has just shown the repository: its pages go by this name and visibility from now on. Writes only what changed, or
 * what was confirmed longer than an hour ago.
 */
export const confirmPages = async (database: Database, seen: SeenPlace): Promise<void> => {
  const { repositoryId, installationId, owner, name, visibility, mark } = seen;
  await database.query(
    `with unhidden as (${UNHIDDEN('$1::bigint', '$6::text')}), leaving as (${LEAVING})
     update milepost.pages as page set installation_id = $2::bigint, owner = $3::text, name = $4::text,
       visibility = $5::text, is_placed = true, confirmed_at = now()
     from unhidden where page.repository_id = unhidden.repository_id
       and ((page.installation_id, page.owner, page.name, page.visibility, page.is_placed)
         is distinct from ($2::bigint, $3::text, $4::text, $5::text, true) or confirmed_at < now() - interval '1 hour')`,
    [repositoryId, installationId, owner, name, visibility, mark],
  );
};

/**
 * Over what was there, of a roadmap that is stored; where the view is the same, only when it was seen is written. `hidden`: the
 * repository's pages were hidden since the mark was read, and nothing is written.
 */
export async function savePage(database: Database, page: NewPage): Promise<'saved' | 'touched' | 'hidden'> {
  const text = jsonText(page.view);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 32);
  if (await touchPage(database, page, digest)) return 'touched';
  const { repositoryId, installationId, owner, name, visibility, mark, path, title, counts } = page;
  const saved = await database.query(
    `with unhidden as (${UNHIDDEN('$1::bigint', '$6::text')}), leaving as (${LEAVING})
     insert into milepost.pages
       (repository_id, installation_id, owner, name, visibility, path, title, counts, digest, view)
     select repository_id, $2::bigint, $3::text, $4::text, $5::text, path, $8::text, $9::jsonb, $10::text, $11::json
     from unhidden join milepost.roadmaps using (repository_id) where path = $7::text
     on conflict (repository_id, path) do update set installation_id = excluded.installation_id,
       owner = excluded.owner, name = excluded.name, visibility = excluded.visibility, is_placed = true,
       title = excluded.title, counts = excluded.counts, digest = excluded.digest, view = excluded.view,
       seen_at = now(), confirmed_at = now()
     returning repository_id`,
    [repositoryId, installationId, owner, name, visibility, mark, path, title, jsonText(counts), digest, text],
  );
  return saved.length > 0 ? 'saved' : 'hidden';
}

/** The page was made again and says the same: false where the stored one has another digest, or there is none. */
export async function touchPage(
  database: Database,
  page: SeenPlace & Pick<NewPage, 'path'>,
  digest: string,
): Promise<boolean> {
  const { repositoryId, installationId, owner, name, visibility, mark, path } = page;
  const rows = await database.query(
    `with unhidden as (${UNHIDDEN('$1::bigint', '$6::text')}), leaving as (${LEAVING})
     update milepost.pages as page set installation_id = $2::bigint, owner = $3::text, name = $4::text,
       visibility = $5::text, is_placed = true, seen_at = now(), confirmed_at = now()
     from unhidden
     where page.repository_id = unhidden.repository_id and page.path = $7::text and page.digest = $8::text
     returning page.repository_id`,
    [repositoryId, installationId, owner, name, visibility, mark, path, digest],
  );
  return rows.length > 0;
}

const HEAD = `page.repository_id as "repositoryId", page.installation_id as "installationId", page.owner, page.name,
  page.path, case when page.visibility = 'public' and not (page.${CONFIRMED}) then null else page.visibility end as visibility,
  page.digest, page.seen_at as "seenAt"`;

/** The pages of one repository, in any case of its name, by path; none where nothing is to be shown. */
export const findPages = (database: Database, place: Pick<PageRow, 'owner' | 'name'>): Promise<PageRow[]> =>
  pagesAt<PageRow>(database, place, `${HEAD}, page.view`);

/** The same without their views: enough to tell whether what was made of one is still right. */
export const findPageHeads = (
  database: Database,
  place: Pick<PageRow, 'owner' | 'name'>,
): Promise<Omit<PageRow, 'view'>[]> => pagesAt(database, place, HEAD);

/** Of two repositories that were seen under one name, the one that was seen last. */
const pagesAt = <Row extends object>(
  database: Database,
  { owner, name }: Pick<PageRow, 'owner' | 'name'>,
  columns: string,
): Promise<Row[]> => {
  const where = `lower(page.owner) = lower($1::text) and lower(page.name) = lower($2::text) and ${IS_SHOWN}`;
  return database.query<Row>(
    `select ${columns} from ${FROM}
     where ${where} and page.repository_id = (
       select page.repository_id from ${FROM} where ${where} order by page.confirmed_at desc, page.repository_id limit 1)
     order by page.path`,
    [owner, name],
  );
};

const MOST_LISTED = 100;

/**
 * Pages of public repositories by owner, name and path, whatever the case; of those in whose `owner/name` or title `text`
 * is a part, in any case ('' for all). `limit` is at most 100; `total` is how many there are in all.
 */
export async function listPublicPages(
  database: Database,
  { text, offset, limit }: { text: string; offset: number; limit: number },
): Promise<{ total: number; pages: PublicPage[] }> {
  const where = `page.visibility = 'public' and page.${CONFIRMED} and ${IS_SHOWN}
    and ($1::text = '%%' or page.owner || '/' || page.name ilike $1::text or page.title ilike $1::text)`;
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const [counted] = await database.query<{ total: number }>(
    `select count(*)::integer as total from ${FROM} where ${where}`,
    [pattern],
  );
  const pages = await database.query<PublicPage>(
    `select page.owner, page.name, page.path, page.title, page.counts, page.seen_at as "seenAt"
     from ${FROM} where ${where}
     order by lower(page.owner), lower(page.name), page.path limit $2::integer offset $3::integer`,
    [pattern, Math.max(0, Math.min(limit, MOST_LISTED)), Math.max(0, offset)],
  );
  return { total: counted?.total ?? 0, pages };
}

/**
 * Who may read these repositories is not known any more: from now on their pages are shown to those alone of whom GitHub says
 * that they can, until a sync that begins after this has seen it.
 */
export const hidePages = (database: Database, repositoryIds: readonly number[]): Promise<void> =>
  hide(database, { repositoryIds, installationIds: [] }, 'visibility = null');

/**
 * These repositories, or all of these installations, may not be where they were any more: their pages are shown to nobody,
 * until a sync that begins after this has seen the repository.
 */
export const withdrawPages = (database: Database, about: HiddenPlaces): Promise<void> =>
  hide(database, about, 'visibility = null, is_placed = false');

export interface HiddenPlaces {
  repositoryIds: readonly number[];
  installationIds: readonly number[];
}

/** The repositories first: in this order `UNHIDDEN` locks too. */
const hide = (
  database: Database,
  { repositoryIds, installationIds }: HiddenPlaces,
  assignment: string,
): Promise<void> =>
  database.transaction(async (transaction) => {
    const about = [repositoryIds, installationIds];
    const where = 'repository_id = any($1::bigint[]) or installation_id = any($2::bigint[])';
    await transaction.query(`update milepost.repositories set hidings = hidings + 1 where ${where}`, about);
    await transaction.query(`update milepost.pages set ${assignment} where ${where}`, about);
  });

/** Of these roadmaps the repository may have pages, and of no others. */
export const keepPagesOf = async (
  database: Database,
  repositoryId: number,
  paths: readonly string[],
): Promise<void> => {
  await database.query('delete from milepost.pages where repository_id = $1 and path <> all($2::text[])', [
    repositoryId,
    paths,
  ]);
};
