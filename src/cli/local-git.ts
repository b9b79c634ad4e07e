import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { isRepositoryName } from './repository-name.ts';

const run = promisify(execFile);

/** A huge history is not worth waiting for: the date of today is then taken. */
const TIMEOUT_MS = 5_000;

/** The repository's own settings must not start other programs while a date is looked up. */
const SAFE = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'log.showSignature=false',
  'protocol.allow=never',
].flatMap((setting) => ['-c', setting]);

/** Output of a git command; null when there is no git, no repository, or git refuses. */
async function git(root: string, ...parameters: string[]): Promise<string | null> {
  try {
    const env = {
      ...process.env,
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
      GIT_NO_LAZY_FETCH: '1',
      LC_ALL: 'C',
    };
    const options = { cwd: root, timeout: TIMEOUT_MS, maxBuffer: 1024 * 1024, env };
    return (await run('git', [...SAFE, ...parameters], options)).stdout;
  } catch {
    // Nothing is lost: callers have an answer for a file outside git.
    return null;
  }
}

/**
 * What git knows about local files. Starts no process for files outside a work tree; what holds for a whole folder or
 * work tree is looked up once.
 */
export class LocalGit {
  readonly #roots = new Map<string, string | null>();
  readonly #origins = new Map<string, Promise<string | null>>();

  /** Path of the file inside its work tree (`docs/ROADMAP.md`) with the tree's root; null outside of one. */
  locate(file: string): { root: string; path: string } | null {
    const real = realPath(file);
    const root = this.#rootOf(dirname(real));
    return root === null ? null : { root, path: relative(root, real).split(sep).join('/') };
  }

  /** `YYYY-MM-DD` of the file's last commit; null when it is in none, was changed since, or cannot be told. */
  async lastCommitOn(file: string): Promise<string | null> {
    const place = this.locate(file);
    if (place === null) return null;
    const pathspec = `:(literal)${place.path}`;
    const changes = await git(place.root, 'status', '--porcelain', '--ignored', '--', pathspec);
    if (changes !== '') return null;
    const date = (await git(place.root, 'log', '-1', '--format=%cs', '--', pathspec))?.trim() ?? '';
    return /^\d{4}-\d\d-\d\d$/.test(date) ? date : null;
  }

  /** `owner/name` of the remote `origin` of the file's work tree when it is on that host; else null. */
  async originOf(file: string, host: string): Promise<string | null> {
    const place = this.locate(file);
    if (place === null) return null;
    const known = this.#origins.get(place.root) ?? git(place.root, 'config', '--get', 'remote.origin.url');
    this.#origins.set(place.root, known);
    return repositoryOfRemote((await known)?.trim() ?? '', host);
  }

  #rootOf(folder: string): string | null {
    const known = this.#roots.get(folder);
    if (known !== undefined) return known;
    const parent = dirname(folder);
    const root = existsSync(join(folder, '.git')) ? folder : parent === folder ? null : this.#rootOf(parent);
    this.#roots.set(folder, root);
    return root;
  }
}

/** With symbolic links resolved as far as the path exists: git knows no others. */
function realPath(file: string): string {
  try {
    return join(realpathSync(dirname(file)), basename(file));
  } catch {
    return file;
  }
}

/**
 * `owner/name` of a remote's URL on `host`; null for another host or another form. Reads `https://HOST/o/n.git`,
 * `ssh://git@HOST:22/o/n`, `git@HOST:o/n.git`, and GitHub's `ssh.github.com`.
 */
export function repositoryOfRemote(remote: string, host: string): string | null {
  const short = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)\/?(.+)$/.exec(remote);
  let remoteHost: string;
  let path: string;
  if (short !== null) [remoteHost, path] = [short[1]!, short[2]!];
  else if (URL.canParse(remote)) {
    const url = new URL(remote);
    // Of an ssh URL the port is that of ssh, and says nothing about the web host.
    [remoteHost, path] = [url.protocol.startsWith('http') ? url.host : url.hostname, url.pathname];
  } else return null;
  const plainHost = host.replace(/:\d+$/, '');
  const hosts = [host, plainHost, `ssh.${plainHost}`].map((name) => name.toLowerCase());
  const name = path.replace(/^\/|\/$/g, '').replace(/\.git$/, '');
  return hosts.includes(remoteHost.toLowerCase()) && isRepositoryName(name) ? name : null;
}
