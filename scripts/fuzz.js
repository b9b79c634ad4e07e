/**
 * Reads changed and made-up roadmaps and checks what must hold for every text (`test/fuzz/properties.ts`).
 *   --seconds N  ends after that time; 60 by default
 *   --runs N     ends after so many texts
 *   --seed N     the same seed reads the same texts; by default it is drawn, and printed
 *   --first N    begins with that text, as a failure says
 * Exit 0 when everything holds, 1 when something breaks, 2 for an option that it does not know.
 */
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// Node 20 does not run TypeScript by itself.
register('../test/store/typescript-loader.js', import.meta.url);

const numbers = { seconds: '60', runs: String(Number.MAX_SAFE_INTEGER), seed: String(randomInt(2 ** 31)), first: '0' };

function readOptions() {
  const options = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, { type: 'string', default: value }]),
  );
  const { values } = parseArgs({ options });
  for (const [name, given] of Object.entries(values)) {
    const value = String(given);
    if (!/^\d+$/.test(value)) throw new Error(`--${name} wants a whole number, not “${value}”.`);
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
}

let options = null;
try {
  options = readOptions();
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
if (options !== null) {
  // The product's reading thread runs the compiled worker.
  execFileSync(process.execPath, [fileURLToPath(new URL('build.js', import.meta.url)), '--if-stale'], {
    stdio: 'inherit',
  });
  const { fuzz } = await import('../test/fuzz/fuzz.ts');
  const holds = await fuzz({ ...options, print: (line) => console.log(line) });
  process.exitCode = holds ? 0 : 1;
}
