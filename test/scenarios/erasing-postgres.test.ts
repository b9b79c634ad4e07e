import { tellErasing } from './erasing.ts';
import { onPostgres } from './on-postgres.ts';

const options = onPostgres();
tellErasing('PostgreSQL', () => ({ options: options(), environment: { DATABASE_URL: options().databaseUrl } }));
