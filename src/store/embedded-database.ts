import { existsSync } from 'node:fs';
import { mkdir, realpath, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PGlite, types } from '@electric-sql/pglite';
import { mendClock } from './clock-set-back.ts';
import type { Database } from './database.ts';
import { lockDirectory, type DirectoryLock } from './directory-lock.ts';
import { storable } from './storable.ts';
import { TransactionDatabase } from './transaction-database.ts';

/** A quarter of the default's memory and half its start time; one connection needs no more. */
const START_PARAMETERS = [
  ...PGlite.defaultStartParams,
  ...['shared_buffers=16MB', 'max_connections=5', 'wal_buffers=256kB'].flatMap((setting) => ['-c', setting]),
];

/** PGlite answers without ever leaving the event loop's turn: so long may statements follow one another before others come in. */
const LONGEST_TURN_MS = 10;

const openPglite = (dataDir: string): Promise<PGlite> =>
  PGlite.create({ dataDir, startParams: START_PARAMETERS, parsers: { [types.INT8]: Number } });

/**
 * The directory gets its name once it is complete, so that a process killed while it was being made leaves nothing that
 * a later start would take for a store.
 */
async function makeIfMissing(directory: string): Promise<void> {
  if (existsSync(directory)) return;
  const unfinished = `${directory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await (await openPglite(unfinished)).close();
  await rename(unfinished, directory);
}

/**
 * PGlite: PostgreSQL inside this process, in a directory, for one process at a time. It does not call fsync: a killed
 * process loses nothing, a power cut may lose the last moments.
 */
export class EmbeddedDatabase implements Database {
  readonly kind = 'pglite';
  /** For the queue, which runs its own statements. */
  readonly pglite: PGlite;
  /** Where it is: absolute, without symbolic links. */
  readonly directory: string;
  /** For people. */
  readonly address: string;
  readonly #lock: DirectoryLock;
  #closing: Promise<void> | null = null;
  #turnBegan = 0;

  private constructor(pglite: PGlite, directory: string, lock: DirectoryLock) {
    this.pglite = pglite;
    this.directory = directory;
    this.address = `the embedded store in ${directory}`;
    this.#lock = lock;
  }

  /**
   * Makes the directory where it is missing (readable by its owner only). Throws DirectoryInUse when another process has
   * it open; the lock of a process that was killed is taken over at once, and so is the work that it had claimed.
   */
  static async open(dataDirectory: string): Promise<EmbeddedDatabase> {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    const directory = await realpath(dataDirectory);
    const lock = await lockDirectory(directory);
    try {
      const data = join(directory, 'postgres');
      await makeIfMissing(data);
      const database = new EmbeddedDatabase(await openPglite(data), directory, lock);
      await database.#freeLeases();
      await mendClock(database);
      return database;
    } catch (cause) {
      await lock.release();
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(
        `The embedded store in ${directory} could not be opened (${reason}). Check that the directory is writable and has space, or set DATABASE_URL.`,
        { cause },
      );
    }
  }

  /** Whoever held a lease here is gone, since the lock is ours: nobody has to wait for its time to run out. */
  async #freeLeases(): Promise<void> {
    const [found] = await this.query<{ present: boolean }>(
      "select to_regclass('milepost.ledger') is not null as present",
    );
    if (found?.present !== true) return;
    await this.query("update milepost.ledger set held_until = '-infinity' where state = 'begun'");
    await this.query("update milepost.deliveries set held_until = '-infinity' where state = 'working'");
    await this.query("update milepost.dashboards set held_until = '-infinity' where holder is not null");
    const [schedule] = await this.query<{ present: boolean }>(
      "select to_regclass('milepost.chores') is not null as present",
    );
    if (schedule?.present !== true) return;
    await this.query("update milepost.chores set held_until = '-infinity' where holder is not null");
  }

  /** Without it a loop of statements keeps webhooks, timers and heartbeats waiting until it ends. */
  async #letOthersIn(): Promise<void> {
    if (performance.now() - this.#turnBegan < LONGEST_TURN_MS) return;
    await nextTurn();
    this.#turnBegan = performance.now();
  }

  async query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    await this.#letOthersIn();
    return (await this.pglite.query<Row>(sql, storable(parameters))).rows;
  }

  async transaction<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    await this.#letOthersIn();
    return this.pglite.transaction((transaction) => {
      const run = async (sql: string, parameters: unknown[]): Promise<object[]> =>
        (await transaction.query<object>(sql, parameters)).rows;
      return work(new TransactionDatabase('pglite', run));
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    try {
      await this.pglite.close();
    } finally {
      await this.#lock.release();
    }
  }
}
