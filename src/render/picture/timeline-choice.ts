/** Which items a picture has room for, and in which groups they stand. */
import type { RoadmapView, ViewItem, ViewSection, ViewTarget } from '../../plan/view/view.ts';
import { groupBy } from './group-by.ts';
import { isOpen, slipsOf } from './view-words.ts';

export interface TimelineGroup {
  /** Titles of the sections, outermost first, without those that all items stand in. */
  path: string[];
  /** The section's own target, else that of the one around it. */
  target: ViewTarget | null;
  /** How many items stand there, shown or not. */
  size: number;
  items: ViewItem[];
}

/**
 * At most so many items, in document order: what slipped before what is in progress, that before what is planned for a
 * time and then for none, then what is done, and last what was dropped; of equals each section gets its turn.
 */
export function chooseItems(items: readonly ViewItem[], limit: number): ViewItem[] {
  if (items.length <= limit) return [...items];
  const chosen = new Set<ViewItem>();
  for (let rank = 0; rank <= LAST_RANK && chosen.size < limit; rank += 1) {
    const bySection = groupBy(
      items.filter((item) => rankOf(item) === rank),
      keyOf,
    );
    const queues = [...bySection.values()];
    for (let turn = 0; chosen.size < limit && queues.some((queue) => turn < queue.length); turn += 1) {
      for (const queue of queues) {
        const item = queue[turn];
        if (item !== undefined && chosen.size < limit) chosen.add(item);
      }
    }
  }
  return items.filter((item) => chosen.has(item));
}

const LAST_RANK = 5;

function rankOf(item: ViewItem): number {
  if (item.status === 'slipped' || (isOpen(item) && slipsOf(item).length > 0)) return 0;
  if (item.status === 'in-progress') return 1;
  if (item.status === 'planned') return item.target?.end == null ? 3 : 2;
  return item.status === 'done' ? 4 : LAST_RANK;
}

/** The items by the section that they stand in, each section once, all in document order. */
export function groupItems({ items, sections }: RoadmapView, shown: readonly ViewItem[]): TimelineGroup[] {
  const shared = sharedDepth(items);
  const sizes = new Map([...groupBy(items, keyOf)].map(([key, members]) => [key, members.length]));
  const sectionsByKey = groupBy(sections, ({ path, title }) => pathKey([...path, title]));
  return [...groupBy(shown, keyOf)].map(([key, members]) => ({
    path: members[0]!.path.slice(shared),
    target: targetAround(members[0]!, sectionsByKey),
    size: sizes.get(key) ?? 0,
    items: members,
  }));
}

/** How many sections, from the outermost, hold every item. The innermost one of an item is always told. */
function sharedDepth(items: readonly ViewItem[]): number {
  const [first] = items;
  if (first === undefined) return 0;
  let depth = Math.max(0, first.path.length - 1);
  for (const { path } of items) {
    let same = 0;
    while (same < Math.min(depth, path.length - 1) && path[same] === first.path[same]) same += 1;
    depth = same;
  }
  return depth;
}

function targetAround(item: ViewItem, sections: ReadonlyMap<string, readonly ViewSection[]>): ViewTarget | null {
  for (let depth = item.path.length; depth > 0; depth -= 1) {
    const named = sections.get(pathKey(item.path.slice(0, depth))) ?? [];
    // Two sections may have one name: the item stands in the last one above it.
    const target = (named.findLast(({ line }) => line <= item.line) ?? named[0])?.target ?? null;
    if (target !== null) return target;
  }
  return null;
}

const pathKey = (path: readonly string[]): string => JSON.stringify(path);
const keyOf = ({ path }: ViewItem): string => pathKey(path);
