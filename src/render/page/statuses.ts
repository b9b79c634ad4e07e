import type { ViewItem } from '../../plan/view/view.ts';
import type { Status } from '../../roadmap/model.ts';

/** From top to bottom, as on a board: what is to come, what is under way, what is late, what is over. */
export const LANE_ORDER: readonly Status[] = ['planned', 'in-progress', 'slipped', 'done', 'dropped'];

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  planned: 'Planned',
  'in-progress': 'In progress',
  slipped: 'Slipped',
  done: 'Done',
  dropped: 'Dropped',
};

/** What the lane holds, for those who do not know the words yet. */
export const STATUS_NOTES: Readonly<Record<Status, string>> = {
  planned: 'Not begun.',
  'in-progress': 'Being worked on.',
  slipped: 'The target has passed, and the work is open.',
  done: 'Finished.',
  dropped: 'No longer planned.',
};

export type StatusCounts = Record<Status, number>;

/** How many items have each status; sub-items count as items. */
export function countStatuses(items: readonly Pick<ViewItem, 'status'>[]): StatusCounts {
  const counts: StatusCounts = { planned: 0, 'in-progress': 0, done: 0, slipped: 0, dropped: 0 };
  for (const { status } of items) counts[status] += 1;
  return counts;
}

export const totalOf = (counts: StatusCounts): number => Object.values(counts).reduce((sum, number) => sum + number, 0);

/** `3 planned, 1 in progress and so on`, without what there is none of; `no items` for none at all. */
export const countWords = (counts: StatusCounts): string =>
  LANE_ORDER.filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${STATUS_WORDS[status].toLowerCase()}`)
    .join(', ') || 'no items';

/** Of what is not dropped, the share that is done, in whole percent rounded down; null when there is nothing. */
export function shareDone(counts: StatusCounts): number | null {
  const total = totalOf(counts) - counts.dropped;
  return total === 0 ? null : Math.floor((100 * counts.done) / total);
}
