import { afterAll, beforeAll } from '@jest/globals';
import { startPostgres, type PostgresServer } from '../store/postgres-server.ts';
import { tellMatrix } from './matrix/matrix.ts';

let server: PostgresServer;
let databaseUrl = '';
beforeAll(async () => {
  server = await startPostgres();
  databaseUrl = await server.createDatabase();
}, 240_000);
afterAll(() => server.stop());

tellMatrix('PostgreSQL', () => ({ databaseUrl }));
