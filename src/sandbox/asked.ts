/** A request, read and taken apart, before anybody works on it. */
import type { IncomingMessage } from 'node:http';
import type { GraphqlBody } from './graphql/execute.ts';
import type { Resource } from './limits.ts';
import type { World } from './world.ts';

/** Everything known of a request before anybody works on it. */
export interface Asked {
  at: Date;
  method: string;
  /** Without `/api/v3`; null for a path outside the API. */
  path: string | null;
  url: URL;
  rawBody: string;
  graphql: GraphqlBody | null;
  request: IncomingMessage;
}

/** https://docs.github.com/webhooks: the largest body GitHub itself would take or send. */
const longestRequest = 25 * 1024 * 1024;

/** Takes a request apart: REST paths lose their `/api/v3`, GraphQL is `/graphql`. */
export function ask(world: World, request: IncomingMessage, rawBody: string): Asked {
  const url = new URL(`${world.origin}${request.url ?? '/'}`);
  const method = request.method ?? 'GET';
  const isGraphql = method === 'POST' && url.pathname.replace(/\/$/, '') === '/api/graphql';
  const inApi = url.pathname === '/api/v3' || url.pathname.startsWith('/api/v3/');
  const path = isGraphql ? '/graphql' : inApi ? url.pathname.slice('/api/v3'.length) || '/' : null;
  return {
    at: world.now(),
    method,
    path: path === null ? null : path.length > 1 ? path.replace(/\/$/, '') : path,
    url,
    rawBody,
    graphql: isGraphql ? graphqlBody(rawBody) : null,
    request,
  };
}

/** A body that is no JSON is a query that cannot be parsed: GitHub answers both with an error, not a crash. */
function graphqlBody(rawBody: string): GraphqlBody {
  try {
    const { query, variables, operationName } = JSON.parse(rawBody) as Partial<GraphqlBody>;
    return {
      query: typeof query === 'string' ? query : '',
      variables: variables ?? {},
      operationName: operationName ?? null,
    };
  } catch {
    return { query: '', variables: {}, operationName: null };
  }
}

/** The whole body as text; null (and a 413) where it is too long or the other side went away. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > longestRequest) {
        request.socket.destroy();
        return null;
      }
      chunks.push(chunk);
    }
  } catch {
    // The client hung up while sending: there is nobody to answer.
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}

export const resourceOf = (asked: Asked): Resource => (asked.graphql ? 'graphql' : 'core');

/** Neither the limits themselves nor web pages count. */
export const isFree = (asked: Asked): boolean => asked.path === null || asked.path === '/rate_limit';

/** Neither the issue of a token, a sign-in, nor a redelivery changes anything that people see. */
export const isRestWrite = ({ method, path }: Asked): boolean =>
  path !== null && !['GET', 'HEAD'].includes(method) && !/\/(access_tokens|attempts)$|^\/applications\//.test(path);
