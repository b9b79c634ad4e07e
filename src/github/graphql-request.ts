import { GraphqlResponseError, withCustomRequest } from '@octokit/graphql';
import type { OctokitRequest } from './client.ts';
import { failureOfGraphql, type GraphqlError } from './failure.ts';
import { GitHubError, RateLimited } from './github-error.ts';
import { rateLimitOf, type Headers } from './rate-limit.ts';

/** A scalar, or an input object or list of them. */
export type GraphqlValue = string | number | boolean | null | undefined | readonly GraphqlValue[] | GraphqlVariables;

export interface GraphqlVariables {
  readonly [name: string]: GraphqlValue;
}

export interface GraphqlAnswer<Data> {
  data: Data;
  errors: GraphqlError[];
}

interface GraphqlRequest {
  request: OctokitRequest;
  /** null: octokit finds it from the REST base. */
  url: string | null;
  query: string;
  variables: GraphqlVariables;
  options: object;
  about: string;
  nowMs: number;
  /** Told the headers of the answer, whatever becomes of it. */
  answered: (headers: Headers) => void;
}

interface Seen {
  headers: Headers;
  body: unknown;
}

/**
 * One question through `@octokit/graphql` over the request at hand. It throws away a partial answer's data and an
 * answer without `data`; both are taken back here.
 * @throws RateLimited, GitHubError; whatever octokit throws for a status of 400 and above
 */
export async function sendGraphql<Data>(question: GraphqlRequest): Promise<GraphqlAnswer<Data>> {
  const { request, url, query, variables, options, about, nowMs, answered } = question;
  const seen: Seen = { headers: {}, body: null };
  const graphql = withCustomRequest(watched(request, url, seen));
  let data: unknown;
  let errors: GraphqlError[] = [];
  try {
    data = await graphql(query, { ...variables, ...options });
  } catch (error) {
    if (!(error instanceof GraphqlResponseError)) throw error;
    data = error.data;
    errors = error.errors ?? [];
  }
  answered(seen.headers);
  return usable<Data>(data, errors, seen, about, nowMs);
}

function usable<Data>(
  data: unknown,
  errors: GraphqlError[],
  seen: Seen,
  about: string,
  nowMs: number,
): GraphqlAnswer<Data> {
  const words = [...errors.map(({ message }) => message ?? ''), messageOf(seen.body)].join('; ');
  const limited = errors.some(({ type }) => type === 'RATE_LIMITED' || type === 'RATE_LIMIT');
  const refusal = rateLimitOf(limited ? 429 : 200, seen.headers, words, nowMs);
  if (refusal !== null) throw new RateLimited(about, refusal.retryAt, refusal);
  if (typeof data === 'object' && data !== null && hasAnswer(data, errors)) return { data: data as Data, errors };
  if (errors.length > 0) throw failureOfGraphql(errors, about);
  const said = messageOf(seen.body) || 'the answer was cut off, or has no data';
  throw new GitHubError({ kind: 'unavailable', status: null, about, said });
}

/** With nothing but nulls it depends on why: rows that are not there are an answer, a fault of the whole query is none. */
function hasAnswer(data: object, errors: GraphqlError[]): boolean {
  if (errors.length === 0 || Object.values(data).some((value) => value !== null)) return true;
  return errors.every(({ type }) => type === 'NOT_FOUND' || type === 'FORBIDDEN');
}

const messageOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : '';

/** The same request, keeping what octokit does not hand on, and sending to `url` where one is given. */
function watched(request: OctokitRequest, url: string | null, seen: Seen): OctokitRequest {
  const send = async (...[route, parameters]: Parameters<OctokitRequest>): Promise<unknown> => {
    const options = typeof route === 'string' ? { ...parameters, url: route } : route;
    const answer = await request(url === null ? options : { ...options, url });
    seen.headers = answer.headers;
    seen.body = answer.data;
    return answer;
  };
  return Object.assign(send, {
    endpoint: request.endpoint,
    defaults: (defaults: Parameters<OctokitRequest['defaults']>[0]) => watched(request.defaults(defaults), url, seen),
  }) as unknown as OctokitRequest;
}
