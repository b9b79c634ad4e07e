import { isCurrentView } from '../../plan/view/is-current-view.ts';
import type { Database } from '../../store/database.ts';
import { findPageHeads, findPages, type PageRow } from '../../store/pages.ts';
import { isPublic, type PageHead } from './page-access.ts';

/** See `findPages`. */
export type PageReader = (place: Pick<PageRow, 'owner' | 'name'>) => Promise<PageRow[]>;

/**
 * What the pages of public repositories show is kept, up to so many items in all: whoever filters asks for it again and again,
 * and to read much takes the store away from webhooks. Who may see it, and whether it is still right, is asked each time.
 */
export function createPageReader(database: Database, mostItems: number): PageReader {
  const kept = new Map<string, { views: unknown[]; items: number }>();
  let total = 0;
  const forget = (key: string): void => {
    total -= kept.get(key)?.items ?? 0;
    kept.delete(key);
  };
  const keep = (rows: readonly PageRow[]): void => {
    const key = keyOf(rows);
    const items = itemsOf(rows);
    forget(key);
    if (!isPublic(rows) || items > mostItems) return;
    kept.set(key, { views: rows.map(({ view }) => view), items });
    total += items;
    for (const oldest of kept.keys()) {
      if (total <= mostItems) return;
      forget(oldest);
    }
  };
  return async (place) => {
    const heads = await findPageHeads(database, place);
    const key = keyOf(heads);
    const known = isPublic(heads) ? kept.get(key) : undefined;
    if (known === undefined) {
      const rows = await findPages(database, place);
      keep(rows);
      return rows;
    }
    // Asked for last, it goes last.
    kept.delete(key);
    kept.set(key, known);
    return heads.map((head, index) => ({ ...head, view: known.views[index] }));
  };
}

const keyOf = (heads: readonly PageHead[]): string =>
  JSON.stringify(heads.map(({ repositoryId, path, digest }) => [repositoryId, path, digest]));

/** A page itself counts as some, so that many small ones are not kept for nothing. */
const ITEMS_OF_A_PAGE = 50;

const itemsOf = (rows: readonly PageRow[]): number =>
  rows
    .map(({ view }) => ITEMS_OF_A_PAGE + (isCurrentView(view) ? view.items.length + view.findings.length : 0))
    .reduce((sum, each) => sum + each, 0);
