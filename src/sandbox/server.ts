/**
 * The HTTP side: takes a request, applies a fault if one waits for it, finds out who asks, lets REST or GraphQL
 * answer, and writes it all down. Answers look like GitHub's: JSON, `x-github-request-id`, `x-ratelimit-*`, ETags.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { actorName } from './access.ts';
import type { Actor } from './access.ts';
import type { Deliveries } from './deliveries.ts';
import type { Fault, FaultAction, Faults } from './faults.ts';
import { answerGraphql, costOf, isMutation, operationName } from './graphql/execute.ts';
import type { GraphqlBody } from './graphql/execute.ts';
import type { Limits, Resource } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { RequestLog } from './request-log.ts';
import { findRoute } from './rest/route.ts';
import type { RestAnswer } from './rest/route.ts';
import { routes } from './rest/routes.ts';
import type { Tokens } from './tokens.ts';
import { webPage } from './web-pages.ts';
import { fullName } from './world.ts';
import type { World } from './world.ts';

export interface ServerParts {
  world: World;
  tokens: Tokens;
  limits: Limits;
  deliveries: Deliveries;
  faults: Faults;
  log: RequestLog;
  latencyMs: number;
}

/** Everything known of a request before anybody works on it. */
interface Asked {
  at: Date;
  method: string;
  /** Without `/api/v3`; null for a path outside the API. */
  path: string | null;
  url: URL;
  rawBody: string;
  graphql: GraphqlBody | null;
  request: IncomingMessage;
}

const docs = 'https://docs.github.com/rest';
/** https://docs.github.com/webhooks: the largest body GitHub itself would take or send. */
const longestRequest = 25 * 1024 * 1024;

