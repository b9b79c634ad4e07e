import type { Database } from './database.ts';
import { storable } from './storable.ts';

type RunStatement = (sql: string, parameters: unknown[]) => Promise<object[]>;

/** The Database as seen from inside a transaction: a transaction in it is a savepoint. */
export class TransactionDatabase implements Database {
  readonly kind: Database['kind'];
  readonly #run: RunStatement;
  readonly #depth: number;

  constructor(kind: Database['kind'], run: RunStatement, depth = 1) {
    this.kind = kind;
    this.#run = run;
    this.#depth = depth;
  }

  async query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#run(sql, storable(parameters))) as Row[];
  }

  async transaction<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    const savepoint = `nested_${this.#depth}`;
    await this.#run(`savepoint ${savepoint}`, []);
    try {
      const result = await work(new TransactionDatabase(this.kind, this.#run, this.#depth + 1));
      await this.#run(`release savepoint ${savepoint}`, []);
      return result;
    } catch (error) {
      await this.#run(`rollback to savepoint ${savepoint}`, []);
      throw error;
    }
  }

  close(): Promise<void> {
    return Promise.reject(new Error('A transaction cannot close the store.'));
  }
}
