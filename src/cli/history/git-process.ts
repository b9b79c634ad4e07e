import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import process from 'node:process';
import { Failure } from '../failure.ts';
import type { Surroundings } from '../surroundings.ts';

/** More is no list of commits or files that anybody could use. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
const MAX_ERROR_BYTES = 16 * 1024;

/**
 * A repository's own configuration can name programs for git to start: none of those that reading could reach. Fetching
 * what a partial clone lacks could too, so nothing is fetched. The system's and the person's own configuration stay:
 * they are trusted, and `safe.directory` is said there.
 */
const SAFE_SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'protocol.allow=never',
  'log.showSignature=false',
  'log.follow=false',
  'core.quotePath=false',
].flatMap((setting) => ['-c', setting]);

/** `git rev-parse --local-env-vars`: set inside a hook, they would lead to another repository than the one named. */
const LOCAL_VARIABLES = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
];

export interface GitResult {
  /** null when a signal ended it. */
  code: number | null;
  out: Buffer;
  /** The beginning of what git wrote to stderr, in English. */
  err: string;
}

/** git in one folder. */
export interface Git {
  /** Runs one command to its end; `input` is written to its stdin. Throws Failure when there is no git. */
  run(parameters: readonly string[], input?: string): Promise<GitResult>;
  /** Starts a command that is talked with. Whoever starts it ends it. */
  start(parameters: readonly string[]): ChildProcessWithoutNullStreams;
}

/** git for the folder, which must exist: a missing one could not be told from a missing git. No shell is involved. */
export function gitIn(folder: string, { env }: Pick<Surroundings, 'env'>): Git {
  const options = { cwd: folder, env: environment(env) };
  const start = (parameters: readonly string[]): ChildProcessWithoutNullStreams =>
    spawn('git', ['--no-pager', ...SAFE_SETTINGS, ...parameters], options);
  return { start, run: (parameters, input = '') => ended(start(parameters), parameters, input) };
}

function environment(env: Surroundings['env']): NodeJS.ProcessEnv {
  const merged: NodeJS.ProcessEnv = { ...process.env, ...env };
  for (const name of LOCAL_VARIABLES) delete merged[name];
  return {
    ...merged,
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    LC_ALL: 'C',
  };
}

function ended(
  child: ChildProcessWithoutNullStreams,
  parameters: readonly string[],
  input: string,
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MAX_OUTPUT_BYTES) child.kill();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (err.length < MAX_ERROR_BYTES) err += chunk.toString();
    });
    child.on('error', (error) => reject(noGit(error)));
    child.on('close', (code) => {
      if (length <= MAX_OUTPUT_BYTES) return resolve({ code, out: Buffer.concat(chunks), err });
      const limit = `${MAX_OUTPUT_BYTES / 1024 / 1024} MiB`;
      reject(new Failure(`\`git ${parameters[0]}\` answered more than ${limit}: that is no history of one file.`));
    });
    // A git that ends early says so by its code: what could not be written to it does not matter then.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** What a git that cannot be started means. */
export function noGit(error: Error): Failure {
  const isMissing = 'code' in error && error.code === 'ENOENT';
  const message = isMissing
    ? 'git was not found, expected it to be installed and on the PATH: the history is read with it. Install git (https://git-scm.com/downloads), or read the history from GitHub with `milepost history OWNER/REPO`.'
    : `git could not be started: ${error.message}.`;
  return new Failure(message, { cause: error });
}
