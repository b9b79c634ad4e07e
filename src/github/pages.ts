import type { GitHubClient } from './client.ts';
import type { RouteParameters } from './route.ts';

const PAGE_SIZE = 100;

/**
 * Every entry of a listing, page by page, a hundred each. `itemsOf` takes the entries out of an answer that wraps them;
 * `enough` ends early. Ends with the first page that is not full or names no next one.
 * @throws GitHubError, RateLimited
 */
export async function listAll<Item>(
  client: GitHubClient,
  route: string,
  parameters: RouteParameters,
  options: { about: string; itemsOf?: (page: unknown) => Item[]; enough?: (items: readonly Item[]) => boolean },
): Promise<Item[]> {
  const { about, itemsOf = (page: unknown) => page as Item[], enough = () => false } = options;
  const items: Item[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await client.rest<unknown>(route, { ...parameters, per_page: PAGE_SIZE, page }, { about });
    const received = itemsOf(answer.data);
    items.push(...received);
    const link = answer.headers['link'];
    const isLast = received.length < PAGE_SIZE || (typeof link === 'string' && !link.includes('rel="next"'));
    if (isLast || enough(items)) return items;
  }
}
