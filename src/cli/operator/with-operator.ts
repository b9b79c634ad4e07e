import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { localOperator } from '../../jobs/operator/carry-out.ts';
import { OperatorRefusal } from '../../jobs/operator/operator-command.ts';
import type { Operator } from '../../jobs/operator/operator-commands.ts';
import { DirectoryInUse } from '../../store/directory-lock.ts';
import { openDatabase, type OpenedDatabase } from '../../store/open-database.ts';
import { readStoreAddress } from '../../web/environment.ts';
import { Failure } from '../failure.ts';
import type { Surroundings } from '../surroundings.ts';
import { variablesOf } from '../variables.ts';
import { findRemoteOperator } from './remote-operator.ts';

/** A server that starts has the store before it listens, and another command has it for a moment. */
const IN_USE_TRIES = 20;
const IN_USE_PAUSE_MS = 500;

/** Told of a store that this process itself has opened, before the work begins. @throws Failure to refuse it */
type LookAtStore = (database: OpenedDatabase) => Promise<void>;

const noLook: LookAtStore = async () => {};

/**
 * Does `work` on the store that the environment (`.env` included) names: PostgreSQL, opened here; the embedded store
 * through the server that has it open, else opened here for as long as it takes. A store that does not exist is not made.
 * @throws Failure where there is no store, where it cannot be reached, and what `work` is refused
 */
export async function withOperator<Result>(
  surroundings: Pick<Surroundings, 'env' | 'cwd'>,
  work: (operator: Operator) => Promise<Result>,
  lookAtStore: LookAtStore = noLook,
): Promise<Result> {
  const { databaseUrl, dataDirectory } = readStoreAddress(variablesOf(surroundings));
  try {
    if (databaseUrl !== null) {
      return await onOpened(await open({ url: databaseUrl, dataDirectory }), work, lookAtStore);
    }
    return await onEmbedded(await existing(resolve(surroundings.cwd, dataDirectory)), work, lookAtStore);
  } catch (error) {
    if (error instanceof OperatorRefusal) throw new Failure(error.message, { cause: error });
    throw error;
  }
}

async function existing(directory: string): Promise<string> {
  if (existsSync(join(directory, 'postgres'))) return realpath(directory);
  throw new Failure(
    `There is no store in ${directory} yet: it is made when milepost serve starts for the first time. ` +
      'Set MILEPOST_DATA_DIR to the folder of the one that you mean, or DATABASE_URL to its PostgreSQL.',
  );
}

async function onEmbedded<Result>(
  directory: string,
  work: (operator: Operator) => Promise<Result>,
  lookAtStore: LookAtStore,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const remote = await findRemoteOperator(directory);
    if (remote !== null) return work(remote);
    const opened = await openDatabase({ url: null, dataDirectory: directory }).catch((error: unknown) => {
      if (error instanceof DirectoryInUse && attempt < IN_USE_TRIES) return null;
      throw asFailure(error);
    });
    if (opened !== null) return onOpened(opened, work, lookAtStore);
    await sleep(IN_USE_PAUSE_MS);
  }
}

const open = (address: { url: string; dataDirectory: string }): Promise<OpenedDatabase> =>
  openDatabase(address).catch((error: unknown) => {
    throw asFailure(error);
  });

const asFailure = (error: unknown): Failure => new Failure((error as Error).message, { cause: error });

async function onOpened<Result>(
  database: OpenedDatabase,
  work: (operator: Operator) => Promise<Result>,
  lookAtStore: LookAtStore,
): Promise<Result> {
  try {
    await lookAtStore(database);
    return await work(localOperator({ database }));
  } finally {
    await database.close();
  }
}
