import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../src/cli/demo/free-port.ts';
import { get, startMilepost, untilReady, type Serving } from './serving.ts';

describe('a running server with the embedded store', () => {
  let folder: string;
  let port: number;
  let server: Serving;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'milepost-twice-'));
    port = await freePort();
    server = startMilepost(folder, ['serve'], { PORT: String(port) });
    await untilReady({ port, process: server });
  }, 120_000);
  afterAll(async () => {
    server.kill('SIGKILL');
    await server.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps a second one out, which says what to do and ends with 2', async () => {
    const second = startMilepost(folder, ['serve'], { PORT: '0' });
    expect(await second.ended).toBe(2);
    expect(second.output()).toMatch(/The store in .* is in use by process \d+ .*set DATABASE_URL/);
    expect((await get(port, '/readyz')).text).toContain('ready: role all');
  });

  it.each([
    [['jobs', 'list'], 0, 'No dead jobs.'],
    [['jobs', 'retry', '--all'], 0, 'No dead jobs.'],
    [['migrate', '--check'], 0, 'Nothing is pending'],
    [['migrate'], 0, 'Nothing is pending'],
    [['forget', 'octo/hello'], 0, 'Nothing is kept of octo/hello.'],
  ])('answers milepost %j', async (parameters, code, text) => {
    const command = startMilepost(folder, parameters);
    expect(await command.ended).toBe(code);
    expect(command.output()).toContain(text);
  });
});
