/**
 * Milepost as a Probot app: which event starts what, and nothing else.
 *
 * A webhook has been verified and stored by src/web/intake.ts before it comes here, and each handler only puts work into
 * the queue: the sync itself (read, observe, reconcile, apply, render) is src/jobs/sync.ts.
 */
import type { ApplicationFunction } from 'probot';
import { requestOfPush, requestsOfRepositories, type SyncRequest } from './jobs/sync-request.ts';

/** What the handlers may start. */
export interface Work {
  /** Queues syncs; one that waits for the same repository takes a new one in. */
  requestSyncs(requests: SyncRequest[]): Promise<void>;
  /** Queues a sync of every repository of the installation in which a roadmap was read before. */
  requestSyncOfInstallation(installationId: number, occasion: 'push' | 'manual'): Promise<void>;
}

/** The events handled below. GitHub sends those of installations by itself; app.yml subscribes to the others. */
export const EVENTS: ReadonlySet<string> = new Set(['push', 'installation', 'installation_repositories']);

export const milepost =
  (work: Work): ApplicationFunction =>
  (app) => {
    app.on('push', async ({ payload }) => {
      const request = requestOfPush(payload);
      if (request === null) return;
      await work.requestSyncs([request]);
      // The owner's `.github` repository may hold the configuration under everybody's.
      if (request.name === '.github') await work.requestSyncOfInstallation(request.installationId, 'push');
    });

    app.on('installation.created', ({ payload }) =>
      work.requestSyncs(
        requestsOfRepositories(
          payload.installation.id,
          payload.repositories ?? [],
          payload.installation.repository_selection,
        ),
      ),
    );

    app.on('installation_repositories.added', ({ payload }) =>
      work.requestSyncs(
        requestsOfRepositories(payload.installation.id, payload.repositories_added, payload.repository_selection),
      ),
    );

    // What was pushed while the installation was suspended has not been seen.
    app.on('installation.unsuspend', ({ payload }) => work.requestSyncOfInstallation(payload.installation.id, 'push'));

    // What was refused for want of a permission can be done now.
    app.on('installation.new_permissions_accepted', ({ payload }) =>
      work.requestSyncOfInstallation(payload.installation.id, 'manual'),
    );
  };

export default milepost;
