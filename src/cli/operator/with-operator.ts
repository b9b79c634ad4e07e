import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { localOperator } from '../../jobs/operator/carry-out.ts';
import { OperatorRefusal } from '../../jobs/operator/operator-command.ts';
import type { Operator } from '../../jobs/operator/operator-commands.ts';
import { pendingOf } from '../../jobs/operator/pending.ts';
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

export interface OperatorOptions {
  /** Also on a store that lacks migrations. Default: it is refused, with what to do. */
  anyVersion?: boolean;
  /** Makes the embedded store where there is none. Default: it is refused. */
  make?: boolean;
}

type Work<Result> = (operator: Operator) => Promise<Result>;

/**
 * Does `work` on the store that the environment (`.env` included) names: PostgreSQL, opened here; the embedded store
 * through the server that has it open, else opened here for as long as it takes. A store that does not exist is not made.
 * @throws Failure where there is no store, where it cannot be reached, and what `work` is refused
 */
export async function withOperator<Result>(
  surroundings: Pick<Surroundings, 'env' | 'cwd'>,
  work: Work<Result>,
  options: OperatorOptions = {},
): Promise<Result> {
  const { databaseUrl, dataDirectory } = addressOf(surroundings);
  const missing = findMissingStore(surroundings);
  if (missing !== null && options.make !== true) throw new Failure(noStore(missing));
  try {
    if (databaseUrl === null) return await onEmbedded(dataDirectory, work, options);
    return await onOpened(await open({ url: databaseUrl, dataDirectory }), work, options);
  } catch (error) {
    if (error instanceof OperatorRefusal) throw new Failure(error.message, { cause: error });
    throw error;
  }
}

/** Where the embedded store would be, when there is none yet; null otherwise. Makes nothing. */
export function findMissingStore(surroundings: Pick<Surroundings, 'env' | 'cwd'>): string | null {
  const { databaseUrl, dataDirectory } = addressOf(surroundings);
  return databaseUrl !== null || existsSync(join(dataDirectory, 'postgres')) ? null : dataDirectory;
}

function addressOf(surroundings: Pick<Surroundings, 'env' | 'cwd'>): ReturnType<typeof readStoreAddress> {
  const address = readStoreAddress(variablesOf(surroundings));
  return { ...address, dataDirectory: resolve(surroundings.cwd, address.dataDirectory) };
}

const noStore = (directory: string): string =>
  `There is no store in ${directory} yet: it is made when milepost serve starts for the first time. ` +
  'Set MILEPOST_DATA_DIR to the folder of the one that you mean, or DATABASE_URL to its PostgreSQL.';

async function onEmbedded<Result>(
  dataDirectory: string,
  work: Work<Result>,
  options: OperatorOptions,
): Promise<Result> {
  const directory = existsSync(dataDirectory) ? await realpath(dataDirectory) : dataDirectory;
  for (let attempt = 1; ; attempt += 1) {
    const remote = await findRemoteOperator(directory);
    if (remote !== null) return work(remote);
    const opened = await openDatabase({ url: null, dataDirectory: directory }).catch((error: unknown) => {
      if (error instanceof DirectoryInUse && attempt < IN_USE_TRIES) return null;
      throw asFailure(error);
    });
    if (opened !== null) return onOpened(opened, work, options);
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
  work: Work<Result>,
  { anyVersion = false }: OperatorOptions,
): Promise<Result> {
  const operator = localOperator({ database });
  try {
    const { pending } = pendingOf(await operator.ask('store.version', {}));
    if (pending.length > 0 && !anyVersion) throw new Failure(behind(operator.address, pending));
    return await work(operator);
  } finally {
    await database.close();
  }
}

const behind = (address: string, pending: readonly string[]): string =>
  `This version of Milepost expects more of ${address}: ${pending.join(', ')}. Run \`milepost migrate\` first.`;
