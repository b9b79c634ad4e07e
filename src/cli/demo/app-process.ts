/** Milepost as its own process, started as `npm start` does: nothing in it knows that this is a demo. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Failure } from '../failure.ts';

export interface AppProcess {
  /** What it printed so far. */
  readonly log: string;
  stop(): Promise<void>;
}

const READY_MS = 60_000;
const LOOK_MS = 50;

/** Resolves when the app is ready. @throws Failure with what it printed, when it ends before */
export async function startAppProcess(port: number, variables: Record<string, string>): Promise<AppProcess> {
  const main = fileURLToPath(new URL('../main.js', import.meta.url));
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { ...process.env, ...variables, PORT: String(port), LOG_FORMAT: 'json' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  await untilReady(child, port, () => log);
  return {
    get log() {
      return log;
    },
    stop: () => stop(child),
  };
}

async function untilReady(child: ChildProcess, port: number, log: () => string): Promise<void> {
  const end = Date.now() + READY_MS;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Failure(`Milepost did not start:\n${log()}`);
    const isReady = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      // Nobody listens yet.
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  await stop(child);
  throw new Failure(`Milepost was not ready after ${READY_MS / 1_000} seconds:\n${log()}`);
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
