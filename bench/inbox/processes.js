/** The contestants and the load as processes of their own. */
import { fork, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { SECRET } from './secret.js';

const fileOf = (name) => fileURLToPath(new URL(name, import.meta.url));

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

const environmentOf = (rest) => ({
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  APP_ID: '1',
  PRIVATE_KEY: privateKey,
  WEBHOOK_SECRET: SECRET,
  PORT: '0',
  LOG_LEVEL: 'info',
  ...rest,
});

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** A server that tells its port by itself. */
export async function startScript(name, env = {}) {
  const child = fork(fileOf(name), { env: environmentOf(env), stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ port }] = await Promise.race([once(child, 'message'), failedEarly(child, name)]);
  return { port, stop: () => stop(child) };
}

/** `milepost serve`, as anybody starts it; without a port (null) for a worker that does not listen. */
export async function startServe(args, env) {
  const child = spawn(process.execPath, [fileOf('../../dist/cli/main.js'), 'serve', ...args], {
    env: environmentOf(env),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const listening = new Promise((resolve) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      if (text.length < 100_000) text += String(chunk);
      const port = /Listening on http:\/\/[^"\s]+:(\d+)/.exec(text);
      if (port !== null) resolve(Number(port[1]));
    });
  });
  const port = await Promise.race([listening, failedEarly(child, 'milepost serve')]);
  return { port, stop: () => stop(child) };
}

const failedEarly = async (child, name) => {
  const [code] = await once(child, 'exit');
  throw new Error(`${name} ended with ${code}`);
};

export async function startClient() {
  const child = fork(fileOf('client.js'));
  await once(child, 'message');
  return {
    async run(order) {
      child.send(order);
      const [{ result, fault }] = await once(child, 'message');
      if (fault !== undefined) throw new Error(fault);
      return result;
    },
    stop: () => stop(child),
  };
}

/** Probot takes no 0 for any free port. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
