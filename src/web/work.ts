import type { Work } from '../index.ts';
import type { Queue } from '../jobs/queue.ts';
import type { SyncRequest } from '../jobs/sync-request.ts';
import type { Database } from '../store/database.ts';
import { listRepositoriesOfInstallation } from '../store/roadmaps.ts';

/** What the event handlers may start, on the queue. */
export function createWork(database: Database, queue: Queue<SyncRequest>): Work {
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
