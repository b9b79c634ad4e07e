/**
 * The switch: every test of durable work runs on both stores, `describe.each(storeKinds)`. A store belongs to one test
 * file: `const store = useStore(kind)` starts it before the first test and throws it away after the last; `fresh()`
 * gives each test an empty, migrated one.
 */
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase, type OpenedDatabase } from '../../src/store/open-database.ts';
import { copyEmbeddedStore } from './embedded-template.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';

export const storeKinds = ['pglite', 'postgres'] as const;
export type StoreKind = (typeof storeKinds)[number];

/** What `openDatabase` takes, also for a child process. */
export interface StoreAddress {
  url: string | null;
  dataDirectory: string;
}

export interface TestStore {
  /** An address where nothing is yet. */
  address(): Promise<StoreAddress>;
  /** Opened at that address, closed after the test at the latest. */
  open(address: StoreAddress): Promise<OpenedDatabase>;
  /** Opened at an address of its own, and migrated; PostgreSQL also by a later version, see `widen`. */
  fresh(): Promise<OpenedDatabase>;
}

interface Source {
  address(): Promise<StoreAddress>;
  remove(): Promise<void>;
}

async function embeddedSource(): Promise<Source> {
  const root = mkdtempSync(join(tmpdir(), 'milepost-store-'));
  let count = 0;
  return {
    address: async () => {
      count += 1;
      const dataDirectory = join(root, String(count));
      await copyEmbeddedStore(dataDirectory);
      return { url: null, dataDirectory };
    },
    remove: () => Promise.resolve(rmSync(root, { recursive: true, force: true })),
  };
}

async function postgresSource(): Promise<Source> {
  const server: PostgresServer = await startPostgres();
  return {
    address: async () => ({ url: await server.createDatabase(), dataDirectory: tmpdir() }),
    remove: () => server.stop(),
  };
}

/**
 * What a later version may have added to every table: a column that may be empty, one with a default, an index. The
 * statements of this version are not to notice.
 */
async function widen(database: OpenedDatabase): Promise<void> {
  const tables = await database.query<{ name: string }>(
    "select tablename as name from pg_catalog.pg_tables where schemaname = 'milepost' and tablename <> 'migrations'",
  );
  for (const { name } of tables) {
    await database.query(
      `alter table milepost.${name} add column from_a_later_version text, add column counted_later integer not null default 0`,
    );
    await database.query(`create index on milepost.${name} (from_a_later_version)`);
  }
}

export function useStore(kind: StoreKind): TestStore {
  let source: Source;
  const opened: OpenedDatabase[] = [];
  beforeAll(async () => {
    source = await (kind === 'pglite' ? embeddedSource() : postgresSource());
  }, 180_000);
  // Each embedded store holds 200 MB until it is closed.
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });
  afterAll(() => source.remove());

  const open = async (address: StoreAddress): Promise<OpenedDatabase> => {
    const database = await openDatabase(address);
    opened.push(database);
    return database;
  };
  const fresh = async (): Promise<OpenedDatabase> => {
    const database = await open(await source.address());
    await migrate(database);
    if (database.kind === 'postgres') await widen(database);
    return database;
  };
  return { address: () => source.address(), open, fresh };
}
