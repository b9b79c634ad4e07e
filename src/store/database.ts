/**
 * The one way to the store: SQL that PostgreSQL and the embedded PGlite both understand, with `$1` parameters.
 * `store` knows nobody: what the rows mean is the business of the rooms that ask.
 */
export interface Database {
  readonly kind: 'pglite' | 'postgres';
  /** Rows of one statement. `jsonb` comes back parsed, `bigint` as a number, timestamps as Date. */
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** All of `work` or nothing: rolled back when it throws. */
  transaction<Result>(work: (database: Database) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
