import { afterAll, beforeAll } from '@jest/globals';
import { startPostgres, type PostgresServer } from '../store/postgres-server.ts';
import { tellErasing } from './erasing.ts';

let server: PostgresServer;
let databaseUrl = '';
beforeAll(async () => {
  server = await startPostgres();
  databaseUrl = await server.createDatabase();
}, 240_000);
afterAll(() => server.stop());

tellErasing('PostgreSQL', () => ({ options: { databaseUrl }, environment: { DATABASE_URL: databaseUrl } }));
