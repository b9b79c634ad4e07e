import { tellChaos } from './chaos.ts';
import { onPostgres } from './on-postgres.ts';

tellChaos('PostgreSQL', onPostgres());
