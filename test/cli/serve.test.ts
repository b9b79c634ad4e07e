import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

describe('milepost serve that cannot start', () => {
  let directory: string;
  let child: ChildProcess | null;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'milepost-serve-'));
    child = null;
  });
  afterEach(() => {
    child?.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  const serve = (variables: Record<string, string>): { child: ChildProcess; output: () => string } => {
    let output = '';
    child = spawn(process.execPath, [main, 'serve'], {
      cwd: directory,
      env: { PATH: process.env['PATH'], ...variables },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return { child, output: () => output };
  };
  it('names what is missing and where to get it, and ends with 2 in production', async () => {
    const started = serve({ NODE_ENV: 'production' });
    expect(await ended(started.child)).toBe(2);
    for (const name of ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET']) expect(started.output()).toContain(name);
    expect(started.output()).toContain('settings page');
    expect(started.output()).not.toContain('at ');
  });

  it('does not start with a webhook secret missing alone', async () => {
    const started = serve({ NODE_ENV: 'production', APP_ID: '1', PRIVATE_KEY: 'x' });
    expect(await ended(started.child)).toBe(2);
    expect(started.output()).toContain('WEBHOOK_SECRET');
  });

  it('says that the port is taken, and ends with 2', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', () => resolve()));
    const { port } = other.address() as AddressInfo;
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    const started = serve({ APP_ID: '1', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'x', PORT: String(port) });
    expect(await ended(started.child)).toBe(2);
    expect(started.output()).toContain(`Port ${port} is taken by another program`);
    await new Promise((resolve) => other.close(resolve));
  });
});

const ended = (process: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => process.once('exit', (code) => resolve(code)));
