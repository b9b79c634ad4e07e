/** Which pages a webhook takes away at once: before anybody has asked GitHub what is true. */
import type { EventPayload } from '../errands/event-payload.ts';
import type { HiddenPlaces } from '../../store/pages.ts';
import type { Delivery } from './delivery.ts';

/** `hidden`: they are public no more; `withdrawn`: nobody sees them. */
export type Hiding = HiddenPlaces & { how: 'hidden' | 'withdrawn' };

/** The repository is not at that name any more, or not there at all: another may take the name. */
const MOVED: readonly unknown[] = ['renamed', 'transferred', 'deleted'];

/** null for the many webhooks that hide nothing. What is hidden without need the next sync shows again. */
export function hiddenBy({
  event,
  action,
  repositoryId,
  installationId,
  payload,
}: Omit<Delivery, 'id'>): Hiding | null {
  const { repository, repositories_removed: removed = [] } = payload as EventPayload;
  const nowhere = { repositoryIds: [], installationIds: [] };
  switch (event) {
    case 'repository': {
      if (repositoryId === null) return null;
      const here = { ...nowhere, repositoryIds: [repositoryId] };
      if (MOVED.includes(action)) return { ...here, how: 'withdrawn' };
      // An internal one counts as private here too.
      return action === 'privatized' || repository?.private === true ? { ...here, how: 'hidden' } : null;
    }
    case 'installation': {
      const isOver = action === 'deleted' || action === 'suspend';
      return isOver && installationId !== null
        ? { ...nowhere, installationIds: [installationId], how: 'withdrawn' }
        : null;
    }
    case 'installation_repositories':
      return removed.length === 0 ? null : { ...nowhere, repositoryIds: removed.map(({ id }) => id), how: 'withdrawn' };
    default:
      return null;
  }
}
