/**
 * Which event starts what: the sandbox sends it, the door trims it, and the stage tells what the app asks for. Nothing is
 * carried out.
 */
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { Probot } from 'probot';
import { parse } from 'yaml';
import { isHandled, milepost, type Work } from '../src/index.ts';
import { trimDelivery } from '../src/jobs/inbox/delivery.ts';
import type { Errand } from '../src/jobs/errands/errand.ts';
import { startSandbox, type Sandbox } from '../src/sandbox/sandbox.ts';

const { default_events: events, default_permissions: permissions } = parse(
  readFileSync(new URL('../app.yml', import.meta.url), 'utf8'),
) as { default_events: string[]; default_permissions: Record<string, 'read' | 'write'> };
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

export const REPOSITORY = 'example-org/lantern';
export const BOT = 'milepost[bot]';
export const NODE = expect.stringMatching(/^node:./);

type Handler = (context: { payload: object }) => Promise<void>;

export interface Heard {
  errands: Errand[];
  /** `issues.closed` and the like: what was let in. */
  events: string[];
  /** What is kept of it, in order. */
  kept: Record<string, unknown>[];
}

export class EventStage {
  readonly sandbox: Sandbox;
  /** Whether GitHub tells who Milepost is. */
  knowsItself = true;
  installationId = 0;
  repositoryId = 0;
  #errands: Errand[] = [];
  readonly #handlers = new Map<string, Handler>();

  private constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
    const work: Work = {
      note: (_delivery, asked) => {
        this.#errands.push(...asked);
      },
      isMilepost: async (_installation, login) => (login.endsWith('[bot]') && !this.knowsItself ? null : login === BOT),
    };
    const app = { on: (key: string, handler: Handler) => this.#handlers.set(key, handler) } as unknown as Probot;
    void milepost(work)(app, {} as Parameters<ReturnType<typeof milepost>>[1]);
  }

  /** Milepost on two organisations, registered as app.yml has it; a repository in the first. */
  static async begin(): Promise<EventStage> {
    const sandbox = await startSandbox();
    const stage = new EventStage(sandbox);
    for (const login of ['alice', 'bob']) sandbox.createUser(login);
    sandbox.createBot('renovate[bot]');
    for (const login of ['example-org', 'other-org']) sandbox.createOrganization(login, { alice: 'admin' });
    // Nobody listens there: what would have been sent is read from the list of deliveries.
    const webhookUrl = 'http://127.0.0.1:1/';
    sandbox.registerApp({ id: 1, slug: 'milepost', privateKey, webhookUrl, events, permissions });
    sandbox.createRepository(REPOSITORY, { files: { 'ROADMAP.md': '# Roadmap\n' } });
    stage.installationId = sandbox.install('example-org', { by: 'alice' });
    sandbox.install('other-org', { by: 'alice' });
    await sandbox.deliveries.settled();
    const [sent] = sandbox.deliveries.list({ event: 'installation' });
    const { repositories } = JSON.parse(sent!.payload) as { repositories: { id: number }[] };
    stage.repositoryId = repositories[0]!.id;
    return stage;
  }

  /** What follows from the webhooks that this causes. */
  async after(act: () => unknown): Promise<Heard> {
    const { deliveries } = this.sandbox;
    await deliveries.settled();
    const before = deliveries.list().length;
    deliveries.pause();
    this.#errands = [];
    await act();
    await deliveries.resume();
    const heard: Heard = { errands: this.#errands, events: [], kept: [] };
    for (const { event, payload: body } of deliveries.list().slice(before)) {
      await this.#hear(event, JSON.parse(body) as Record<string, unknown>, heard);
    }
    return heard;
  }

  async #hear(event: string, body: Record<string, unknown>, heard: Heard): Promise<void> {
    const { action, payload } = trimDelivery('guid', event, body);
    if (!isHandled(event, action)) return;
    heard.events.push(action === null ? event : `${event}.${action}`);
    heard.kept.push(payload as Record<string, unknown>);
    await this.#handlers.get(event)?.({ payload });
    await this.#handlers.get(`${event}.${action}`)?.({ payload });
  }

  place() {
    return {
      installationId: this.installationId,
      repositoryId: this.repositoryId,
      owner: 'example-org',
      name: 'lantern',
    };
  }

  look() {
    return { kind: 'look', place: this.place() };
  }
}

export const pointed = (...to: unknown[]) => ({ kind: 'look-where-pointed', to, andTo: null });
