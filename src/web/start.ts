/** Puts the app together: store, inbox, queue, Probot, and the HTTP server before them. */
import type { Probot } from 'probot';
import { readHosts, type Hosts } from '../github/hosts.ts';
import { EVENTS, isHandled, milepost } from '../index.ts';
import { createInbox } from '../jobs/inbox/inbox.ts';
import { createQueue, type Queue } from '../jobs/queue/queue.ts';
import { createRoadmapReader } from '../jobs/reading/read-roadmap.ts';
import { delaySecondsOf, isSync, keyOf, mergeTasks, type Task } from '../jobs/queue/task.ts';
import { migrate, pendingMigrations } from '../store/migrate.ts';
import { openDatabase, type OpenedDatabase } from '../store/open-database.ts';
import { workAcknowledgement } from './acknowledge-worker.ts';
import { identityOf } from './app-identity.ts';
import type { AppParts } from './app-parts.ts';
import type { ServerEnvironment } from './environment.ts';
import { workCheck } from './check-worker.ts';
import { createMetrics } from './metrics.ts';
import { createNarrowClients } from './narrow-client.ts';
import { createApp } from './probot.ts';
import { startServer } from './server.ts';
import { workSync } from './sync-worker.ts';
import { createTaskWorker, type TaskFunctions } from './task-worker.ts';
import { createTokenCache, type TokenCache } from './token-cache.ts';
import { createWork } from './work.ts';

export interface RunningApp {
  port: number;
  /** Takes in nothing more, and resolves when the work under way is finished or handed back: at most 25 seconds. */
  stop(): Promise<void>;
}

/** Within the half minute that container schedulers give a process. */
const STOP_MS = 25_000;
/** Tasks at once, one of them no sync. They wait for GitHub most of the time, and GitHub asks for few requests at once. */
const CONCURRENCY = 4;

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Starts everything, and with it the work that an earlier process left.
 * @throws Error when the store cannot be opened (`DirectoryInUse`, no connection) or the port is taken
 */
export async function startApp(environment: ServerEnvironment, variables: Variables): Promise<RunningApp> {
  const hosts = readHosts(variables);
  const tokens = createTokenCache();
  const probot = await createApp(environment, variables, { restUrl: hosts.restUrl, tokens });
  const database = await openDatabase({ url: environment.databaseUrl, dataDirectory: environment.dataDirectory });
  try {
    await migrate(database);
    return await startOn(database, { environment, hosts, probot, tokens });
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface Parts {
  environment: ServerEnvironment;
  hosts: Hosts;
  probot: Probot;
  tokens: TokenCache;
}

async function startOn(database: OpenedDatabase, { environment, hosts, probot, tokens }: Parts): Promise<RunningApp> {
  const { log } = probot;
  const metrics = createMetrics();
  const reader = createRoadmapReader();
  const inbox = createInbox(database);
  const whoAmI = identityOf(probot, hosts);
  const narrowClients = createNarrowClients({ probot, hosts, whoAmI });
  const parts: AppParts = { probot, tokens, hosts, database, metrics, reader, whoAmI, narrowClients };
  // The queue begins to work before it is at hand.
  let haveQueue!: (queue: Queue<Task>) => void;
  const started = new Promise<Queue<Task>>((resolve) => {
    haveQueue = resolve;
  });
  const functions: TaskFunctions = {
    sync: (request) => workSync(parts, request, async (task) => (await started).send(keyOf(task), task)),
    check: (request, isLastTry) => workCheck(parts, request, isLastTry),
    acknowledge: (request) => workAcknowledgement(parts, request),
  };
  const queue = await createQueue<Task>({
    database,
    merge: mergeTasks,
    concurrency: CONCURRENCY,
    isUrgent: (task) => !isSync(task),
    delaySecondsOf,
    report: (error, key) => log.error({ err: error, task: key }, 'A task failed and will be tried again'),
    work: createTaskWorker({ functions, tokens, metrics, log }),
  });
  haveQueue(queue);

  const failed = (error: unknown): void => log.warn({ err: error }, 'GitHub does not tell who Milepost is');
  await probot.load(milepost(createWork({ database, queue, whoAmI, failed })));
  inbox.drain(
    ({ id, event, payload }) => probot.receive({ id, name: event, payload } as Parameters<Probot['receive']>[0]),
    (error, delivery) => log.error({ err: error, delivery: delivery?.id }, 'The work of a delivery failed'),
  );

  const stopWork = async (): Promise<void> => {
    await inbox.stop();
    await queue.stop({ timeoutMs: STOP_MS });
    await reader.close();
  };
  const server = await startServer({
    host: environment.host,
    port: environment.port,
    webhookPath: environment.webhookPath,
    metrics,
    intake: {
      verify: (body, signature) => probot.webhooks.verify(body, signature),
      async store(delivery) {
        await inbox.store(delivery);
        inbox.wake();
      },
      events: EVENTS,
      isHandled,
      refused: (reason, details) => log.warn(details, `A webhook was refused: ${reason}`),
      counted: (event, outcome) => metrics.deliveries.inc({ event, outcome }),
    },
    ready: async () => {
      const pending = await pendingMigrations(database);
      if (pending.length > 0) throw new Error(`the store lacks ${pending.join(', ')}`);
    },
    failed: (error, path) => log.error({ err: error, path }, 'A request could not be answered'),
  }).catch(async (error: unknown) => {
    await stopWork();
    throw error;
  });
  log.info(`Listening on http://${environment.host}:${server.port}`);

  return {
    port: server.port,
    async stop() {
      await server.close();
      await stopWork();
      await database.close();
    },
  };
}
