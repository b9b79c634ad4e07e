/** What a REST resource is made of: routes, each a method, a path pattern and a function from request to answer. */
import { canSee } from '../access.ts';
import type { Actor } from '../access.ts';
import type { AppManifests } from '../app-manifests.ts';
import type { Deliveries } from '../deliveries.ts';
import type { Limits } from '../limits.ts';
import type { Repository } from '../records.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { Tokens } from '../tokens.ts';
import type { World } from '../world.ts';

export interface RestRequest {
  world: World;
  tokens: Tokens;
  limits: Limits;
  deliveries: Deliveries;
  manifests: AppManifests;
  actor: Actor;
  method: string;
  /** Without `/api/v3` and without the query. */
  path: string;
  query: URLSearchParams;
  params: Readonly<Record<string, string>>;
  /** The JSON object sent; empty where none was. */
  body: Readonly<Record<string, unknown>>;
  accept: string;
}

export interface RestAnswer {
  status: number;
  /** Printed as JSON, unless it is a Buffer; absent for 204 and 304. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

export interface Route {
  method: string;
  /** `/repos/:owner/:repo/contents/*path`: `:` takes one segment, `*` one or more. */
  pattern: string;
  handle: (request: RestRequest) => RestAnswer | Promise<RestAnswer>;
  /** Creates content that notifies people: counts for the secondary limit. */
  content?: boolean;
}

/** The route for a request with its parameters, percent-decoded; null where GitHub has (or we serve) none. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | null {
  const segments = path.split('/').filter((segment) => segment !== '');
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = matchSegments(route.pattern.split('/').slice(1), segments);
    if (params) return { route, params };
  }
  return null;
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  const star = pattern.findIndex((part) => part.startsWith('*'));
  const spare = segments.length - pattern.length;
  if (star < 0 ? spare !== 0 : spare < 0) return null;
  for (const [index, part] of pattern.entries()) {
    const at = star >= 0 && index > star ? index + spare : index;
    if (index === star) {
      const taken = segments.slice(index, index + spare + 1).map(decodeSegment);
      params[part.slice(1)] = taken.join('/');
    } else if (part.startsWith(':')) {
      params[part.slice(1)] = decodeSegment(segments[at] ?? '');
    } else if (part !== segments[at]) {
      return null;
    }
  }
  return params;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refusal(400, 'Bad Request');
  }
}

/** A path parameter, which the pattern guarantees. */
export const param = (request: RestRequest, name: string): string => request.params[name] ?? '';

/** A numeric path parameter; anything else is a 404, as no route of GitHub's takes it. */
export function numberParam(request: RestRequest, name: string): number {
  const text = param(request, name);
  if (!/^\d{1,15}$/.test(text)) throw notFound();
  return Number(text);
}

/** The repository of the path if the actor may see it: 301 (or 307) after a rename, else 404. */
export function visibleRepository(request: RestRequest): Repository {
  const name = `${param(request, 'owner')}/${param(request, 'repo')}`;
  const repository = request.world.repository(name);
  if (repository && canSee(request.actor, repository)) return repository;
  const renamed = repository ? null : request.world.renamedRepository(name);
  if (!renamed || !canSee(request.actor, renamed)) throw notFound();
  const rest = request.path.split('/').slice(4).join('/');
  const query = request.query.size > 0 ? `?${request.query.toString()}` : '';
  const location = `${request.world.origin}/api/v3/repositories/${renamed.id}${rest === '' ? '' : `/${rest}`}${query}`;
  throw request.method === 'GET'
    ? new Refusal(301, 'Moved Permanently', { headers: { location } })
    : new Refusal(307, 'Temporary Redirect', { headers: { location } });
}

export const ok = (body: unknown): RestAnswer => ({ status: 200, body });
export const created = (body: unknown, location?: string): RestAnswer => ({
  status: 201,
  body,
  ...(location === undefined ? {} : { headers: { location } }),
});
export const noContent: RestAnswer = { status: 204 };

/** A field of the body: absent, null and wrong types told apart. `undefined` where it was not sent. */
export function textField(request: RestRequest, name: string, resource: string): string | undefined {
  const value = request.body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string')
    throw new Refusal(422, `Invalid request.\n\nFor '${resource}.${name}', ${JSON.stringify(value)} is not a string.`);
  return value;
}

export const nullableTextField = (request: RestRequest, name: string, resource: string): string | null | undefined =>
  request.body[name] === null ? null : textField(request, name, resource);

export function booleanField(request: RestRequest, name: string, resource: string): boolean | undefined {
  const value = request.body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean')
    throw new Refusal(422, `Invalid request.\n\nFor '${resource}.${name}', ${JSON.stringify(value)} is not a boolean.`);
  return value;
}

/** A list of strings, or of objects with a `name`, as labels may be given. */
export function namesField(request: RestRequest, name: string): string[] | undefined {
  const value = request.body[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw new Refusal(422, `Invalid request.\n\nFor '${name}', a list was expected.`);
  return (value as unknown[]).map((each) => {
    const text = typeof each === 'object' && each !== null && 'name' in each ? each.name : each;
    if (typeof text !== 'string')
      throw new Refusal(422, `Invalid request.\n\nFor '${name}', a list of strings was expected.`);
    return text;
  });
}
