/** Real child processes of the tests: a TypeScript script, without a build, that prints lines. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const register = new URL('./register-typescript.js', import.meta.url).href;

export interface Child {
  /** Lines printed so far. */
  lines: string[];
  /** Resolves with the first line that begins so; rejects when the process ends without one. */
  line(beginning: string): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Exit code, null after a signal. */
  ended: Promise<number | null>;
}

export function startChild(script: URL, parameters: string[]): Child {
  const child = spawn(process.execPath, ['--import', register, fileURLToPath(script), ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => waiting.forEach((check) => check());
  let errors = '';
  let over = false;
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    wake();
  });
  const ended = once(child, 'close').then(([code]) => {
    over = true;
    wake();
    return code as number | null;
  });
  const line = (beginning: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        const found = lines.find((candidate) => candidate.startsWith(beginning));
        if (found === undefined && !over) return;
        waiting.delete(check);
        if (found === undefined) reject(new Error(`No line "${beginning}" in: ${lines.join(' | ')}\n${errors}`));
        else resolve(found);
      };
      waiting.add(check);
      check();
    });
  return { lines, line, kill: (signal) => child.kill(signal), ended };
}
