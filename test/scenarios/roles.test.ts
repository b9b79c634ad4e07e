/** Two processes that take webhooks in and two that work, on one PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../src/cli/demo/free-port.ts';
import { startMilepost, untilReady, type Serving } from '../cli/serving.ts';
import { startPostgres, type PostgresServer } from '../store/postgres-server.ts';
import { placeholders } from './roadmaps.ts';
import { CREDENTIALS, OWNER, Story, until } from './story.ts';

let server: PostgresServer;
let databaseUrl: string;
let folder: string;
let story: Story;
const processes: Serving[] = [];

interface Beside {
  port: number;
  process: Serving;
}

/** A process of that role beside the story's own, which is web. */
async function start(role: 'web' | 'worker'): Promise<Beside> {
  const port = await freePort();
  const place = { GHE_HOST: story.sandbox.host, DATABASE_URL: databaseUrl, PORT: String(port) };
  const budget = { MILEPOST_CONTENT_PER_MINUTE: '120' };
  const process = startMilepost(folder, ['serve', '--role', role], { ...CREDENTIALS, ...place, ...budget });
  processes.push(process);
  await untilReady({ port, process });
  return { port, process };
}

async function end({ process }: Beside, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  process.kill(signal);
  return process.ended;
}

const doorOf = (port: number): string => `http://127.0.0.1:${port}/api/github/webhooks`;

/** Issues and checks only: what GitHub lets one app create in a minute is shared by all of them. */
const CONFIGURATION = 'dashboard: false\npull_request: { enabled: false }\n';

/** Its full name, once one of the workers has had its first look at it. */
async function make(name: string): Promise<string> {
  const repository = `${OWNER}/${name}`;
  const files = { 'README.md': 'A project.\n', '.github/milepost.yml': CONFIGURATION };
  story.sandbox.createRepository(repository, { files });
  const hasLooked = (): boolean => processes.some(({ output }) => output().includes(`Sync of ${repository}: `));
  await until(`a first look at ${repository}`, hasLooked);
  return repository;
}

describe('two web processes and two workers', () => {
  let web: Beside;
  let workers: Beside[];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'milepost-roles-'));
    server = await startPostgres();
    databaseUrl = await server.createDatabase();
    story = await Story.begin({ databaseUrl, environment: { MILEPOST_ROLE: 'web' } });
    [web, ...workers] = await Promise.all([start('web'), start('worker'), start('worker')]);
  }, 240_000);
  afterAll(async () => {
    for (const process of processes) process.kill('SIGKILL');
    await Promise.all(processes.map(({ ended }) => ended));
    await story.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('open each issue once, whichever took the push in', async () => {
    const doors = [story.port, web.port];
    const pushed: { repository: string; sha: string }[] = [];
    for (let number = 0; number < 4; number += 1) {
      story.sandbox.setWebhookUrl(doorOf(doors[number % 2]!));
      const repository = await make(`roles-${number}`);
      // One push comes in twice.
      story.sandbox.deliveries.deliverTwice = number === 3;
      const sha = story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door') });
      await story.sandbox.deliveries.settled();
      story.sandbox.deliveries.deliverTwice = false;
      pushed.push({ repository, sha });
    }
    for (const { repository, sha } of pushed) await story.check(repository, sha);
    await story.settled();
    for (const { repository, sha } of pushed) {
      expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
      expect(story.sandbox.state.checkRuns(repository, sha)).toHaveLength(1);
    }
    expect(story.log + web.process.output()).not.toContain('Sync of');
    const synced = workers.map(({ process }) => process.output()).join('');
    for (const { repository } of pushed) expect(synced).toContain(`Sync of ${repository}: looked`);
  }, 240_000);

  it('go on with what a killed worker had begun: one issue for each placeholder', async () => {
    const [first, second] = workers;
    // So that it is known which of them has the work.
    expect(await end(second!, 'SIGTERM')).toBe(0);
    const repository = await make('killed');
    const fault = story.sandbox.faults.add({
      match: { method: 'POST', path: /^\/repos\/[^/]+\/[^/]+\/issues$/ },
      action: 'hold',
    });
    const sha = story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door') });
    await fault.hit;
    await start('worker');
    expect(await end(first!, 'SIGKILL')).toBeNull();
    await until('another worker goes on', () => story.sandbox.state.checkRuns(repository, sha)[0]);
    await story.settled();
    expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
  }, 240_000);
});
