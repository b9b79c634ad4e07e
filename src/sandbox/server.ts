/**
 * The HTTP side: takes a request, has it worked on (`work.ts`) unless a fault waits for it, writes it down, answers.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { actorName } from './access.ts';
import type { Actor } from './access.ts';
import { limitHeaders, overLimit, plainAnswer, secondaryLimit, send } from './answers.ts';
import { ask, isRestWrite, readBody, resourceOf } from './asked.ts';
import type { Asked } from './asked.ts';
import type { Fault, FaultAction } from './faults.ts';
import { isMutation, operationName } from './graphql/execute.ts';
import type { RestAnswer } from './rest/route.ts';
import { actorOrNull, work } from './work.ts';
import type { ServerParts } from './work.ts';

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
  const asked = ask(parts.world, request, rawBody);
  if (parts.latencyMs > 0) await sleep(parts.latencyMs);
  const fault = parts.faults.take({
    method: asked.method,
    path: asked.path ?? asked.url.pathname,
    graphql: asked.graphql?.query ?? null,
    body: rawBody,
  });
  if (!fault) {
    const { answer, actor } = await work(parts, asked);
    parts.earlier.remember(asked, answer);
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
  const instead = action === 'stale' ? parts.earlier.stale(asked) : insteadOf(parts, asked, action);
  if (action === 'drop-before' || instead) {
    note(parts, asked, actorOrNull(parts, asked), instead?.status ?? null);
    fault.reached();
    if (instead) send(response, instead, request);
    else request.socket.destroy();
    return;
  }
  if (action === 'hold-before') {
    fault.reached();
    await fault.released;
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
  if (typeof action !== 'object' && action !== 'secondary-limit') return null;
  const resource = resourceOf(asked);
  const budget = parts.limits.budget(actorOrNull(parts, asked) ?? { kind: 'anonymous' }, resource);
  if (action === 'secondary-limit' || 'secondaryLimit' in action) {
    const { retryAfterSeconds = 60, status = 403 } = action === 'secondary-limit' ? {} : action.secondaryLimit;
    const answer = secondaryLimit(retryAfterSeconds, status);
    return { ...answer, headers: { ...limitHeaders(budget, resource), ...answer.headers } };
  }
  if ('primaryLimit' in action) {
    const reset = Math.ceil(Date.now() / 1000) + action.primaryLimit.resetInSeconds;
    return overLimit(asked, { ...budget, used: budget.limit, remaining: 0, reset });
  }
  return 'status' in action && action.afterEffect !== true ? plainAnswer(action) : null;
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

/** Resolves when the connection of an answer is gone, at once if it is already. */
const closed = async (response: ServerResponse): Promise<void> =>
  await new Promise((resolve) => {
    if (response.destroyed) resolve();
    else response.once('close', resolve);
  });
