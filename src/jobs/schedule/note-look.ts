import type { Database } from '../../store/database.ts';
import { dropLook, endLook, enterLook, reviveLook } from '../../store/looks.ts';
import type { SyncRequest } from '../sync/sync-request.ts';
import type { SyncResult } from '../sync/sync-task.ts';

/**
 * A sync has ended. One that looked at everything, whatever asked for it, counts as the look of that day (of UTC): the
 * next is due tomorrow. Where there is nothing to look at, none is due any more. A wrong configuration is looked at again
 * even where no roadmap was read yet, since its correction may be in another repository.
 */
export async function noteLook(
  database: Database,
  { repositoryId, installationId, owner, name, touched, patient }: SyncRequest,
  result: SyncResult,
): Promise<void> {
  const place = { repositoryId, installationId, owner, name };
  if (result.state === 'looked' && touched === undefined) {
    const { mode, roadmaps } = result.report;
    await (mode === null || roadmaps.length > 0 ? enterLook(database, place) : dropLook(database, repositoryId));
  } else if (patient === true) {
    await endLook(database, repositoryId);
  } else if (result.state === 'looked' || result.unseen === undefined) {
    await reviveLook(database, place);
  }
}
