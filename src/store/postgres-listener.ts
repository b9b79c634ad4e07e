import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

export interface ListenerOptions {
  connectionString: string;
  /** A plain lower-case name. */
  channel: string;
  /** Called for each announcement, and when the connection is there (again): what was announced meanwhile is unknown. */
  heard: () => void;
  /** Told of a connection that was lost or could not be made; it is made again by itself. */
  failed: (error: Error) => void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/**
 * A connection of its own that hears what PostgreSQL announces (`notify`), until `close`. It may miss something while it
 * is lost, so nothing may depend on it alone.
 */
export class PostgresListener {
  readonly #options: ListenerOptions;
  readonly #closing = new AbortController();
  readonly #ended: Promise<void>;
  #client: Client | null = null;

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#ended = this.#run();
  }

  async #run(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!this.#closing.signal.aborted) {
      const lost = await this.#listen(() => (pauseMs = FIRST_PAUSE_MS)).catch(asError);
      if (this.#closing.signal.aborted) return;
      this.#options.failed(
        new Error(
          `The connection that hears of new deliveries was lost (${lost.message}); they are looked for meanwhile.`,
          {
            cause: lost,
          },
        ),
      );
      await sleep(pauseMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Resolves with what ended the connection. */
  async #listen(connected: () => void): Promise<Error> {
    const { connectionString, channel, heard } = this.#options;
    const client = new Client({
      connectionString,
      application_name: 'milepost-listener',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      // A connection that nobody writes to would not notice that the other end is gone.
      keepAlive: true,
    });
    this.#client = client;
    const lost = new Promise<Error>((resolve) => {
      client.on('error', resolve);
      client.on('end', () => resolve(new Error('it was ended')));
    });
    client.on('notification', heard);
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      connected();
      heard();
      return await lost;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    // Ends the wait in #listen; how the end of a broken connection went concerns nobody.
    void this.#client?.end().catch(() => undefined);
    await this.#ended;
  }
}
