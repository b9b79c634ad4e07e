/** Puts one process of the app together: store, Probot, and by its role the worker, the HTTP server, or both. */
import type { Probot } from 'probot';
import { readHosts, type Hosts } from '../github/hosts.ts';
import { createInbox } from '../jobs/inbox/inbox.ts';
import { appliedMigrations, laterMigrations, migrate, migrationLabel } from '../store/migrate.ts';
import { openDatabase, type OpenedDatabase } from '../store/open-database.ts';
import type { ServerEnvironment } from './environment.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { openOperatorSocket, type OperatorSocket } from './operator-socket.ts';
import { createApp } from './probot.ts';
import type { Role } from './role.ts';
import { startWeb } from './start-web.ts';
import { startWorker, type RunningWorker } from './start-worker.ts';
import { addStoreMetrics } from './store-metrics.ts';
import { addScheduleMetrics } from './schedule-metrics.ts';
import { createTokenCache, type TokenCache } from './token-cache.ts';

export interface RunningApp {
  /** null: it does not listen. */
  port: number | null;
  /** Takes in nothing more, and resolves when the work under way is finished or handed back: at most 25 seconds. */
  stop(): Promise<void>;
}

/** Within the half minute that container schedulers give a process. */
const STOP_MS = 25_000;
/** Of these, for closing the store and ending. */
const CLOSE_MS = 1_000;

type Variables = Readonly<Record<string, string | undefined>>;

export interface AppOptions {
  environment: ServerEnvironment;
  variables: Variables;
  role: Role;
  /** Of Milepost. */
  version: string;
}

/** What both halves of the app share. */
export interface ServerParts extends Pick<AppOptions, 'environment' | 'version'> {
  hosts: Hosts;
  probot: Probot;
  tokens: TokenCache;
  database: OpenedDatabase;
  metrics: Metrics;
}

/**
 * Starts everything that the role has, and with a worker the work that an earlier process left.
 * @throws Error when the store cannot be opened (`DirectoryInUse`, no connection) or the port is taken
 */
export async function startApp({ environment, variables, role, version }: AppOptions): Promise<RunningApp> {
  const hosts = readHosts(variables);
  const tokens = createTokenCache();
  const probot = await createApp(environment, variables, { restUrl: hosts.restUrl, tokens });
  const database = await openDatabase({ url: environment.databaseUrl, dataDirectory: environment.dataDirectory });
  try {
    probot.log.info(
      { role, store: database.address, version },
      `Milepost ${version} as ${role} on ${database.address}`,
    );
    await bringUpToDate(database, probot.log);
    const metrics = createMetrics();
    addStoreMetrics(metrics.registry, database, (error) =>
      probot.log.warn({ err: error }, 'The store did not answer for /metrics'),
    );
    addScheduleMetrics(metrics.registry, database, hosts);
    return await startOn({ environment, version, hosts, probot, tokens, database, metrics }, role);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function bringUpToDate(database: OpenedDatabase, log: Probot['log']): Promise<void> {
  const applied = await migrate(database);
  if (applied.length > 0) log.info({ applied }, `The store was migrated: ${applied.join(', ')}`);
  const later = laterMigrations(await appliedMigrations(database)).map(migrationLabel);
  if (later.length === 0) return;
  const names = later.join(', ');
  log.warn(
    { later },
    `The store was migrated by a later version (${names}). Migrations only add, so this version goes on.`,
  );
}

async function startOn(parts: ServerParts, role: Role): Promise<RunningApp> {
  const { database } = parts;
  const inbox = createInbox(database);
  let worker: RunningWorker | null = null;
  let isStarted = false;
  let endMs = Infinity;
  // The first of these is done last.
  const stops: (() => Promise<void>)[] = [
    () => database.close(),
    // Whoever sends a webhook slowly has taken his part of the time already.
    async () => worker?.stop(endMs - performance.now()),
  ];
  const stop = async (): Promise<void> => {
    endMs = performance.now() + STOP_MS - CLOSE_MS;
    for (const stopOne of stops.splice(0).toReversed()) await stopOne();
  };
  try {
    const { port } = parts.environment;
    // Before the work: a port that is taken is known before anything is begun, and what comes meanwhile is stored.
    const server = port === null ? null : await startWeb(parts, { port, role, inbox, isStarted: () => isStarted });
    if (server !== null) stops.push(() => server.close());
    const socket = await openDoorOfOperator(parts);
    if (socket !== null) stops.push(() => socket.close());
    if (role !== 'web') worker = await startWorker(parts, inbox);
    isStarted = true;
    if (role !== 'web') parts.probot.log.info(port === null ? 'Working; without PORT nothing listens' : 'Working');
    return { port: server?.port ?? null, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Nobody else can open the embedded store meanwhile; PostgreSQL the command line opens itself. */
async function openDoorOfOperator({ database, probot, version }: ServerParts): Promise<OperatorSocket | null> {
  if (database.kind !== 'pglite') return null;
  const failed = (error: unknown, command: string): void =>
    probot.log.error({ err: error, command }, 'A command of the operator failed');
  return openOperatorSocket(database, { version, failed });
}
