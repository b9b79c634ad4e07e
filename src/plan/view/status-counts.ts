import { STATUSES, type Status } from '../../roadmap/model.ts';
import type { RoadmapView } from './view.ts';

/** How many items have each status. */
export function statusCounts({ items }: Pick<RoadmapView, 'items'>): Record<Status, number> {
  const counts = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
  for (const { status } of items) counts[status] += 1;
  return counts;
}
