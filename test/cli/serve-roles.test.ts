import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { freePort } from '../../src/cli/demo/free-port.ts';
import { migrationLabel } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/all.ts';
import { startPostgres, type PostgresServer } from '../store/postgres-server.ts';
import { get, sendPush, startMilepost, until, untilReady, type Serving } from './serving.ts';

let server: PostgresServer;
let folder: string;
const running: Serving[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'milepost-roles-'));
  server = await startPostgres();
}, 180_000);
afterEach(async () => {
  for (const one of running) one.kill('SIGKILL');
  await Promise.all(running.splice(0).map(({ ended }) => ended));
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const serve = (parameters: string[], variables: Record<string, string>): Serving => {
  const one = startMilepost(folder, ['serve', ...parameters], variables);
  running.push(one);
  return one;
};

/** Role, port and process of one that is told to listen. */
async function serveOn(role: string, databaseUrl: string): Promise<{ port: number; process: Serving }> {
  const port = await freePort();
  return { port, process: serve(['--role', role], { DATABASE_URL: databaseUrl, PORT: String(port) }) };
}

async function isOutOfReach({ port }: { port: number }): Promise<boolean> {
  const { status, text } = await get(port, '/readyz');
  return status === 503 && text === 'not ready: the store cannot be reached\n';
}

/** What that process migrated, as its log has it. */
const appliedOf = (line: string): string[] => (JSON.parse(line) as { applied: string[] }).applied;

async function statesOf(databaseUrl: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; state: string }>('select id, state from milepost.deliveries');
    return Object.fromEntries(rows.map(({ id, state }) => [id, state]));
  } finally {
    await client.end();
  }
}

describe('a role that cannot be had', () => {
  it.each<[string, string[], Record<string, string>, RegExp]>([
    ['web on the embedded store', ['--role', 'web'], {}, /The role web needs DATABASE_URL: a PostgreSQL that web/],
    ['worker on it, by the environment', [], { MILEPOST_ROLE: 'worker' }, /The role worker needs DATABASE_URL/],
    ['one that there is not', [], { MILEPOST_ROLE: 'wroker' }, /MILEPOST_ROLE is “wroker”\. .*Did you mean worker\?/],
    [
      'any without its database',
      ['--role', 'web'],
      { DATABASE_URL: 'postgresql://milepost:hush-hush@127.0.0.1:9/plans', PORT: '0' },
      /PostgreSQL at 127\.0\.0\.1:9\/plans could not be reached \(connect ECONNREFUSED.*Check DATABASE_URL/,
    ],
    [
      'a worker without credentials',
      ['--role', 'worker'],
      { APP_ID: '', DATABASE_URL: 'postgresql://127.0.0.1:9/plans' },
      /APP_ID is missing/,
    ],
  ])('%s: ends with 2 and says what to do', async (_what, parameters, variables, message) => {
    const one = serve(parameters, variables);
    expect(await one.ended).toBe(2);
    expect(one.output()).toMatch(message);
    expect(one.output()).not.toContain('hush-hush');
    expect(one.output()).not.toContain('fault in Milepost');
  });
});

describe('processes of both roles on one PostgreSQL', () => {
  it('web stores and works nothing, a worker works and takes nothing in; each says what it depends on', async () => {
    const databaseUrl = await server.createDatabase();
    const web = await serveOn('web', databaseUrl);
    await untilReady(web);
    expect((await get(web.port, '/readyz')).text).toBe('ready: role web; the store is reachable and migrated\n');
    expect(await sendPush(web.port, 'before-any-worker')).toBe(202);
    const listening = await serveOn('worker', databaseUrl);
    await untilReady(listening);
    expect((await get(listening.port, '/readyz')).text).toContain(
      'role worker; the store is reachable and migrated, the queue',
    );
    await until('the delivery is worked', async () => (await statesOf(databaseUrl))['before-any-worker'] === 'done');
    expect(await sendPush(listening.port, 'to-a-worker')).toBe(404);
    expect((await get(listening.port, '/api/github/webhooks')).text).toContain('Send them to one with the role web');
    expect([(await get(listening.port, '/healthz')).status, (await get(listening.port, '/metrics')).status]).toEqual([
      200, 200,
    ]);
    expect(Object.keys(await statesOf(databaseUrl))).toEqual(['before-any-worker']);

    const silent = serve([], { DATABASE_URL: databaseUrl, MILEPOST_ROLE: 'worker' });
    await silent.said('as worker on PostgreSQL at localhost/test_');
    expect(silent.output()).toMatch(/Milepost \d+\.\d+\.\d+ as worker/);
    // Asked while it starts: that ends well too.
    for (const one of [web.process, listening.process, silent]) one.kill('SIGTERM');
    expect(await Promise.all([web.process, listening.process, silent].map(({ ended }) => ended))).toEqual([0, 0, 0]);
    expect(silent.output()).not.toContain('Listening');
    expect(silent.output()).toContain('without PORT nothing listens');
    expect(web.process.output()).toContain(`Listening on http://localhost:${web.port}`);
  }, 240_000);

  it('go on when the database was away: nothing is acknowledged meanwhile, and the work resumes by itself', async () => {
    const databaseUrl = await server.createDatabase();
    const [web, worker] = [await serveOn('web', databaseUrl), await serveOn('worker', databaseUrl)];
    await Promise.all([untilReady(web), untilReady(worker)]);
    await server.halt();
    try {
      await until('both say so', async () => (await isOutOfReach(web)) && (await isOutOfReach(worker)));
      expect(await sendPush(web.port, 'while-it-was-away')).toBeGreaterThanOrEqual(500);
      expect([(await get(web.port, '/healthz')).status, (await get(worker.port, '/healthz')).status]).toEqual([
        200, 200,
      ]);
      // Longer than every look of the worker: each of them fails.
      await new Promise((resolve) => setTimeout(resolve, 5_000));
    } finally {
      await server.resume();
    }
    await Promise.all([untilReady(web), untilReady(worker)]);
    expect(await sendPush(web.port, 'after-it-came-back')).toBe(202);
    await until('the delivery is worked', async () => (await statesOf(databaseUrl))['after-it-came-back'] === 'done');
    expect(Object.keys(await statesOf(databaseUrl))).toEqual(['after-it-came-back']);
    expect([web.process.hasEnded(), worker.process.hasEnded()]).toEqual([false, false]);
    for (const { process } of [web, worker]) process.kill('SIGTERM');
    expect(await Promise.all([web, worker].map(({ process }) => process.ended))).toEqual([0, 0]);
  }, 240_000);

  it('ten at once come up on an empty one', async () => {
    const databaseUrl = await server.createDatabase();
    const roles = ['web', 'worker', 'all', 'worker', 'web', 'worker', 'all', 'web', 'worker', 'worker'];
    const all = await Promise.all(roles.map((role) => serveOn(role, databaseUrl)));
    await Promise.all(all.map(untilReady));
    const lines = all.flatMap(({ process }) => process.output().split('\n'));
    const applied = lines.filter((line) => line.includes('"applied":')).flatMap((line) => appliedOf(line));
    expect(applied.toSorted()).toEqual(migrations.map(migrationLabel));
    expect(all.map(({ process }) => process.output()).join('')).not.toContain('"level":50');
  }, 240_000);
});
