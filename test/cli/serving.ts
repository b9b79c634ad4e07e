/** `milepost serve` as a real process, with credentials of its own and no GitHub behind it. */
import { spawn } from 'node:child_process';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const SECRET = 'the secret of these tests';
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

/** What every one of them has: nobody listens on that port of GHE_HOST. */
const CREDENTIALS: Record<string, string> = {
  APP_ID: '1',
  PRIVATE_KEY: privateKey,
  WEBHOOK_SECRET: SECRET,
  GHE_HOST: '127.0.0.1:9',
  GHE_PROTOCOL: 'http',
  LOG_FORMAT: 'json',
};

export interface Serving {
  /** Everything printed so far. */
  output: () => string;
  kill: (signal: NodeJS.Signals) => void;
  hasEnded: () => boolean;
  /** Exit code, null after a signal. */
  ended: Promise<number | null>;
  /** Resolves once the output holds that; rejects when the process ends before. */
  said: (text: string) => Promise<void>;
}

/** Runs `milepost …` in a folder, with that environment beside the credentials. */
export function startMilepost(cwd: string, parameters: string[], variables: Record<string, string> = {}): Serving {
  const child = spawn(process.execPath, [main, ...parameters], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...CREDENTIALS, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    output: () => output,
    kill: (signal) => void child.kill(signal),
    hasEnded,
    ended,
    said: async (text) => {
      await until(`it says “${text}”`, () => {
        if (hasEnded() && !output.includes(text)) throw new Error(`It ended without saying “${text}”:\n${output}`);
        return output.includes(text);
      });
    },
  };
}

/** Resolves once `look` gives true. */
export async function until(what: string, look: () => boolean | Promise<boolean>, timeoutMs = 90_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await look())) {
    if (Date.now() > end) throw new Error(`In ${timeoutMs} ms it did not come to this: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Status and text of one page; 0 where nobody answers. */
export const get = (port: number, path: string): Promise<{ status: number; text: string }> =>
  fetch(`http://127.0.0.1:${port}${path}`).then(
    async (response) => ({ status: response.status, text: await response.text() }),
    () => ({ status: 0, text: '' }),
  );

/** @throws Error with what it printed, when it ends before */
export const untilReady = ({ port, process }: { port: number; process: Serving }): Promise<void> =>
  until(`port ${port} is ready`, async () => {
    if (process.hasEnded()) throw new Error(`It ended before it was ready:\n${process.output()}`);
    return (await get(port, '/readyz')).status === 200;
  });

/** Sends a signed push of a branch that nobody heeds, so that its work asks nothing of GitHub; the status of the answer. */
export async function sendPush(port: number, id: string): Promise<number> {
  const body = JSON.stringify({
    ref: 'refs/heads/aside',
    repository: { id: 1, name: 'r', full_name: 'o/r', default_branch: 'main', owner: { login: 'o', id: 2 } },
    installation: { id: 3 },
    sender: { login: 'alice', id: 4, type: 'User' },
  });
  const response = await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': id,
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    },
  });
  await response.text();
  return response.status;
}
