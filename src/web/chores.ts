/** What the app does without an event: the chores of its schedule. */
import { createClient, type GitHubClient } from '../github/client.ts';
import { deliveryLogMs } from '../github/hook-deliveries.ts';
import { doesInstallationExist } from '../github/installation-exists.ts';
import { isHandled } from '../index.ts';
import type { Queue } from '../jobs/queue/queue.ts';
import { keyOf, type Task } from '../jobs/queue/task.ts';
import { retentionChore } from '../jobs/retention/retention-chore.ts';
import type { Chore } from '../jobs/schedule/chore.ts';
import { createAdoption, createDailyLooks } from '../jobs/schedule/daily-looks.ts';
import { createMissedDeliveries } from '../jobs/schedule/missed-deliveries.ts';
import { GITHUB_TIMEOUT_MS } from './app-parts.ts';
import type { ServerParts } from './start.ts';

export function createChores(
  { database, probot, hosts, metrics }: ServerParts,
  queue: Pick<Queue<Task>, 'sendAll'>,
): Chore[] {
  const clientOfApp = async (): Promise<GitHubClient> => {
    const { request } = await probot.auth();
    return createClient({ request, mode: 'apply', graphqlUrl: hosts.graphqlUrl, timeoutMs: GITHUB_TIMEOUT_MS });
  };
  return [
    createDailyLooks({
      database,
      send: (tasks, within) =>
        queue.sendAll(
          tasks.map((data) => ({ key: keyOf(data), data })),
          within,
        ),
      doesInstallationExist: async (id) => doesInstallationExist(await clientOfApp(), id),
      log: probot.log,
    }),
    createAdoption(database),
    retentionChore({
      database,
      webHost: hosts.webHost,
      told: (swept) => probot.log.info({ swept }, 'Data whose time was over was erased'),
    }),
    createMissedDeliveries({
      database,
      client: clientOfApp,
      keptMs: deliveryLogMs(hosts.webHost),
      isHandled,
      counted: (outcome) => metrics.redeliveries.inc({ outcome }),
      log: probot.log,
    }),
  ];
}
