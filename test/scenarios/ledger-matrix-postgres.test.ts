import { tellMatrix } from './matrix/matrix.ts';
import { onPostgres } from './on-postgres.ts';

tellMatrix('PostgreSQL', onPostgres());
