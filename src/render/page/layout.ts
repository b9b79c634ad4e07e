/** Which items a page shows where: lanes of the roadmaps, their beginnings in the overview, page by page otherwise. */
import type { RoadmapView } from '../../plan/view/view.ts';
import type { Status } from '../../roadmap/model.ts';
import { matchingItems } from './filter-view.ts';
import type { PageFilter } from './page-filter.ts';
import { LANE_ORDER } from './statuses.ts';

/** Up to so many items in all, everything is on one page: what one likes to scroll, and far below the page's weight. */
const WHOLE = 120;
/** In the overview of more than that, so many of each lane: planned, in progress, slipped; of what is over fewer. */
const OPEN_SHOWN = 24;
const OVER_SHOWN = 12;
const LEAST_SHOWN = 4;
export const PAGE_SIZE = 100;

export interface Layout {
  /** Items of the roadmaps that are shown, without the filter. */
  total: number;
  matching: number;
  /** null for the overview. */
  page: { number: number; last: number } | null;
  roadmaps: RoadmapLayout[];
}

export interface RoadmapLayout {
  view: RoadmapView;
  matching: number;
  /** All five, in their order. */
  lanes: LaneLayout[];
}

export interface LaneLayout {
  status: Status;
  /** How many items of the lane match. */
  matching: number;
  /** Indexes in `view.items` of those that are shown, in document order. */
  shown: number[];
}

/** `isWhole`: everything that matches is shown, however much it is. */
export function layOut(all: readonly RoadmapView[], filter: PageFilter, isWhole = false): Layout {
  const views = all.filter(({ file }) => filter.file === '' || file === filter.file);
  const roadmaps = views.map((view) => roadmapLayout(view, filter));
  const matching = sum(roadmaps.map((each) => each.matching));
  const layout = { total: sum(views.map(({ items }) => items.length)), matching, page: null, roadmaps };
  if (isWhole) return layout;
  if (filter.page !== null || filter.statuses.length === 1) return pageOf(layout, filter.page ?? 1);
  return matching <= WHOLE ? layout : { ...layout, roadmaps: roadmaps.map((each) => beginning(each, roadmaps.length)) };
}

function roadmapLayout(view: RoadmapView, filter: PageFilter): RoadmapLayout {
  const matching = matchingItems(view, filter);
  const lanes = LANE_ORDER.map((status) => {
    const shown = matching.filter((index) => view.items[index]!.status === status);
    return { status, matching: shown.length, shown };
  });
  return { view, matching: matching.length, lanes };
}

function beginning(roadmap: RoadmapLayout, roadmaps: number): RoadmapLayout {
  const lanes = roadmap.lanes.map((lane) => {
    const most = Math.max(LEAST_SHOWN, Math.floor((isOver(lane.status) ? OVER_SHOWN : OPEN_SHOWN) / roadmaps));
    return { ...lane, shown: lane.shown.slice(0, most) };
  });
  return { ...roadmap, lanes };
}

/** Pages go through the lanes of the first roadmap, then of the next. A page behind the last is the last. */
function pageOf(layout: Layout, asked: number): Layout {
  const last = Math.max(1, Math.ceil(layout.matching / PAGE_SIZE));
  const number = Math.min(asked, last);
  const [from, to] = [(number - 1) * PAGE_SIZE, number * PAGE_SIZE];
  let before = 0;
  const cut = (lane: LaneLayout): LaneLayout => {
    const shown = lane.shown.slice(Math.max(0, from - before), Math.max(0, to - before));
    before += lane.matching;
    return { ...lane, shown };
  };
  const roadmaps = layout.roadmaps.map((each) => ({ ...each, lanes: each.lanes.map(cut) }));
  return { ...layout, page: { number, last }, roadmaps };
}

export const isOver = (status: Status): boolean => status === 'done' || status === 'dropped';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
