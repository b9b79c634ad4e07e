/** Ends what is kept no longer: see periods.ts. */
import type { Database } from '../../store/database.ts';
import { listHalfErased } from '../../store/erasures.ts';
import { leaveMissingRepositories, listLongGone } from '../../store/repositories.ts';
import { eraseInstallation, eraseRepositories } from './erase.ts';
import { LEFT_DAYS, MISSING_DAYS, periodsOf, type Period } from './periods.ts';

/** Rows in one statement: each is short, so that nobody who works with the table waits long. */
const BATCH = 1_000;

/** Repositories in one transaction. Each may have thousands of rows. */
const REPOSITORIES_AT_ONCE = 10;

export interface SweepOptions {
  /** Of the GitHub that is served, as in `Hosts`: how long a webhook can be delivered again depends on it. */
  webHost: string;
  signal?: AbortSignal;
  /** Rows in one statement. */
  batch?: number;
}

/** Rows that ended, by kind; repositories under `repositories that left`. Kinds of which there were none are left out. */
export type Swept = Record<string, number>;

/**
 * Ends everything whose time is over, in small batches. Stops after the batch under way when `signal` is aborted; doing it
 * again goes on from there. Several at once do no harm.
 */
export async function sweep(database: Database, { webHost, signal, batch = BATCH }: SweepOptions): Promise<Swept> {
  const swept: Swept = {};
  const add = (kind: string, rows: number): void => {
    if (rows > 0) swept[kind] = (swept[kind] ?? 0) + rows;
  };
  const isStopped = (): boolean => signal?.aborted === true;
  for (const period of periodsOf(webHost)) {
    if (!(await exists(database, period.table))) continue;
    for (let rows = batch; rows === batch && !isStopped(); add(period.kind, rows)) {
      rows = await endBatch(database, period, batch);
    }
  }
  for (const installationId of await listHalfErased(database)) {
    if (!isStopped()) await eraseInstallation(database, installationId);
  }
  await leaveMissingRepositories(database, MISSING_DAYS);
  while (!isStopped()) {
    const gone = await listLongGone(database, LEFT_DAYS, REPOSITORIES_AT_ONCE);
    if (gone.length === 0) break;
    await eraseRepositories(
      database,
      gone.map(({ repositoryId }) => repositoryId),
    );
    add('repositories that left', gone.length);
  }
  return swept;
}

/** The queue's tables are made by the first worker, ours by the migrations. */
async function exists(database: Database, table: string): Promise<boolean> {
  const [found] = await database.query<{ present: boolean }>('select to_regclass($1) is not null as present', [table]);
  return found?.present === true;
}

/** How many rows. One that somebody works with is left for the next sweep. */
async function endBatch(database: Database, period: Period, batch: number): Promise<number> {
  const { table, key, isOver, empties, days } = period;
  const columns = key.join(', ');
  const over = `(${columns}) in (select ${columns} from ${table} where ${isOver} limit $2 for update skip locked)`;
  const change = empties === undefined ? `delete from ${table}` : `update ${table} set ${empties}`;
  const [ended] = await database.query<{ rows: number }>(
    `with ended as (${change} where ${over} returning 1) select count(*)::integer as rows from ended`,
    [days, batch],
  );
  return ended?.rows ?? 0;
}
