import { describe, expect, it } from '@jest/globals';
import type { Status } from '../../../src/roadmap/model.ts';
import { itemTrees, type ItemTree } from '../../../src/render/page/item-card.ts';
import { layOut, PAGE_SIZE, type Layout } from '../../../src/render/page/layout.ts';
import { NO_FILTER } from '../../../src/render/page/page-filter.ts';
import { viewWith } from './views.ts';

const CYCLE: readonly Status[] = ['done', 'planned', 'slipped', 'in-progress', 'dropped'];
const many = (length: number, file = 'ROADMAP.md') =>
  viewWith(
    Array.from({ length }, (_, index) => ({ status: CYCLE[index % CYCLE.length]! })),
    { file },
  );

const shownOf = (layout: Layout): number[] =>
  layout.roadmaps.flatMap(({ lanes }) => lanes.map(({ shown }) => shown.length));
const shownIn = (layout: Layout): string[] =>
  layout.roadmaps.flatMap(({ view, lanes }) =>
    lanes.flatMap(({ status, shown }) => shown.map((index) => `${view.file} ${status} ${index}`)),
  );

describe('the layout of a page', () => {
  it('has lanes in the order of a board, and all items of a small roadmap', () => {
    const layout = layOut([many(120)], NO_FILTER);
    expect(layout.roadmaps[0]?.lanes.map(({ status }) => status)).toEqual([
      'planned',
      'in-progress',
      'slipped',
      'done',
      'dropped',
    ]);
    expect(shownOf(layout)).toEqual([24, 24, 24, 24, 24]);
    expect(layout).toMatchObject({ total: 120, matching: 120, page: null });
  });

  it('shows the beginning of each lane of a large one, and less of what is over', () => {
    const layout = layOut([many(2_000)], NO_FILTER);
    expect(shownOf(layout)).toEqual([24, 24, 24, 12, 12]);
    expect(layout.roadmaps[0]?.lanes.map(({ matching }) => matching)).toEqual([400, 400, 400, 400, 400]);
  });

  it('shares the room between several roadmaps', () => {
    const layout = layOut([many(200), many(200, 'docs/ROADMAP.md'), many(0, 'OLD.md')], NO_FILTER);
    expect(shownOf(layout)).toEqual([8, 8, 8, 4, 4, 8, 8, 8, 4, 4, 0, 0, 0, 0, 0]);
  });

  it('shows one of several where it is asked for', () => {
    const layout = layOut([many(3), many(5, 'docs/ROADMAP.md')], { ...NO_FILTER, file: 'docs/ROADMAP.md' });
    expect(layout.roadmaps.map(({ view }) => view.file)).toEqual(['docs/ROADMAP.md']);
    expect(layout.total).toBe(5);
  });

  it('reaches every item page by page, each once, through the lanes of one roadmap after the other', () => {
    const views = [many(333), many(42, 'docs/ROADMAP.md')];
    const pages = [1, 2, 3, 4].map((page) => layOut(views, { ...NO_FILTER, page }));
    expect(pages.map(({ page }) => page)).toEqual([1, 2, 3, 4].map((number) => ({ number, last: 4 })));
    expect(pages.map((layout) => shownIn(layout).length)).toEqual([PAGE_SIZE, PAGE_SIZE, PAGE_SIZE, 75]);
    const whole = shownIn(layOut(views, NO_FILTER, true));
    expect(whole).toHaveLength(375);
    expect(pages.flatMap(shownIn)).toEqual(whole);
  });

  it('goes page by page through one status', () => {
    const layout = layOut([many(1_000)], { ...NO_FILTER, statuses: ['done'], page: 2 });
    expect(layout.page).toEqual({ number: 2, last: 2 });
    expect(shownOf(layout)).toEqual([0, 0, 0, 100, 0]);
    expect(layout.roadmaps[0]?.lanes[3]?.shown[0]).toBe(500);
  });

  it('takes a page behind the last for the last, and nothing at all for one page', () => {
    expect(layOut([many(101)], { ...NO_FILTER, page: 99 }).page).toEqual({ number: 2, last: 2 });
    expect(layOut([many(0)], { ...NO_FILTER, page: 2 })).toMatchObject({ matching: 0, page: { number: 1, last: 1 } });
  });
});

const one = (index: number): ItemTree => ({ index, children: [] });

describe('sub-items', () => {
  it('stand under their parent where that is shown, and by themselves without it', () => {
    const view = viewWith([{}, { parent: 0 }, { parent: 1 }, { parent: 0 }, {}, { parent: 4 }, { parent: 6 }]);
    expect(itemTrees(view, [0, 1, 2, 5])).toEqual([{ index: 0, children: [{ index: 1, children: [one(2)] }] }, one(5)]);
    expect(itemTrees(view, [0, 2, 3, 6])).toEqual([{ index: 0, children: [one(3)] }, one(2), one(6)]);
  });
});
