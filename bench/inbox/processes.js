/** The contestants and the load as processes of their own. */
import { fork, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
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

/** What a process has had of the processor, in microseconds; NaN where the system does not tell it as Linux does. */
function processorUs(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1).split(' ');
    // Hundredths of a second, of its own and the system's: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    return NaN;
  }
}

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
  return { port, processorUs: () => processorUs(child.pid), stop: () => stop(child) };
}

/** `milepost serve`, as anybody starts it; without a port (null) for a worker that does not listen. */
export async function startServe(args, env) {
  // With the options of this process, as a forked one has them: `node --cpu-prof bench/inbox.js`.
  const child = spawn(process.execPath, [...process.execArgv, fileOf('../../dist/cli/main.js'), 'serve', ...args], {
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
  return { port, processorUs: () => processorUs(child.pid), stop: () => stop(child) };
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
