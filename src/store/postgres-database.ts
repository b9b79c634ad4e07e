import { Pool, types as pgTypes, type CustomTypesConfig } from 'pg';
import type { Database } from './database.ts';
import { PostgresListener, type ListenerOptions } from './postgres-listener.ts';
import { storable } from './storable.ts';
import { TransactionDatabase } from './transaction-database.ts';

/** `int8`: https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat. Our ids and counts stay below 2^53. */
const BIGINT = 20;

const types: CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    id === BIGINT ? Number : (pgTypes.getTypeParser(id, format) as (value: string) => unknown),
};

/** Long enough for a server that is just starting, short enough that a wrong address is not met with silence. */
const CONNECT_TIMEOUT_MS = 10_000;

const ignore = (): void => undefined;

/** Host and database of a connection string: what a message may show of it, without user and password. */
function describeUrl(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname === '' ? 'the local socket' : hostname}${port === '' ? '' : `:${port}`}${pathname}`;
  } catch {
    return 'the address in DATABASE_URL';
  }
}

/** PostgreSQL, shared by any number of processes. */
export class PostgresDatabase implements Database {
  readonly kind = 'postgres';
  /** For the queue, which keeps connections of its own. Holds the password: never print it. */
  readonly connectionString: string;
  /** For people: host and database, without user and password. */
  readonly address: string;
  readonly #pool: Pool;
  #closing: Promise<void> | null = null;

  private constructor(connectionString: string, pool: Pool) {
    this.connectionString = connectionString;
    this.address = `PostgreSQL at ${describeUrl(connectionString)}`;
    this.#pool = pool;
  }

  /** Connects once, so that a wrong address is said at the start. Throws with host and database, and the reason as `cause`. */
  static async open(url: string): Promise<PostgresDatabase> {
    const pool = new Pool({
      connectionString: url,
      types,
      application_name: 'milepost',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      // A server that is gone without a word, its machine with it, is noticed by the kernel and not in hours.
      keepAlive: true,
      keepAliveInitialDelayMillis: CONNECT_TIMEOUT_MS,
    });
    // An idle connection that broke is replaced by the pool; if the server is gone, the next statement says so.
    pool.on('error', ignore);
    try {
      await pool.query('select 1');
    } catch (cause) {
      await pool.end();
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(
        `PostgreSQL at ${describeUrl(url)} could not be reached (${reason}). Check DATABASE_URL and that the server accepts connections.`,
        { cause },
      );
    }
    return new PostgresDatabase(url, pool);
  }

  async query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#pool.query<Row>(sql, storable(parameters));
    return rows;
  }

  async transaction<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect();
    // Without a listener a connection lost between two statements would end the process; the next statement rejects.
    client.on('error', ignore);
    let broken = false;
    try {
      await client.query('begin');
      const run = async (sql: string, parameters: unknown[]): Promise<object[]> =>
        (await client.query<object>(sql, parameters)).rows;
      const result = await work(new TransactionDatabase('postgres', run));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => (broken = true));
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  }

  /** Hears announcements until it is closed; see PostgresListener. */
  listen(channel: string, { heard, failed }: Pick<ListenerOptions, 'heard' | 'failed'>): PostgresListener {
    return new PostgresListener({ connectionString: this.connectionString, channel, heard, failed });
  }

  close(): Promise<void> {
    this.#closing ??= this.#pool.end();
    return this.#closing;
  }
}
