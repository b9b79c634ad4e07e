import type { RoadmapView } from '../../plan/view/view.ts';

/** The pictures of a page: each an `<svg>` element without a style of its own, or '' where there is nothing to draw. */
export interface Pictures {
  timeline: (view: RoadmapView) => string;
  slips: (view: RoadmapView) => string;
}
