/** Puts the app together: store, inbox, queue, Probot, and the HTTP server before them. */
import { randomUUID } from 'node:crypto';
import type { Probot } from 'probot';
import { createClient } from '../github/client.ts';
import { GitHubError } from '../github/github-error.ts';
import { readHosts, type Hosts } from '../github/hosts.ts';
import { identifyApp, identifyToken, type Identity } from '../github/identity.ts';
import { EVENTS, milepost, type Work } from '../index.ts';
import { createInbox } from '../jobs/inbox.ts';
import { createQueue, type Queue } from '../jobs/queue.ts';
import { createRoadmapReader } from '../jobs/read-roadmap.ts';
import { createStoreMemory } from '../jobs/store-memory.ts';
import { mergeRequests, type SyncRequest } from '../jobs/sync-request.ts';
import { isStaleToken, runSync } from '../jobs/run-sync.ts';
import type { SyncResult } from '../jobs/sync.ts';
import { migrate } from '../store/migrate.ts';
import { openDatabase, type OpenedDatabase } from '../store/open-database.ts';
import { listRepositoriesOfInstallation } from '../store/roadmaps.ts';
import type { ServerEnvironment } from './environment.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createApp } from './probot.ts';
import { startServer } from './server.ts';
import { createTokenCache, type TokenCache } from './token-cache.ts';

export interface RunningApp {
  port: number;
  /** Takes in nothing more, and resolves when the work under way is finished or handed back: at most 25 seconds. */
  stop(): Promise<void>;
}

/** Within the half minute that container schedulers give a process. */
const STOP_MS = 25_000;
/** GitHub gives up a request after ten seconds itself; what a killed process had begun is nobody's only a little longer. */
const GITHUB_TIMEOUT_MS = 10_000;
/** Syncs at once. They wait for GitHub most of the time, and GitHub asks for few requests at once. */
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
  const queue = await createQueue<SyncRequest>({
    database,
    merge: mergeRequests,
    concurrency: CONCURRENCY,
    report: (error, key) => log.error({ err: error, repository: key }, 'A sync failed and will be tried again'),
    work: async ({ data }) => {
      const repository = `${data.owner}/${data.name}`;
      const stopTimer = metrics.syncSeconds.startTimer();
      // Asked for by no push: the owner accepted other permissions, or ended a suspension. An older token knows of neither.
      if (data.after === null && data.occasion !== 'first-look') tokens.forget(data.installationId);
      const octokit = await probot.auth(data.installationId);
      const identity = await whoAmI(data.installationId);
      const clientOptions = { request: octokit.request, identity, graphqlUrl: hosts.graphqlUrl };
      const result = await runSync(data, {
        client: (mode) => createClient({ ...clientOptions, mode, timeoutMs: GITHUB_TIMEOUT_MS }),
        memory: createStoreMemory(database, { ...data, holder: HOLDER }),
        reader,
        hosts,
        now: () => new Date(),
      }).catch((error: unknown) => {
        if (isStaleToken(error)) tokens.forget(data.installationId);
        throw error;
      });
      stopTimer();
      count(metrics, result);
      log.info({ repository, occasion: data.occasion, ...summaryOf(result) }, `Sync of ${repository}: ${result.state}`);
    },
  });

  await probot.load(milepost(createWork(database, queue)));
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
      refused: (reason, details) => log.warn(details, `A webhook was refused: ${reason}`),
      counted: (event, outcome) => metrics.deliveries.inc({ event, outcome }),
    },
    ready: async () => {
      await database.query('select 1');
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

/** Names this process among those that share a store. */
const HOLDER = randomUUID();

/**
 * Who Milepost is on this GitHub, asked once. A host that does not answer for the app itself tells an installation's
 * token whose it is.
 */
function identityOf(probot: Probot, hosts: Hosts): (installationId: number) => Promise<Identity> {
  let known: Promise<Identity> | null = null;
  const ask = async (installationId: number): Promise<Identity> => {
    const options = { mode: 'plan', graphqlUrl: hosts.graphqlUrl, timeoutMs: GITHUB_TIMEOUT_MS } as const;
    try {
      const asApp = await probot.auth();
      return await identifyApp(createClient({ ...options, request: asApp.request }));
    } catch (error) {
      if (!(error instanceof GitHubError) || error.kind !== 'not-found') throw error;
      const octokit = await probot.auth(installationId);
      return identifyToken(createClient({ ...options, request: octokit.request }));
    }
  };
  return (installationId) => {
    known ??= ask(installationId).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}

function createWork(database: OpenedDatabase, queue: Queue<SyncRequest>): Work {
  const requestSyncs = async (requests: SyncRequest[]): Promise<void> => {
    for (const request of requests) await queue.send(String(request.repositoryId), request);
  };
  return {
    requestSyncs,
    async requestSyncOfInstallation(installationId, occasion) {
      const repositories = await listRepositoriesOfInstallation(database, installationId);
      const common = {
        installationId,
        occasion,
        sender: null,
        firstLook: false,
        picked: false,
        before: null,
        after: null,
      };
      await requestSyncs(repositories.map((repository) => ({ ...common, ...repository })));
    },
  };
}

function count(metrics: Metrics, result: SyncResult): void {
  metrics.syncs.inc({ outcome: result.state });
  if (result.state !== 'looked') return;
  const { requests, roadmaps } = result.report;
  metrics.requests.inc({ api: 'graphql' }, requests.graphql);
  metrics.requests.inc({ api: 'rest' }, requests.rest);
  for (const { operation, outcome } of roadmaps.flatMap(({ outcomes }) => outcomes)) {
    metrics.operations.inc({ kind: operation.kind, outcome: outcome.state });
  }
}

/** What the log tells of a sync: numbers and reasons, no roadmap text. */
function summaryOf(result: SyncResult): object {
  if (result.state === 'skipped') return { why: result.why };
  const { report, checkRefused } = result;
  const outcomes = report.roadmaps.flatMap((roadmap) => roadmap.outcomes);
  const written = outcomes.filter(({ outcome }) => outcome.state === 'done' && !outcome.earlier);
  return {
    items: report.roadmaps.reduce((sum, { items }) => sum + items, 0),
    findings: report.roadmaps.reduce((sum, { plan }) => sum + plan.findings.length, 0),
    written: written.map(({ operation }) => operation.key),
    refused: outcomes.flatMap(({ outcome }) => (outcome.state === 'refused' ? [outcome.reason] : [])),
    requests: report.requests,
    ...(report.policyProblems.length > 0 ? { configuration: report.policyProblems } : {}),
    ...(checkRefused === null ? {} : { checkRefused }),
  };
}
