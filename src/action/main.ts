/** The edge of the Action: the runner's environment goes in, the step's exit code comes out. */
import process from 'node:process';
import { synchronise } from '../cli/synchronise.ts';
import { runAction } from './run-action.ts';

// Not process.exit: what is written to a pipe must reach it first.
process.exitCode = await runAction({
  env: process.env,
  stdout: process.stdout,
  cwd: process.cwd(),
  now: () => new Date(),
  synchronise,
});
