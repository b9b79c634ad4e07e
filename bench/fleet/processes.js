/** Milepost's processes of the measurement, started as an operator starts them. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/**
 * `milepost serve --role ROLE` on `port` of this machine, once it is ready.
 * @param {(line: object) => void} told what it logs
 */
export async function startRole(role, port, variables, told) {
  const child = spawn(process.execPath, [MAIN, 'serve', '--role', role], {
    env: { PATH: process.env.PATH, ...variables, PORT: String(port), LOG_FORMAT: 'json' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => told(JSON.parse(line)));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${role} ended with ${child.exitCode}`);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) break;
    await sleep(100);
  }
  return {
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
