/**
 * The webhook door. A webhook is verified, stored, and only then acknowledged: 202. What is not stored is answered with
 * the reason: 401 bad or no signature, 400 no JSON or no delivery id, 413 over 25 MB, 202 for events nobody handles.
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { trimDelivery, type Delivery } from '../jobs/inbox/delivery.ts';
import { readBody, untilSent } from './read-body.ts';

/** GitHub delivers nothing larger: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap */
const MAX_BODY_BYTES = 25 * 1024 * 1024;

/**
 * GitHub's ids are GUIDs. The bound keeps a forged header out of the store's index; Node joins a header that came twice
 * with a comma and a space.
 */
const DELIVERY_ID = /^[!-+\--~]{1,200}$/;
const EVENT_NAME = /^[\w.-]{1,100}$/;

export interface IntakeContext {
  /** Whether `signature` (`sha256=…`) is that of these bytes under the webhook secret. */
  verify(body: Buffer, signature: string): boolean;
  /** Resolves once the delivery is durable. */
  store(delivery: Delivery): Promise<unknown>;
  /** Names of the events that have a handler: the others are counted as one. */
  events: ReadonlySet<string>;
  /** Whether that action of an event has a handler. */
  isHandled(event: string, action: string | null): boolean;
  /** One line for each delivery that came to nothing, without body or secret. */
  refused(reason: string, details: DeliveryNames): void;
  /** One line for each event that nobody handles. */
  dropped(details: DeliveryNames & { action: string | null }): void;
  /** Counted in /metrics. */
  counted(event: string, outcome: 'stored' | 'dropped' | 'refused'): void;
}

/** What a log may tell of a delivery; null where the header is missing or cannot be GitHub's. */
export interface DeliveryNames {
  event: string | null;
  delivery: string | null;
}

/** null unless it is JSON text in UTF-8 that holds an object. */
function parseObject(body: Buffer): Record<string, unknown> | null {
  if (!isUtf8(body)) return null;
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const header = (request: IncomingMessage, name: string, shape: RegExp): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' && shape.test(value) ? value : null;
};

/** The whole answer, though not its end. */
const write = (response: ServerResponse, status: number, message: string): void => {
  const text = JSON.stringify({ message });
  // The length spares the answer being sent in chunks. A message may not be all ASCII.
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .write(text);
};

const respond = (response: ServerResponse, status: number, message: string): void => {
  write(response, status, message);
  response.end();
};

/** Answers one webhook request. Rejects only when the store does: then nothing was acknowledged and GitHub lists a failure. */
export async function takeIn(
  request: IncomingMessage,
  response: ServerResponse,
  context: IntakeContext,
): Promise<void> {
  const event = header(request, 'x-github-event', EVENT_NAME);
  const id = header(request, 'x-github-delivery', DELIVERY_ID);
  const signature = request.headers['x-hub-signature-256'];

  const known = event !== null && context.events.has(event) ? event : 'other';
  const note = (reason: string): void => {
    context.refused(reason, { event, delivery: id });
    context.counted(known, 'refused');
  };
  const refuse = (status: number, reason: string): void => {
    note(reason);
    respond(response, status, reason);
  };

  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return refuse(405, 'Webhooks are sent with POST.');
  }
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === 'aborted') return note('Its sender went away, or took too long, before all of it had come.');
  if (body === 'too large') {
    const reason = 'The body is over 25 MB, the most that GitHub sends.';
    note(reason);
    response.setHeader('connection', 'close');
    write(response, 413, reason);
    // A connection that is closed while its sender is still sending takes the answer with it.
    await untilSent(request);
    response.end();
    return;
  }
  if (typeof signature !== 'string' || signature === '')
    return refuse(401, 'X-Hub-Signature-256 is missing: set the webhook secret in the app on GitHub.');
  if (!context.verify(body, signature)) {
    return refuse(
      401,
      'X-Hub-Signature-256 does not fit the body: WEBHOOK_SECRET and the secret on GitHub must be the same.',
    );
  }
  if (event === null || id === null) {
    return refuse(400, 'X-GitHub-Event and X-GitHub-Delivery were expected, each once.');
  }
  const payload = parseObject(body);
  if (payload === null)
    return refuse(400, 'A JSON object was expected: set the content type to application/json in the app on GitHub.');
  const delivery = trimDelivery(id, event, payload);
  if (!context.isHandled(event, delivery.action)) {
    context.dropped({ event, delivery: id, action: delivery.action });
    context.counted(known, 'dropped');
    return respond(response, 202, 'Nothing to do for this event.');
  }
  await context.store(delivery);
  context.counted(event, 'stored');
  respond(response, 202, 'Stored.');
}
