import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { plainText } from '../render/plain-text.ts';
import { Failure } from './failure.ts';
import type { Surroundings } from './surroundings.ts';

/** To the file that `--out` names, which is then told on stderr; to stdout without one. Throws Failure. */
export function writeOut(text: string, out: string | null, { stdout, stderr, cwd }: Surroundings): void {
  if (out === null) {
    stdout.write(text);
    return;
  }
  try {
    writeFileSync(resolve(cwd, out), text);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new Failure(
      `--out is ${JSON.stringify(out)}, which cannot be written (${why}); expected a file in a folder that exists and may be written to.`,
      { cause: error },
    );
  }
  stderr.write(`Wrote ${plainText(out)}.\n`);
}
