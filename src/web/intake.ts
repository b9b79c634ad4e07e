/**
 * The webhook door. A webhook is verified, stored, and only then acknowledged: 202. What is not stored is answered with
 * the reason: 401 bad or no signature, 400 no JSON or no delivery id, 413 over 25 MB, 202 for events nobody handles.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { trimDelivery, type Delivery } from '../jobs/inbox/delivery.ts';

/** GitHub delivers nothing larger: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap */
const MAX_BODY_BYTES = 25 * 1024 * 1024;

/** GitHub's ids are GUIDs; the bound keeps a forged header out of the store's index. */
const MAX_DELIVERY_ID_LENGTH = 200;

export interface IntakeContext {
  /** Whether `signature` (`sha256=…`) is the body's under the webhook secret. */
  verify(body: string, signature: string): Promise<boolean>;
  /** Resolves once the delivery is durable. */
  store(delivery: Delivery): Promise<void>;
  /** Names of the events that have a handler: the others are counted as one. */
  events: ReadonlySet<string>;
  /** Whether that action of an event has a handler. */
  isHandled(event: string, action: string | null): boolean;
  /** One line for each delivery that came to nothing, without body or secret. */
  refused(reason: string, details: { event: string | null; delivery: string | null }): void;
  /** Counted in /metrics. */
  counted(event: string, outcome: 'stored' | 'dropped' | 'refused'): void;
}

/** How long a sender of too much may go on before its connection is cut; it cannot read the 413 while it is sending. */
const DRAIN_MS = 5_000;

/** The whole body; null as soon as it is known to be over the limit: the rest is then thrown away unread. */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES ? Infinity : 0;
    const giveUp = (): void => {
      request.removeAllListeners('data');
      request.resume();
      const timer = setTimeout(() => request.destroy(), DRAIN_MS).unref();
      request.once('close', () => clearTimeout(timer));
      resolve(null);
    };
    request.on('error', reject);
    if (bytes > MAX_BODY_BYTES) return giveUp();
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) giveUp();
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

function parseObject(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const header = (request: IncomingMessage, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** Answers one webhook request. Rejects only when the store does: then nothing was acknowledged and GitHub lists a failure. */
export async function takeIn(
  request: IncomingMessage,
  response: ServerResponse,
  context: IntakeContext,
): Promise<void> {
  const event = header(request, 'x-github-event');
  const id = header(request, 'x-github-delivery');
  const signature = header(request, 'x-hub-signature-256');

  const answer = (status: number, message: string): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
  };
  const refuse = (status: number, reason: string): void => {
    context.refused(reason, { event, delivery: id });
    context.counted(event !== null && context.events.has(event) ? event : 'other', 'refused');
    answer(status, reason);
  };

  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return refuse(405, 'Webhooks are sent with POST.');
  }
  const body = await readBody(request);
  if (body === null) {
    response.setHeader('connection', 'close');
    return refuse(413, 'The body is over 25 MB, the most that GitHub sends.');
  }
  if (signature === null)
    return refuse(401, 'X-Hub-Signature-256 is missing: set the webhook secret in the app on GitHub.');
  const text = body.toString('utf8');
  // Nothing was signed: octokit's verification would throw for it.
  if (text === '' || !(await context.verify(text, signature))) {
    return refuse(
      401,
      'X-Hub-Signature-256 does not fit the body: WEBHOOK_SECRET and the secret on GitHub must be the same.',
    );
  }
  if (event === null || id === null || id.length > MAX_DELIVERY_ID_LENGTH) {
    return refuse(400, 'X-GitHub-Event and X-GitHub-Delivery were expected.');
  }
  const payload = parseObject(text);
  if (payload === null)
    return refuse(400, 'A JSON object was expected: set the content type to application/json in the app on GitHub.');
  const delivery = trimDelivery(id, event, payload);
  if (!context.isHandled(event, delivery.action)) {
    context.counted(context.events.has(event) ? event : 'other', 'dropped');
    return answer(202, 'Nothing to do for this event.');
  }
  await context.store(delivery);
  context.counted(event, 'stored');
  answer(202, 'Stored.');
}
