import type { RoadmapView } from '../../plan/view/view.ts';
import { slipsSvg } from '../picture/slips-svg.ts';
import { timelineSvg } from '../picture/timeline-svg.ts';

/**
 * The pictures of a page: each an `<svg>` element without a style of its own, or '' where there is nothing to draw.
 * `idPrefix` begins the ids in it, for a page with several roadmaps.
 */
export interface Pictures {
  timeline: (view: RoadmapView, idPrefix: string) => string;
  slips: (view: RoadmapView, idPrefix: string) => string;
}

/** Drawn as of that day, `YYYY-MM-DD`. */
export const picturesOn = (today: string): Pictures => ({
  timeline: (view, idPrefix) => (view.items.length === 0 ? '' : timelineSvg(view, { today, fragment: true, idPrefix })),
  slips: (view, idPrefix) => slipsSvg(view, { today, fragment: true, idPrefix }) ?? '',
});
