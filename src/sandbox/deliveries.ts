/**
 * Webhooks: signed, sent without waiting for them, recorded with what came of it. They can be held back, sent twice,
 * sent out of order and sent again, because GitHub does all of that.
 * https://docs.github.com/webhooks/webhook-events-and-payloads#delivery-headers
 */
import { createHmac, randomUUID } from 'node:crypto';
import { hears } from './accounts.ts';
import { accountJson } from './json/account.ts';
import { repositoryJson } from './json/repository.ts';
import type { App, Installation } from './records.ts';
import { toInstant } from './world.ts';
import type { EventSink, WebhookEvent, World } from './world.ts';

export interface Delivery {
  id: number;
  guid: string;
  deliveredAt: string;
  redelivery: boolean;
  /** Seconds, as GitHub reports it. */
  duration: number;
  /** `OK`, or what went wrong. */
  status: string;
  /** 0 where no answer came. */
  statusCode: number;
  event: string;
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  app: App;
  url: string;
  requestHeaders: Record<string, string>;
  payload: string;
  responseBody: string;
}

interface Parcel {
  guid: string;
  event: string;
  action: string | null;
  app: App;
  installationId: number | null;
  repositoryId: number | null;
  body: string;
  redelivery: boolean;
  /** Replaces the true signature; null sends none. */
  signature?: string | null;
}

export interface RawDelivery {
  guid?: string;
  /** Replaces the true signature (`sha256=…`); null sends no signature at all. */
  signature?: string | null;
  /** Slug, where more than one app is registered. */
  app?: string;
}

export class Deliveries implements EventSink {
  /** Sends every event twice with one guid, as GitHub may. */
  deliverTwice = false;
  readonly #world: World;
  readonly #timeoutMs: number;
  readonly #log: Delivery[] = [];
  readonly #held: Parcel[] = [];
  readonly #underWay = new Set<Promise<unknown>>();
  #paused = false;
  #closed = false;

  constructor(world: World, timeoutMs: number) {
    this.#world = world;
    this.#timeoutMs = timeoutMs;
  }

  emit(event: WebhookEvent): void {
    for (const installation of this.#audience(event)) this.#post(this.#parcel(event, installation));
  }

  #audience({ name, repository, organization, onlyInstallation }: WebhookEvent): Installation[] {
    if (onlyInstallation) return [onlyInstallation];
    const installations = repository
      ? this.#world.installationsOf(repository)
      : [...this.#world.installations.values()].filter((each) => each.account === organization);
    return installations.filter((each) => hears(each, name));
  }

  /** All deliveries made so far, oldest first; those on their way or held back are not among them. */
  list(filter: { event?: string; app?: App } = {}): readonly Delivery[] {
    return this.#log.filter(
      (each) =>
        (filter.event === undefined || each.event === filter.event) &&
        (filter.app === undefined || each.app === filter.app),
    );
  }

  /** Events held back by `pause`, in the order in which they arose. */
  held(): readonly { event: string; action: string | null; guid: string }[] {
    return this.#held.map(({ event, action, guid }) => ({ event, action, guid }));
  }

  /** From now on events are held back. */
  pause(): void {
    this.#paused = true;
  }

  /** Sends what was held back, one after the other: in order, the last first, or as the function sorts it. */
  async resume(order: 'kept' | 'reversed' | ((held: readonly string[]) => number[]) = 'kept'): Promise<void> {
    this.#paused = false;
    const held = this.#held.splice(0);
    const indexes = held.map((_, index) => index);
    const wanted =
      order === 'kept' ? indexes : order === 'reversed' ? indexes.toReversed() : order(held.map((each) => each.event));
    for (const index of wanted) {
      const parcel = held[index];
      if (parcel) await this.#send(parcel);
    }
  }

  /** Forgets what was held back, as if GitHub had lost it. */
  drop(): number {
    return this.#held.splice(0).length;
  }

