/** Values for a route: those named in its path, the others for the query or the body. */
export type RouteParameters = Readonly<Record<string, unknown>>;

const ROUTE = /^(GET|HEAD|POST|PATCH|PUT|DELETE) (\/[^\s?#]*)$/;
/** Octokit would take these as instructions about the request instead of as values. */
const RESERVED = new Set(['method', 'url', 'baseUrl', 'headers', 'request', 'mediaType', 'operationName']);

/** @throws TypeError for anything but `METHOD /path/{placeholder}`: a mistake of ours */
export function parseRoute(route: string): { method: string; isRead: boolean } {
  const method = ROUTE.exec(route)?.[1];
  if (method === undefined)
    throw new TypeError(`"${route}" is no route; expected one such as "GET /repos/{owner}/{repo}"`);
  return { method, isRead: method === 'GET' || method === 'HEAD' };
}

/**
 * Refuses what could turn a request into another one: a reserved name, and a path value of dots, which the address
 * would swallow (owners and names come out of roadmaps).
 * @throws TypeError
 */
export function assertSafeParameters(route: string, parameters: RouteParameters): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (RESERVED.has(name)) throw new TypeError(`"${name}" cannot be a parameter of ${route}`);
    if (!route.includes(`{${name}}`) && !route.includes(`{+${name}}`)) continue;
    const segments = String(value).split('/');
    if (segments.some((segment) => segment === '.' || segment === '..' || /^%2e/i.test(segment))) {
      throw new TypeError(`"${String(value)}" cannot stand in the path of ${route}`);
    }
  }
}

/** A file path for `{+path}`: each segment encoded, the slashes kept. */
export const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** `owner/name` that GitHub could have: nothing else is worth a question, or fit for an address. */
export const isRepositoryName = (owner: string, name: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(owner) && /^[\w.-]{1,100}$/.test(name) && !/^\.{1,2}$/.test(name);
