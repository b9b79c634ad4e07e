/** The compiled command line, against a sandbox. */
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { withoutProgress } from '../cli/run-command.ts';

const MAIN = join(fileURLToPath(new URL('../..', import.meta.url)), 'dist/cli/main.js');

export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs `milepost …` as whoever the token is of; null: without a token. */
export const milepost = (sandbox: Sandbox, token: string | null, ...parameters: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const env = {
      PATH: process.env['PATH'],
      GITHUB_SERVER_URL: sandbox.url,
      GITHUB_API_URL: sandbox.apiUrl,
      GITHUB_GRAPHQL_URL: sandbox.graphqlUrl,
      ...(token === null ? {} : { GITHUB_TOKEN: token }),
    };
    execFile(process.execPath, [MAIN, ...parameters], { cwd: tmpdir(), env }, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, out, err: withoutProgress(err) });
    });
  });
