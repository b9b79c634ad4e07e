import type { RoadmapView, ViewItem } from './view.ts';

/**
 * The view with the status `slipped` at what is open and whose target has passed, the grace days included: what a file alone
 * tells, where nobody asked GitHub. `today` is `YYYY-MM-DD`.
 */
export const withLate = (
  view: RoadmapView,
  { today, graceDays }: { today: string; graceDays: number },
): RoadmapView => {
  const lastDay = new Date(Date.parse(today) - graceDays * 86_400_000).toISOString().slice(0, 10);
  const isLate = ({ status, target }: ViewItem): boolean =>
    (status === 'planned' || status === 'in-progress') && target?.end != null && target.end < lastDay;
  return { ...view, items: view.items.map((item) => (isLate(item) ? { ...item, status: 'slipped' } : item)) };
};
