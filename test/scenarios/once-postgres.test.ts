import { tellOnce } from './once.ts';
import { onPostgres } from './on-postgres.ts';

tellOnce('PostgreSQL', onPostgres());
