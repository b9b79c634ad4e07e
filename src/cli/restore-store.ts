/** Brings an embedded store back from a backup, beside everything that is there until it is complete. */
import { existsSync } from 'node:fs';
import { mkdir, realpath, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DirectoryInUse, lockDirectory } from '../store/directory-lock.ts';
import { EmbeddedDatabase } from '../store/embedded-database.ts';
import { syncDirectory, unpackBackup, UnreadableBackup } from '../store/embedded-backup.ts';
import { appliedMigrations, laterMigrations, migrate, migrationLabel } from '../store/migrate.ts';
import { markRestored } from '../store/restored.ts';
import { Failure } from './failure.ts';

export interface RestoredStore {
  /** Absolute. */
  directory: string;
  roadmaps: number;
  /** Names of the migrations that the backup lacked. */
  migrations: string[];
  /** Where the store that was there is now; null where there was none. */
  movedTo: string | null;
}

/**
 * The store gets its place when it was unpacked, opened, migrated and marked as one of an earlier time; wherever this ends
 * before, what was there is still there. `force`: a store that is there is moved aside; `now` names it.
 * @throws Failure for a running server, a store in the way, a file that is no backup or from a later version
 */
export async function restoreStore(
  file: string,
  dataDirectory: string,
  { force, now }: { force: boolean; now: Date },
): Promise<RestoredStore> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const directory = await realpath(dataDirectory);
  const lock = await lockDirectory(directory).catch((error: unknown) => {
    if (!(error instanceof DirectoryInUse)) throw error;
    throw new Failure(`${error.message} A store is restored while no server runs.`, { cause: error });
  });
  const restoring = join(directory, 'restoring');
  try {
    const place = join(directory, 'postgres');
    if (existsSync(place) && !force) {
      throw new Failure(
        `There is a store in ${directory} already. Set MILEPOST_DATA_DIR to an empty folder, or give --force: then that store is moved aside, not deleted.`,
      );
    }
    await rm(restoring, { recursive: true, force: true });
    await mkdir(restoring, { mode: 0o700 });
    await unpackBackup(file, join(restoring, 'postgres')).catch(unreadable(file));
    const prepared = await prepare(file, restoring);
    const movedTo = existsSync(place) ? join(directory, `postgres.before-${stampOf(now)}`) : null;
    if (movedTo !== null) await rename(place, movedTo);
    await rename(join(restoring, 'postgres'), place);
    await syncDirectory(directory);
    return { directory, ...prepared, movedTo };
  } finally {
    await rm(restoring, { recursive: true, force: true });
    await lock.release();
  }
}

/** `20261121-204500`, by UTC. */
const stampOf = (now: Date): string => now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');

const unreadable = (file: string) => (error: unknown) => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') throw new Failure(`${file} does not exist.`, { cause: error });
  if (!(error instanceof UnreadableBackup)) throw error;
  throw new Failure(
    `${file} is no backup of Milepost, or is damaged (${error.message}). Nothing was changed. Use another backup.`,
    { cause: error },
  );
};

/** Opened as the server would open it, so that what could fail then fails now. */
async function prepare(file: string, restoring: string): Promise<Pick<RestoredStore, 'roadmaps' | 'migrations'>> {
  const database = await EmbeddedDatabase.open(restoring);
  try {
    const applied = await appliedMigrations(database);
    if (applied.length === 0) throw new Failure(`${file} is a store, but none of Milepost. Nothing was changed.`);
    const later = laterMigrations(applied);
    if (later.length > 0) {
      throw new Failure(
        `${file} is from a later version of Milepost: it has ${later.map(migrationLabel).join(', ')}, which this version does not know. Nothing was changed. Restore it with that version.`,
      );
    }
    const migrations = await migrate(database);
    return { migrations, roadmaps: await markRestored(database) };
  } finally {
    await database.close();
  }
}
