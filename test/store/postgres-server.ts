/** A real PostgreSQL of the tests' own: made, started and thrown away in a temporary directory, about half a second in all. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { postgresBinaries } from './postgres-binaries.ts';

export interface PostgresServer {
  /** Connection string of a new, empty database. */
  createDatabase(): Promise<string>;
  /** Down as after a crash: every connection breaks, and no new one is taken. */
  halt(): Promise<void>;
  /** Up again after `halt`, with everything that was committed. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const isRoot = process.getuid?.() === 0;
/** PostgreSQL refuses to run as root. 65534 is `nobody` everywhere. */
const user = isRoot ? { uid: 65_534, gid: 65_534 } : {};

const connectionString = (directory: string, database: string): string =>
  `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(directory)}`;

async function run(directory: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: connectionString(directory, 'postgres') });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function untilReady(directory: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run(directory, 'select 1');
    } catch (error) {
      if (attempt > 200 || server.exitCode !== null) throw error;
      await sleep(50);
    }
  }
}

export async function startPostgres(): Promise<PostgresServer> {
  const binaries = postgresBinaries();
  const directory = mkdtempSync(join(tmpdir(), 'milepost-pg-'));
  const data = join(directory, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (isRoot) for (const path of [directory, data]) chownSync(path, 65_534, 65_534);
  const make = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(binaries, 'initdb'), make, { ...user, stdio: 'pipe', cwd: directory });
  // A socket in our own directory, no port: nothing outside can reach it or be in its way.
  const settings = ['fsync=off', 'listen_addresses=', `unix_socket_directories=${directory}`, 'max_connections=200'];
  const launch = (): ChildProcess =>
    spawn(join(binaries, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      ...user,
      stdio: 'ignore',
      cwd: directory,
    });
  let server = launch();
  const halt = async (): Promise<void> => {
    if (server.exitCode !== null) return;
    server.kill('SIGQUIT');
    await once(server, 'exit');
  };
  await untilReady(directory, server);
  let databases = 0;
  return {
    async createDatabase() {
      databases += 1;
      await run(directory, `create database test_${databases}`);
      return connectionString(directory, `test_${databases}`);
    },
    halt,
    async resume() {
      server = launch();
      await untilReady(directory, server);
    },
    async stop() {
      await halt();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
