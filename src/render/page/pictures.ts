import type { RoadmapView } from '../../plan/view/view.ts';

/**
 * The pictures of a page: each an `<svg>` element without a style of its own, or '' where there is nothing to draw.
 * `idPrefix` begins the ids in it, for a page with several roadmaps.
 */
export interface Pictures {
  timeline: (view: RoadmapView, idPrefix: string) => string;
  slips: (view: RoadmapView, idPrefix: string) => string;
}
