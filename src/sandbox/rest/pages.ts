/** Lists come in pages with a `Link` header. https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
import type { RestAnswer, RestRequest } from './route.ts';

/** The page asked for, at most 100 entries of it, and the links to its neighbours. */
export function page<T>(request: RestRequest, entries: readonly T[], toJson: (entry: T) => unknown): RestAnswer {
  const { slice, headers } = cut(request, entries);
  return { status: 200, body: slice.map(toJson), headers };
}

/** The same for lists that stand inside an object beside `total_count`. */
export function wrappedPage<T>(
  request: RestRequest,
  key: string,
  entries: readonly T[],
  toJson: (entry: T) => unknown,
  more: Record<string, unknown> = {},
): RestAnswer {
  const { slice, headers } = cut(request, entries);
  return { status: 200, body: { total_count: entries.length, ...more, [key]: slice.map(toJson) }, headers };
}

function cut<T>(request: RestRequest, entries: readonly T[]): { slice: T[]; headers: Record<string, string> } {
  const size = Math.min(100, Math.max(1, whole(request.query.get('per_page')) ?? 30));
  const number = Math.max(1, whole(request.query.get('page')) ?? 1);
  const last = Math.max(1, Math.ceil(entries.length / size));
  const link = (page: number, relation: string): string => {
    const query = new URLSearchParams(request.query);
    query.set('page', String(page));
    return `<${request.world.origin}/api/v3${request.path}?${query.toString()}>; rel="${relation}"`;
  };
  const links = [
    ...(number > 1 ? [link(number - 1, 'prev')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
    ...(number > 1 ? [link(1, 'first')] : []),
  ];
  return {
    slice: entries.slice((number - 1) * size, number * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

const whole = (text: string | null): number | null => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null);
