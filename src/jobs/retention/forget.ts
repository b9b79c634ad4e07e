/** Erases what is kept of an owner or a repository, as somebody who runs Milepost asks for it. */
import type { Database } from '../../store/database.ts';
import { countRowsOfRepositories } from '../../store/erasures.ts';
import { findRepositories } from '../../store/repositories.ts';
import { countJobs } from './erase-jobs.ts';
import { eraseRepositories, type Erased } from './erase.ts';

export interface ForgetRequest {
  owner: string;
  /** null: every repository of that owner. */
  name: string | null;
  /** Only look. */
  dryRun: boolean;
}

export interface ForgottenRepository {
  repositoryId: number;
  installationId: number;
  /** The last name that is known. */
  owner: string;
  name: string;
}

export interface ForgetReport {
  owner: string;
  name: string | null;
  /** By name; empty where nothing is kept. */
  repositories: ForgottenRepository[];
  /** Rows by table, tasks under `tasks`: those that there are, or were. */
  rows: Erased;
  erased: boolean;
}

/** In one transaction, beside which others go on. */
const REPOSITORIES_AT_ONCE = 20;

/**
 * Names are taken in any case. What a task that is under way still writes is erased when it ends. Repeating is safe: what is
 * gone is not found again.
 */
export async function forget(database: Database, { owner, name, dryRun }: ForgetRequest): Promise<ForgetReport> {
  const repositories = (await findRepositories(database, owner, name)).map(
    ({ repositoryId, installationId, owner: knownOwner, name: knownName }) => ({
      repositoryId,
      installationId,
      owner: knownOwner,
      name: knownName,
    }),
  );
  const ids = repositories.map(({ repositoryId }) => repositoryId);
  const rows = dryRun ? await count(database, ids) : await erase(database, ids);
  return { owner, name, repositories, rows, erased: !dryRun && ids.length > 0 };
}

async function count(database: Database, ids: readonly number[]): Promise<Erased> {
  const tasks = await countJobs(database, 'repositoryId', ids);
  return { ...(tasks === 0 ? {} : { tasks }), ...(await countRowsOfRepositories(database, ids)) };
}

async function erase(database: Database, ids: readonly number[]): Promise<Erased> {
  const rows: Erased = {};
  for (let start = 0; start < ids.length; start += REPOSITORIES_AT_ONCE) {
    const erased = await eraseRepositories(database, ids.slice(start, start + REPOSITORIES_AT_ONCE));
    for (const [table, number] of Object.entries(erased)) rows[table] = (rows[table] ?? 0) + number;
  }
  return rows;
}
