import { EmbeddedDatabase } from './embedded-database.ts';
import { PostgresDatabase } from './postgres-database.ts';

/** A store as it was opened: what the queue needs beyond SQL is on the two classes, told apart by `kind`. */
export type OpenedDatabase = EmbeddedDatabase | PostgresDatabase;

/**
 * PostgreSQL at `url`, or with null the embedded store in `dataDirectory`. Tables are made by `migrate`, not here.
 * Throws when PostgreSQL cannot be reached, and DirectoryInUse when another process has the embedded store open.
 */
export const openDatabase = (options: { url: string | null; dataDirectory: string }): Promise<OpenedDatabase> =>
  options.url === null ? EmbeddedDatabase.open(options.dataDirectory) : PostgresDatabase.open(options.url);
