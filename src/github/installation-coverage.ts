import type { ObservedRepository } from '../plan/observation.ts';
import type { GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';
import { listAll } from './pages.ts';

/**
 * Those of the wanted repository ids that the installation covers. Asks page by page and stops when all are found; no
 * request for none. Empty for a token that may not ask.
 * @throws RateLimited, GitHubError when GitHub is unavailable
 */
export async function coveredRepositories(client: GitHubClient, wanted: ReadonlySet<number>): Promise<Set<number>> {
  if (wanted.size === 0) return new Set();
  const covered = (items: readonly ObservedId[]): Set<number> =>
    new Set(items.flatMap(({ id }) => (id !== undefined && wanted.has(id) ? [id] : [])));
  try {
    const items = await listAll<ObservedId>(
      client,
      'GET /installation/repositories',
      {},
      {
        about: 'listing the repositories that Milepost is installed on',
        itemsOf: (page) => (page as { repositories?: ObservedId[] }).repositories ?? [],
        enough: (items) => covered(items).size === wanted.size,
      },
    );
    return covered(items);
  } catch (error) {
    if (error instanceof GitHubError && (error.kind === 'forbidden' || error.kind === 'not-found')) return new Set();
    throw error;
  }
}

type ObservedId = Partial<Pick<ObservedRepository, 'id'>>;