export const createSandboxServer = (parts: ServerParts): Server =>
  createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => {
      // A fault of the sandbox itself: said where the caller sees it.
      const message = `The sandbox failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ message }));
    });
  });

async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const rawBody = await readBody(request);
  if (rawBody === null) return;
  const asked = ask(parts, request, rawBody);
  if (parts.latencyMs > 0) await sleep(parts.latencyMs);
  const fault = parts.faults.take({
    method: asked.method,
    path: asked.path ?? asked.url.pathname,
    graphql: asked.graphql?.query ?? null,
    body: rawBody,
  });
  if (!fault) {
    const { answer, actor } = await work(parts, asked);
    note(parts, asked, actor, answer.status);
    send(response, answer, request);
    return;
  }
  await serveFaulty(parts, asked, fault, response);
}

async function serveFaulty(parts: ServerParts, asked: Asked, fault: Fault, response: ServerResponse): Promise<void> {
  const { action } = fault;
  const { request } = asked;
  if (typeof action === 'object' && 'delayMs' in action) {
    fault.reached();
    await sleep(action.delayMs);
  }
  const instead = insteadOf(parts, asked, action);
  if (action === 'drop-before' || instead) {
    note(parts, asked, actorOrNull(parts, asked), instead?.status ?? null);
    fault.reached();
    if (instead) send(response, instead, request);
    else request.socket.destroy();
    return;
  }
  const { answer, actor } = await work(parts, asked);
  if (action === 'drop-after') {
    note(parts, asked, actor, null);
    fault.reached();
    request.socket.destroy();
    return;
  }
  if (action === 'hold') {
    const entry = note(parts, asked, actor, null);
    fault.reached();
    await Promise.race([fault.released, closed(response)]);
    if (response.destroyed || request.socket.destroyed) return;
    entry.status = answer.status;
    send(response, answer, request);
    return;
  }
  const shown = typeof action === 'object' && 'status' in action ? plainAnswer(action) : answer;
  note(parts, asked, actor, shown.status);
  fault.reached();
  send(response, shown, request);
}

/** The answer of faults that replace the work altogether; null for all others. */
function insteadOf(parts: ServerParts, asked: Asked, action: FaultAction): RestAnswer | null {
  if (action === 'secondary-limit') return secondaryLimit(60, 403);
  if (typeof action !== 'object') return null;
  if ('secondaryLimit' in action) {
    const { retryAfterSeconds = 60, status = 403 } = action.secondaryLimit;
    return secondaryLimit(retryAfterSeconds, status);
  }
  if ('primaryLimit' in action) {
    const reset = Math.ceil(Date.now() / 1000) + action.primaryLimit.resetInSeconds;
    const budget = parts.limits.budget(actorOrNull(parts, asked) ?? { kind: 'anonymous' }, resourceOf(asked));
    return overLimit(asked, { ...budget, used: budget.limit, remaining: 0, reset });
  }
  return 'status' in action && action.afterEffect !== true ? plainAnswer(action) : null;
}

function plainAnswer(action: { status: number; body?: unknown; headers?: Record<string, string> }): RestAnswer {
  const body = action.body ?? { message: action.status >= 500 ? 'Server Error' : 'Fault of the sandbox' };
  return { status: action.status, body, ...(action.headers ? { headers: action.headers } : {}) };
}

const secondaryLimit = (retryAfterSeconds: number, status: number): RestAnswer => {
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.';
  const url = 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits';
  const headers = { 'retry-after': String(retryAfterSeconds) };
  if (status === 200) return { status, body: { data: null, errors: [{ message }] }, headers };
  return { status, body: { documentation_url: url, message }, headers };
};

function overLimit(asked: Asked, budget: ReturnType<Limits['budget']>): RestAnswer {
  const headers = limitHeaders(budget, resourceOf(asked));
  if (asked.graphql) {
    const errors = [{ type: 'RATE_LIMITED', message: 'API rate limit already exceeded for installation.' }];
    return { status: 200, body: { errors }, headers };
  }
  const message = 'API rate limit exceeded for installation.';
  return {
    status: 403,
    body: { message, documentation_url: `${docs}/overview/rate-limits-for-the-rest-api` },
    headers,
  };
}

function actorOrNull(parts: ServerParts, asked: Asked): Actor | null {
  try {
    return parts.tokens.actorOf(asked.request.headers.authorization);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Neither the limits themselves nor web pages count. */
const isFree = (asked: Asked): boolean => asked.path === null || asked.path === '/rate_limit';

const resourceOf = (asked: Asked): Resource => (asked.graphql ? 'graphql' : 'core');

/** Does what is asked; every refusal comes back as an answer. */
async function work(parts: ServerParts, asked: Asked): Promise<{ answer: RestAnswer; actor: Actor | null }> {
  let actor: Actor | null = null;
  try {
    actor = parts.tokens.actorOf(asked.request.headers.authorization);
    const resource = resourceOf(asked);
    const points = asked.graphql ? costOf(asked.graphql).cost : isFree(asked) ? 0 : 1;
    if (!parts.limits.spend(actor, resource, points)) {
      return { answer: overLimit(asked, { ...parts.limits.budget(actor, resource), remaining: 0 }), actor };
    }
    const answer = asked.graphql ? graphql(parts, actor, asked.graphql) : await rest(parts, actor, asked);
    const cached = withEtag(asked, answer);
    if (cached.status === 304) parts.limits.refund(actor, resource, points);
    const headers = { ...limitHeaders(parts.limits.budget(actor, resource), resource), ...cached.headers };
    return { answer: { ...cached, headers }, actor };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const budget = parts.limits.budget(actor ?? { kind: 'anonymous' }, resourceOf(asked));
    const headers = { ...limitHeaders(budget, resourceOf(asked)), ...error.headers };
    return { answer: { ...refusalAnswer(error), headers }, actor };
  }
}

function refusalAnswer(refusal: Refusal): RestAnswer {
  const location = refusal.headers['location'];
  const url = location === undefined ? {} : { url: location };
  const errors = refusal.errors ? { errors: refusal.errors } : {};
  const body = { message: refusal.message, ...url, ...errors, documentation_url: docs, status: String(refusal.status) };
  return { status: refusal.status, body };
}

function graphql(parts: ServerParts, actor: Actor, body: GraphqlBody): RestAnswer {
  if (actor.kind === 'anonymous') throw new Refusal(401, 'This endpoint requires you to be authenticated.');
  return { status: 200, body: answerGraphql({ world: parts.world, limits: parts.limits, actor }, body) };
}

async function rest(parts: ServerParts, actor: Actor, asked: Asked): Promise<RestAnswer> {
  if (asked.path === null) return webAnswer(parts, asked);
  const path = withNames(parts.world, asked.path);
  const found = findRoute(routes, asked.method, path);
  if (!found) throw new Refusal(404, 'Not Found');
  const { world, tokens, limits, deliveries } = parts;
  const waitSeconds = found.route.content ? limits.enterContent(actor) : null;
  if (waitSeconds !== null) return secondaryLimit(waitSeconds, 403);
  const answer = await found.route.handle({
    world,
    tokens,
    limits,
    deliveries,
    actor,
    method: asked.method,
    path,
    query: asked.url.searchParams,
    params: found.params,
    body: jsonObject(asked.rawBody),
    accept: asked.request.headers.accept ?? '',
  });
  return answer;
}

function webAnswer(parts: ServerParts, asked: Asked): RestAnswer {
  const page = asked.method === 'GET' ? webPage(parts.world, asked.url.pathname) : null;
  if (!page) throw new Refusal(404, 'Not Found');
  const headers = {
    'content-type': page.contentType,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
  };
  return { status: 200, body: Buffer.from(page.content), headers };
}

/** `/repositories/{id}/…`, where redirects lead, is the same as `/repos/{owner}/{repo}/…`. */
function withNames(world: World, path: string): string {
  const match = /^\/repositories\/(\d+)(\/.*)?$/.exec(path);
  if (!match) return path;
  const repository = world.repositories.get(Number(match[1]));
  if (!repository) throw new Refusal(404, 'Not Found');
  return `/repos/${fullName(repository)}${match[2] ?? ''}`;
}

function jsonObject(rawBody: string): Record<string, unknown> {
  if (rawBody.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(rawBody);
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
  // Some endpoints take a bare list where the object has one field: labels of an issue.
  if (Array.isArray(value)) return { labels: value as unknown };
  if (typeof value !== 'object' || value === null) throw new Refusal(400, 'Body should be a JSON object');
  return value as Record<string, unknown>;
}

/** A conditional GET whose answer has not changed is a 304 without a body. */
function withEtag(asked: Asked, answer: RestAnswer): RestAnswer {
  if (asked.method !== 'GET' || answer.status !== 200) return answer;
  const content = Buffer.isBuffer(answer.body) ? answer.body : JSON.stringify(answer.body);
  const etag = `W/"${createHash('sha256').update(content).digest('hex')}"`;
  if (asked.request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  return { ...answer, headers: { etag, ...answer.headers } };
}

const limitHeaders = (budget: ReturnType<Limits['budget']>, resource: Resource): Record<string, string> => ({
  'x-ratelimit-limit': String(budget.limit),
  'x-ratelimit-remaining': String(budget.remaining),
  'x-ratelimit-used': String(budget.used),
  'x-ratelimit-reset': String(budget.reset),
  'x-ratelimit-resource': resource,
});

function ask(parts: ServerParts, request: IncomingMessage, rawBody: string): Asked {
  const url = new URL(request.url ?? '/', parts.world.origin);
  const method = request.method ?? 'GET';
  const isGraphql = method === 'POST' && url.pathname.replace(/\/$/, '') === '/api/graphql';
  const inApi = url.pathname === '/api/v3' || url.pathname.startsWith('/api/v3/');
  const path = isGraphql ? '/graphql' : inApi ? url.pathname.slice('/api/v3'.length) || '/' : null;
  return {
    at: parts.world.now(),
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

function note(parts: ServerParts, asked: Asked, actor: Actor | null, status: number | null) {
  const { graphql: query } = asked;
  return parts.log.add({
    at: asked.at,
    method: asked.method,
    path: `${asked.path ?? asked.url.pathname}${asked.url.search}`,
    operation: query ? operationName(query) : null,
    query: query?.query ?? null,
    variables: query?.variables ?? null,
    body: query ? null : asked.rawBody,
    isWrite: query ? isMutation(query) : isRestWrite(asked),
    status,
    actor: actor ? actorName(actor) : 'nobody',
  });
}

/** Neither the issue of a token nor a redelivery changes anything that people see. */
const isRestWrite = ({ method, path }: Asked): boolean =>
  !['GET', 'HEAD'].includes(method) && !/\/(access_tokens|attempts)$/.test(path ?? '');

function send(response: ServerResponse, answer: RestAnswer, request: IncomingMessage): void {
  if (response.destroyed) return;
  const raw = Buffer.isBuffer(answer.body) ? answer.body : null;
  const text = answer.body === undefined ? '' : (raw ?? JSON.stringify(answer.body));
  response.writeHead(answer.status, {
    ...(answer.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    'x-github-request-id': randomUUID().slice(0, 18).toUpperCase(),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-enterprise-version': '3.21.0',
    ...answer.headers,
  });
  response.end(request.method === 'HEAD' ? '' : text);
}

/** Resolves when the connection of an answer is gone, at once if it is already. */
const closed = async (response: ServerResponse): Promise<void> =>
  await new Promise((resolve) => {
    if (response.destroyed) resolve();
    else response.once('close', resolve);
  });

/** The whole body as text; null (and a 413) where it is too long or the other side went away. */
async function readBody(request: IncomingMessage): Promise<string | null> {
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
