#!/usr/bin/env node
/** The edge of the command line: the process's streams and environment go in, its exit code comes out. */
import process from 'node:process';
import { startReader } from './start-reader.ts';

// A reader that has seen enough (`milepost parse … | head`) is no error; what is still to be written goes nowhere.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
}

const { stdout, stderr, env } = process;
const [command = '', ...rest] = process.argv.slice(2);
// Loading what reads Markdown takes longest: for the commands that need it, it goes on beside everything else.
const needsReader =
  ['parse', 'lint', 'history', 'init'].includes(command) && !rest.includes('--help') && !rest.includes('-h');
const reader = needsReader ? startReader() : undefined;
const { run } = await import('./run.ts');
// Not process.exit: what is written to a pipe must reach it first.
process.exitCode = await run(process.argv.slice(2), {
  stdout,
  stderr,
  env,
  cwd: process.cwd(),
  now: () => new Date(),
  ...(reader === undefined ? {} : { reader }),
});
await reader?.close();
