/** Answers that do not depend on what was asked for: refusals, limits, faults; and how any answer goes out. */
import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { resourceOf } from './asked.ts';
import type { Asked } from './asked.ts';
import type { Budget, Resource } from './limits.ts';
import type { Refusal } from './refusal.ts';
import type { RestAnswer } from './rest/route.ts';

const docs = 'https://docs.github.com/rest';

/** What a fault with a status answers; without a body of its own GitHub's general words. */
export function plainAnswer(action: { status: number; body?: unknown; headers?: Record<string, string> }): RestAnswer {
  const body = action.body ?? { message: action.status >= 500 ? 'Server Error' : 'Fault of the sandbox' };
  return { status: action.status, body, ...(action.headers ? { headers: action.headers } : {}) };
}

/** With 200 the shape in which GraphQL has been seen to say it: no data, an error without a type. */
export const secondaryLimit = (retryAfterSeconds: number, status: number): RestAnswer => {
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.';
  const url = 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits';
  const headers = { 'retry-after': String(retryAfterSeconds) };
  if (status === 200) return { status, body: { data: null, errors: [{ message }] }, headers };
  return { status, body: { documentation_url: url, message }, headers };
};

/** The hour is used up: REST 403, GraphQL 200 with an error. */
export function overLimit(asked: Asked, budget: Budget): RestAnswer {
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

/** A refusal as JSON: message, fields at fault, where to go for a redirect. */
export function refusalAnswer(refusal: Refusal): RestAnswer {
  const location = refusal.headers['location'];
  const url = location === undefined ? {} : { url: location };
  const errors = refusal.errors ? { errors: refusal.errors } : {};
  const body = { message: refusal.message, ...url, ...errors, documentation_url: docs, status: String(refusal.status) };
  return { status: refusal.status, body };
}

export const limitHeaders = (budget: Budget, resource: Resource): Record<string, string> => ({
  'x-ratelimit-limit': String(budget.limit),
  'x-ratelimit-remaining': String(budget.remaining),
  'x-ratelimit-used': String(budget.used),
  'x-ratelimit-reset': String(budget.reset),
  'x-ratelimit-resource': resource,
});

/** A conditional GET whose answer has not changed is a 304 without a body. */
export function withEtag(asked: Asked, answer: RestAnswer): RestAnswer {
  if (asked.method !== 'GET' || answer.status !== 200) return answer;
  const content = Buffer.isBuffer(answer.body) ? answer.body : JSON.stringify(answer.body);
  const etag = `W/"${createHash('sha256').update(content).digest('hex')}"`;
  if (asked.request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  return { ...answer, headers: { etag, ...answer.headers } };
}

/** Sends an answer with the headers that all of GitHub's have; nothing where the other side has gone. */
export function send(response: ServerResponse, answer: RestAnswer, request: IncomingMessage): void {
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
