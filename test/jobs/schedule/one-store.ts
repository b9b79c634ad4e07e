import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Database } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { openDatabase, type OpenedDatabase } from '../../../src/store/open-database.ts';
import { useStore, type StoreKind } from '../../store/stores.ts';

const TABLES = ['chores', 'looks', 'missed_deliveries', 'roadmaps', 'deliveries'];

/** One store for all tests of a `describe`, its tables emptied before each: opening one for each takes longer than they do. */
export function useOneStore(kind: StoreKind): () => Database {
  let database: OpenedDatabase;
  // Closed before the store is thrown away: hooks run in the order in which they are named.
  afterAll(() => database.close());
  const store = useStore(kind);
  beforeAll(async () => {
    database = await openDatabase(await store.address());
    await migrate(database);
  }, 180_000);
  beforeEach(async () => {
    for (const table of TABLES) await database.query(`delete from milepost.${table}`);
  });
  return () => database;
}
