import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Delivery } from '../../src/jobs/inbox/delivery.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { startServer, type RunningServer } from '../../src/web/server.ts';
import { createSignatureCheck } from '../../src/web/signature.ts';
import { waitUntil } from '../jobs/wait-until.ts';

const SECRET = 'a secret for the tests';
const sign = (body: string | Buffer): string => `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;

const statusOf = (port: number, path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });

const PUSH = JSON.stringify({
  ref: 'refs/heads/main',
  before: 'a'.repeat(40),
  after: 'b'.repeat(40),
  repository: {
    id: 7,
    name: 'lantern',
    full_name: 'example-org/lantern',
    default_branch: 'main',
    owner: { login: 'example-org', id: 1 },
  },
  installation: { id: 99 },
  sender: { login: 'alice', id: 3, type: 'User' },
  commits: [{ message: 'nothing of this is kept' }],
});

describe('the webhook door', () => {
  let server: RunningServer;
  let stored: Delivery[];
  let refused: string[];
  let dropped: string[];
  let failures: unknown[];
  let storeFails: boolean;
  let ready: boolean;

  beforeEach(async () => {
    stored = [];
    refused = [];
    dropped = [];
    failures = [];
    storeFails = false;
    ready = true;
    const metrics = createMetrics();
    server = await startServer({
      host: 'localhost',
      port: 0,
      webhookPath: '/api/github/webhooks',
      metrics,
      intake: {
        verify: createSignatureCheck(SECRET),
        store: (delivery) => {
          if (storeFails) return Promise.reject(new Error('the store is down'));
          stored.push(delivery);
          return Promise.resolve();
        },
        events: new Set(['push', 'issues']),
        isHandled: (event, action) => event === 'push' || (event === 'issues' && action === 'closed'),
        refused: (reason, details) => refused.push(`${reason} ${JSON.stringify(details)}`),
        dropped: (details) => dropped.push(JSON.stringify(details)),
        counted: (event, outcome) => metrics.deliveries.inc({ event, outcome }),
      },
      site: null,
      ready: () => (ready ? Promise.resolve('the store is reachable') : Promise.reject(new Error('no connection'))),
      failed: (error) => failures.push(error),
    });
  });
  afterEach(() => server.close());

  const url = (path: string): string => `http://127.0.0.1:${server.port}${path}`;
  const send = (body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url('/api/github/webhooks'), {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-github-delivery': 'guid-1',
        'x-hub-signature-256': sign(body),
        ...headers,
      },
    });

  it('stores a signed webhook, trimmed, and only then answers 202', async () => {
    const response = await send(PUSH);
    expect(response.status).toBe(202);
    expect(stored).toHaveLength(1);
    expect(stored[0]).toMatchObject({ id: 'guid-1', event: 'push', action: null, installationId: 99, repositoryId: 7 });
    expect(stored[0]!.payload).toMatchObject({ ref: 'refs/heads/main', sender: { login: 'alice' } });
    expect(stored[0]!.payload).not.toHaveProperty('commits');
  });

  it('takes an address with a host in it as the same one without', async () => {
    const paths = ['/healthz', 'http://milepost.test/healthz', 'HTTP://milepost.test', 'http://milepost.test/nothing'];
    expect(await Promise.all(paths.map((path) => statusOf(server.port, path)))).toEqual([200, 200, 200, 404]);
  });

  it('does not acknowledge what it could not store', async () => {
    storeFails = true;
    expect((await send(PUSH)).status).toBe(500);
  });

  it.each([
    ['a bad signature', PUSH, { 'x-hub-signature-256': sign(`${PUSH} `) }, 401],
    ['an empty signature', PUSH, { 'x-hub-signature-256': '' }, 401],
    ['an empty body with a bad signature', '', { 'x-hub-signature-256': sign('other') }, 401],
    ['a signature in upper case', PUSH, { 'x-hub-signature-256': sign(PUSH).toUpperCase() }, 401],
    ['a signature cut short', PUSH, { 'x-hub-signature-256': sign(PUSH).slice(0, -2) }, 401],
    ['a signature that is no hexadecimal number', PUSH, { 'x-hub-signature-256': `sha256=${'g'.repeat(64)}` }, 401],
    ['the older kind of signature', PUSH, { 'x-hub-signature-256': '', 'x-hub-signature': 'sha1=00' }, 401],
    ['an empty body', '', {}, 400],
    ['a body that is not UTF-8', Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]), {}, 400],
    ['a body cut short', PUSH.slice(0, -1), {}, 400],
    ['a body that is no JSON', 'payload=%7B%7D', {}, 400],
    ['a JSON body that is no object', '[]', {}, 400],
    ['no delivery id', PUSH, { 'x-github-delivery': '' }, 400],
    ['a delivery id of a thousand characters', PUSH, { 'x-github-delivery': 'x'.repeat(1_000) }, 400],
    ['two delivery ids', PUSH, { 'x-github-delivery': 'guid-1, guid-2' }, 400],
    ['no event name', PUSH, { 'x-github-event': '' }, 400],
    ['two event names', PUSH, { 'x-github-event': 'push, push' }, 400],
    ['an event that nobody handles', PUSH, { 'x-github-event': 'star' }, 202],
  ])('answers %s and stores nothing', async (_what, body, headers, status) => {
    expect((await send(body, headers)).status).toBe(status);
    expect(stored).toEqual([]);
    expect(refused.length + dropped.length).toBe(1);
  });

  it('refuses a webhook whose signature came twice', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'x-github-event': 'push', 'x-github-delivery': 'guid-1' };
      const outgoing = request(url('/api/github/webhooks'), { method: 'POST', headers });
      outgoing.setHeader('x-hub-signature-256', [sign(PUSH), sign(PUSH)]);
      outgoing.on('response', (response) => resolve(response.statusCode));
      outgoing.on('error', reject);
      outgoing.end(PUSH);
    });
    expect(status).toBe(401);
  });

  it('takes no notice of what ends in the middle, but for a line', async () => {
    const outgoing = request(url('/api/github/webhooks'), {
      method: 'POST',
      headers: { 'x-github-event': 'push', 'x-github-delivery': 'guid-1', 'x-hub-signature-256': sign(PUSH) },
    });
    outgoing.on('error', () => {});
    outgoing.setHeader('content-length', PUSH.length);
    outgoing.write(PUSH.slice(0, -1));
    setTimeout(() => outgoing.destroy(), 50);
    await waitUntil(() => refused.length === 1);
    expect(refused[0]).toContain('went away');
    expect([stored, failures]).toEqual([[], []]);
  });

  it('tells nothing of headers that cannot be GitHub’s', async () => {
    await send(PUSH, { 'x-hub-signature-256': 'no', 'x-github-event': 'p'.repeat(101), 'x-github-delivery': 'a b' });
    expect(refused[0]).toContain('{"event":null,"delivery":null}');
  });

  it('writes one line for a refused delivery, without its body or the secret', async () => {
    await send(PUSH, { 'x-hub-signature-256': sign('other') });
    expect(refused).toHaveLength(1);
    expect(refused[0]).toContain('guid-1');
    expect(refused[0]).not.toContain('lantern');
    expect(refused[0]).not.toContain(SECRET);
  });

  it('refuses a body announced as larger than 25 MB with 413', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const outgoing = request(url('/api/github/webhooks'), {
        method: 'POST',
        headers: { 'content-length': 26 * 1024 * 1024 },
      });
      outgoing.on('response', (response) => {
        resolve(response.statusCode);
        outgoing.destroy();
      });
      outgoing.on('error', reject);
      outgoing.write('{');
    });
    expect(status).toBe(413);
    expect(stored).toEqual([]);
  });

  it('answers whoever reads only when all of a body that is too large is sent', async () => {
    const size = 40 * 1024 * 1024;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(server.port, '127.0.0.1').on('error', reject);
      const chunks: Buffer[] = [];
      socket.write(`POST /api/github/webhooks HTTP/1.1\r\nhost: x\r\ncontent-length: ${size}\r\n\r\n`);
      socket.write(Buffer.alloc(size, 32), () => socket.on('data', (chunk) => chunks.push(chunk)));
      socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*over 25 MB/s);
    expect(refused).toHaveLength(1);
  });

  it('refuses a body that grows over 25 MB with 413', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 32);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const outgoing = request(url('/api/github/webhooks'), { method: 'POST' });
      outgoing.on('response', (response) => resolve(response.statusCode));
      outgoing.on('error', reject);
      for (let sent = 0; sent < 26; sent++) outgoing.write(megabyte);
      outgoing.end();
    });
    expect(status).toBe(413);
  });

  it('takes only POST on the webhook path, and only GET elsewhere', async () => {
    expect((await fetch(url('/api/github/webhooks'))).status).toBe(405);
    expect((await fetch(url('/healthz'), { method: 'POST' })).status).toBe(405);
  });

  it('tells that the process is up, and whether the store can be reached', async () => {
    expect((await fetch(url('/healthz'))).status).toBe(200);
    expect((await fetch(url('/readyz'))).status).toBe(200);
    ready = false;
    const response = await fetch(url('/readyz'));
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('no connection');
  });

  it('takes note of an action that starts nothing, and keeps nothing of it', async () => {
    for (const [action, kept] of [
      ['closed', 1],
      ['labeled', 1],
      [7, 1],
    ] as const) {
      const body = JSON.stringify({ action, installation: { id: 99 } });
      const response = await send(body, { 'x-github-event': 'issues', 'x-hub-signature-256': sign(body) });
      expect([response.status, stored.length]).toEqual([202, kept]);
    }
    const text = await (await fetch(url('/metrics'))).text();
    expect(text).toContain('milepost_deliveries_total{event="issues",outcome="dropped"} 2');
  });

  it('counts deliveries for Prometheus', async () => {
    await send(PUSH);
    await send(PUSH, { 'x-hub-signature-256': 'sha256=00' });
    const text = await (await fetch(url('/metrics'))).text();
    expect(text).toContain('milepost_deliveries_total{event="push",outcome="stored"} 1');
    expect(text).toContain('milepost_deliveries_total{event="push",outcome="refused"} 1');
  });

  it('serves a front page, and 404 for what is not there, however odd the path', async () => {
    expect(await (await fetch(url('/'))).text()).toContain('Milepost is running');
    expect((await fetch(url('//%00'))).status).toBe(404);
  });
});
