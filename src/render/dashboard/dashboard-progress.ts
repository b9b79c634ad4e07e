/** How far the work of each section has come, as a table with a bar of text. */
import type { Item } from '../../roadmap/model.ts';
import { inertText } from '../inert.ts';
import { paragraph, type Section } from '../sections.ts';

export interface Progress {
  /** Items that were not dropped. */
  all: number;
  done: number;
  inProgress: number;
  late: number;
  dropped: number;
}

export const progressOf = (items: readonly Item[], late: ReadonlySet<string>): Progress => {
  const kept = items.filter(({ status }) => status !== 'dropped');
  return {
    all: kept.length,
    done: kept.filter(({ status }) => status === 'done').length,
    inProgress: kept.filter(({ status }) => status === 'in-progress').length,
    late: kept.filter(({ id, status }) => late.has(id) && status !== 'done').length,
    dropped: items.length - kept.length,
  };
};

/** A table with more rows is read by nobody: then only the outer sections have one. */
const MOST_ROWS = 40;

export interface SectionItems {
  /** Titles of the sections around the items, as far as they tell rows apart: plain text. */
  name: string;
  items: Item[];
}

/** The items by the section they stand in, in document order. What all of them stand in is not named. */
export function bySection(items: readonly Item[]): SectionItems[] {
  const shared = sharedDepth(items);
  // What stands directly under the title that all share is called by it.
  const own = shared === 0 ? [] : (items[0]?.path.slice(shared - 1, shared) ?? []);
  const pathOf = (path: string[]): string[] => (path.length > shared ? path.slice(shared) : own);
  const whole = groupBy(items, ({ path }) => pathOf(path));
  return whole.length <= MOST_ROWS ? whole : groupBy(items, ({ path }) => pathOf(path).slice(0, 1));
}

function sharedDepth(items: readonly Item[]): number {
  const [first] = items;
  if (first === undefined) return 0;
  const depth = first.path.findIndex((title, index) => items.some(({ path }) => path[index] !== title));
  // In a roadmap with one section its name is what there is to say.
  return depth === -1 ? Math.max(0, first.path.length - 1) : depth;
}

function groupBy(items: readonly Item[], pathOf: (item: Item) => string[]): SectionItems[] {
  const groups = new Map<string, SectionItems>();
  for (const item of items) {
    const path = pathOf(item);
    const key = JSON.stringify(path);
    const group = groups.get(key) ?? { name: path.join(' › '), items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const HEAD = '| Section | Progress | Done | In progress | Late |\n| --- | --- | --- | --- | --- |';

/** A row for each section; nothing for a roadmap without items. */
export function progressSection(groups: readonly SectionItems[], late: ReadonlySet<string>): Section[] {
  if (groups.length === 0) return [];
  const total = progressOf(
    groups.flatMap(({ items }) => items),
    late,
  );
  const dropped = total.dropped === 0 ? '' : `${total.dropped} dropped, not counted here.`;
  return [
    paragraph('### Progress'),
    {
      lead: '',
      head: HEAD,
      entries: groups.map(({ name, items }) => row(nameOf(name, groups.length), progressOf(items, late))),
      tail: dropped,
    },
  ];
}

const nameOf = (name: string, groups: number): string =>
  inertText(name, { maxLength: 120 }) || (groups === 1 ? 'All items' : '–');

const row = (name: string, { all, done, inProgress, late }: Progress): string =>
  `| ${name} | ${bar(done, all)} | ${done} of ${all} | ${inProgress || '–'} | ${late || '–'} |`;

const CELLS = 10;

/** Ten cells; full only when all is done, empty only when nothing is. */
function bar(done: number, all: number): string {
  const exact = all === 0 ? 0 : (done / all) * CELLS;
  const full = done === all && all > 0 ? CELLS : Math.min(CELLS - 1, done === 0 ? 0 : Math.max(1, Math.round(exact)));
  return `${'█'.repeat(full)}${'░'.repeat(CELLS - full)}`;
}
