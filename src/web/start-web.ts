/** What listens: the webhook door, health, readiness and metrics, and the site. */
import { EVENTS, isHandled } from '../index.ts';
import type { Inbox } from '../jobs/inbox/inbox.ts';
import { createMissedAlarm } from '../jobs/schedule/missed-alarm.ts';
import type { IntakeContext } from './intake.ts';
import { createReadiness } from './readiness.ts';
import type { Role } from './role.ts';
import { startServer, type RunningServer } from './server.ts';
import { createSignatureCheck } from './signature.ts';
import { createSite } from './site/site.ts';
import type { ServerParts } from './start.ts';

export interface WebOptions {
  port: number;
  role: Role;
  inbox: Inbox;
  /** See readiness.ts. */
  isStarted: () => boolean;
}

/**
 * Listens; a worker takes no webhooks in and shows no pages.
 * @throws Error when the port is taken
 */
export async function startWeb(
  parts: ServerParts,
  { port, role, inbox, isStarted }: WebOptions,
): Promise<RunningServer> {
  const { environment, database, metrics, probot } = parts;
  const { log } = probot;
  const alarm = createMissedAlarm(database);
  const server = await startServer({
    host: environment.host,
    port,
    webhookPath: environment.webhookPath,
    metrics,
    intake: role === 'worker' ? null : intakeOf(parts, inbox),
    site: role === 'worker' ? null : siteOf(parts),
    ready: createReadiness({ role, database, isStarted, log }),
    failed: (error, path) => {
      log.error({ err: error, path }, 'A request could not be answered');
      if (path === environment.webhookPath) alarm.raise();
    },
  });
  log.info(`Listening on http://${environment.host}:${server.port}`);
  // What came while nobody listened here; a process with a worker looks by itself when it starts.
  if (role === 'web') alarm.raise();
  return {
    ...server,
    close() {
      alarm.stop();
      return server.close();
    },
  };
}

const siteOf = ({ environment, probot, database, hosts }: ServerParts) =>
  createSite({
    database,
    hosts,
    publicUrl: environment.publicUrl,
    signIn: environment.signIn,
    failed: (error, what) => probot.log.warn({ err: error, what }, 'A page could not be shown as it should be'),
  });

function intakeOf({ environment, probot, metrics }: ServerParts, inbox: Inbox): IntakeContext {
  const { log } = probot;
  return {
    verify: createSignatureCheck(environment.webhookSecret),
    store: (delivery) => inbox.store(delivery),
    events: EVENTS,
    isHandled,
    refused: (reason, details) => log.warn(details, `A webhook was refused: ${reason}`),
    dropped(details) {
      // GitHub sends every action of an event that was subscribed to, a few of which start something.
      const isUnknown = details.event === null || !EVENTS.has(details.event);
      log[isUnknown ? 'info' : 'debug'](details, 'A webhook was dropped: nothing follows from it.');
    },
    counted: (event, outcome) => metrics.deliveries.inc({ event, outcome }),
  };
}
