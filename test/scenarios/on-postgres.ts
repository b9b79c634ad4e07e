import { afterAll, beforeAll } from '@jest/globals';
import { startPostgres, type PostgresServer } from '../store/postgres-server.ts';

/** A PostgreSQL of this file's own; gives the address of an empty database on it, once the tests run. */
export function onPostgres(): () => { databaseUrl: string } {
  let server: PostgresServer;
  let databaseUrl = '';
  beforeAll(async () => {
    server = await startPostgres();
    databaseUrl = await server.createDatabase();
  }, 240_000);
  afterAll(() => server.stop());
  return () => ({ databaseUrl });
}
