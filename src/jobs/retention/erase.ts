/** Erases all that is kept of repositories, or of an installation: tables and queue, in one transaction. */
import type { Database } from '../../store/database.ts';
import {
  eraseRowsOfInstallation,
  eraseRowsOfRepositories,
  recordErasure,
  type ErasedRows,
} from '../../store/erasures.ts';
import { repositoryIdsOfInstallation } from '../../store/repositories.ts';
import { eraseJobs } from './erase-jobs.ts';

/** Rows by table. The jobs of the queue, dead ones included, are under `tasks`. */
export type Erased = ErasedRows;

const add = (...parts: Erased[]): Erased => {
  const sum: Erased = {};
  for (const [table, rows] of parts.flatMap((part) => Object.entries(part))) sum[table] = (sum[table] ?? 0) + rows;
  return sum;
};

/** What the queue is working at this moment is not taken from it: see guard.ts. */
export const eraseRepositories = (database: Database, repositoryIds: readonly number[]): Promise<Erased> =>
  database.transaction(async (transaction) =>
    add(
      await eraseJobs(transaction, 'repositoryId', repositoryIds),
      await eraseRowsOfRepositories(transaction, repositoryIds),
    ),
  );

/**
 * All of the installation, and a record of its number, so that nothing is done for it any more. May be repeated. What is
 * left of the webhook that tells of it is its id and its number.
 */
export const eraseInstallation = (database: Database, installationId: number): Promise<Erased> =>
  database.transaction(async (transaction) => {
    await recordErasure(transaction, installationId);
    const repositoryIds = await repositoryIdsOfInstallation(transaction, installationId);
    return add(
      await eraseJobs(transaction, 'installationId', [installationId]),
      await eraseRowsOfRepositories(transaction, repositoryIds),
      await eraseRowsOfInstallation(transaction, installationId),
    );
  });