  /** Sends a delivery again under its guid and gives the new record; null where there is none. */
  async redeliver(guidOrId: string | number): Promise<Delivery | null> {
    const old = this.#log.findLast((each) => each.guid === guidOrId || each.id === guidOrId);
    if (!old) return null;
    return await this.#track(
      this.#send({
        guid: old.guid,
        event: old.event,
        action: old.action,
        app: old.app,
        installationId: old.installationId,
        repositoryId: old.repositoryId,
        body: old.payload,
        redelivery: true,
      }),
    );
  }

  /** Sends anything at all to the app's webhook address, signed unless told otherwise; gives the HTTP status. */
  async deliver(app: App, event: string, payload: unknown, options: RawDelivery = {}): Promise<number> {
    const delivery = await this.#track(
      this.#send({
        guid: options.guid ?? randomUUID(),
        event,
        action: null,
        app,
        installationId: null,
        repositoryId: null,
        body: typeof payload === 'string' ? payload : JSON.stringify(payload),
        redelivery: false,
        ...(options.signature === undefined ? {} : { signature: options.signature }),
      }),
    );
    return delivery.statusCode;
  }

  /** Resolves when nothing is on its way any more. Held back events do not count. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  /** Nothing is sent any more. */
  close(): void {
    this.#closed = true;
    this.#held.length = 0;
  }

  #parcel(event: WebhookEvent, installation: Installation): Parcel {
    const { repository } = event;
    const world = this.#world;
    const organization = repository?.owner ?? event.organization;
    const payload = {
      ...(event.action === undefined ? {} : { action: event.action }),
      ...event.payload,
      ...(repository ? { repository: repositoryJson(world, repository) } : {}),
      ...(organization?.kind === 'Organization' ? { organization: accountJson(world, organization) } : {}),
      sender: accountJson(world, event.sender),
      installation: event.payload['installation'] ?? {
        id: installation.id,
        node_id: Buffer.from(`I${installation.id}`).toString('base64'),
      },
    };
    return {
      guid: randomUUID(),
      event: event.name,
      action: event.action ?? null,
      app: installation.app,
      installationId: installation.id,
      repositoryId: repository?.id ?? null,
      // Written now: the payload says how things were when it happened.
      body: JSON.stringify(payload),
      redelivery: false,
    };
  }

  #post(parcel: Parcel): void {
    if (this.#closed || parcel.app.webhookUrl === null) return;
    for (const each of this.deliverTwice ? [parcel, parcel] : [parcel]) {
      if (this.#paused) this.#held.push(each);
      else void this.#track(nextTurn().then(async () => await this.#send(each)));
    }
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  async #send(parcel: Parcel): Promise<Delivery> {
    const url = parcel.app.webhookUrl ?? '';
    const requestHeaders = this.#headers(parcel);
    const startedAt = performance.now();
    const answer = await post(url, requestHeaders, parcel.body, this.#timeoutMs);
    const delivery: Delivery = {
      id: this.#world.nextId(),
      guid: parcel.guid,
      deliveredAt: toInstant(this.#world.now()),
      redelivery: parcel.redelivery,
      duration: Math.round(performance.now() - startedAt) / 1000,
      status: answer.status,
      statusCode: answer.statusCode,
      event: parcel.event,
      action: parcel.action,
      installationId: parcel.installationId,
      repositoryId: parcel.repositoryId,
      app: parcel.app,
      url,
      requestHeaders,
      payload: parcel.body,
      responseBody: answer.body,
    };
    this.#log.push(delivery);
    return delivery;
  }

  #headers(parcel: Parcel): Record<string, string> {
    const secret = parcel.app.webhookSecret;
    const signature =
      parcel.signature === undefined && secret !== null ? sign(secret, parcel.body) : (parcel.signature ?? null);
    return {
      accept: '*/*',
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/sandbox',
      'x-github-event': parcel.event,
      'x-github-delivery': parcel.guid,
      'x-github-hook-id': String(parcel.app.id),
      'x-github-hook-installation-target-id': String(parcel.app.id),
      'x-github-hook-installation-target-type': 'integration',
      'x-github-enterprise-host': this.#world.origin.replace(/^https?:\/\//, ''),
      'x-github-enterprise-version': '3.21.0',
      ...(signature === null ? {} : { 'x-hub-signature-256': signature }),
    };
  }
}

/** `sha256=` and the HMAC of the raw body. */
export const sign = (secret: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

const nextTurn = async (): Promise<void> =>
  await new Promise((resolve) => {
    setImmediate(resolve);
  });

interface Answer {
  status: string;
  statusCode: number;
  body: string;
}

async function post(url: string, headers: Record<string, string>, body: string, timeoutMs: number): Promise<Answer> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeoutMs) });
    const text = await response.text();
    const status = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`;
    return { status, statusCode: response.status, body: text };
  } catch (error) {
    const timedOut = (error as { name?: string }).name === 'TimeoutError';
    return { status: timedOut ? 'timed out' : 'failed to connect to host', statusCode: 0, body: '' };
  }
}
