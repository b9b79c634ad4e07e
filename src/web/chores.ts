/** What the app does without an event: the chores of its schedule. */
import { createClient, type GitHubClient } from '../github/client.ts';
import { doesInstallationExist } from '../github/installation-exists.ts';
import type { Queue } from '../jobs/queue/queue.ts';
import { keyOf, type Task } from '../jobs/queue/task.ts';
import type { Chore } from '../jobs/schedule/chore.ts';
import { createAdoption, createDailyLooks } from '../jobs/schedule/daily-looks.ts';
import type { Database } from '../store/database.ts';
import { GITHUB_TIMEOUT_MS } from './app-parts.ts';
import type { ServerParts } from './start.ts';

export function createChores({ database, probot, hosts }: ServerParts, queue: Pick<Queue<Task>, 'send'>): Chore[] {
  const clientOfApp = async (): Promise<GitHubClient> => {
    const { request } = await probot.auth();
    return createClient({ request, mode: 'apply', graphqlUrl: hosts.graphqlUrl, timeoutMs: GITHUB_TIMEOUT_MS });
  };
  return [
    createDailyLooks({
      database,
      send: (tasks, within) => sendInOrder(queue, tasks, within),
      doesInstallationExist: async (id) => doesInstallationExist(await clientOfApp(), id),
      log: probot.log,
    }),
    createAdoption(database),
  ];
}

/** By key: two processes that send several at once do not wait for each other in a circle. */
async function sendInOrder(queue: Pick<Queue<Task>, 'send'>, tasks: readonly Task[], within: Database): Promise<void> {
  const keyed = tasks.map((task) => ({ key: keyOf(task), task }));
  for (const { key, task } of keyed.toSorted((one, other) => (one.key < other.key ? -1 : 1))) {
    await queue.send(key, task, within);
  }
}
