import type { RoadmapView, ViewItem } from '../../plan/view/view.ts';
import { plainText, shorten } from '../plain-text.ts';
import { isFiltering, sectionKey, type PageFilter } from './page-filter.ts';

/**
 * The view with the items that the filter lets through, for the timeline and for counting. A sub-item whose parent is not among
 * them has none. Sections stay, and the findings of the file and of the items that are left. The view itself when nothing is left out.
 */
export function filterView(view: RoadmapView, filter: PageFilter): RoadmapView {
  if (!isFiltering(filter)) return view;
  const kept = matchingItems(view, filter);
  const places = new Map(kept.map((index, place) => [index, place]));
  const items = kept.map((index) => {
    const item = view.items[index]!;
    return { ...item, parent: item.parent === null ? null : (places.get(item.parent) ?? null) };
  });
  const ids = new Set(items.map(({ id }) => id));
  return { ...view, items, findings: view.findings.filter(({ item }) => item === null || ids.has(item)) };
}

/** Indexes in `view.items` of the items that the filter lets through, in document order. */
export function matchingItems(view: RoadmapView, filter: PageFilter): number[] {
  const matches = matcherOf(filter);
  return view.items.flatMap((item, index) => (matches(item) ? [index] : []));
}

function matcherOf({ text, statuses, area, section }: PageFilter): (item: ViewItem) => boolean {
  const words = folded(text)
    .split(' ')
    .filter((word) => word !== '');
  const inSection = sectionMatcher(section);
  const hasArea = areaMatcher(area);
  return (item) =>
    (statuses.length === 0 || statuses.includes(item.status)) &&
    (area === '' || hasArea(item)) &&
    (section === '' || inSection(item)) &&
    (words.length === 0 || hasWords(item, words));
}

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

const folded = (text: string): string =>
  (PRINTABLE_ASCII.test(text) ? text : plainText(text).normalize('NFKC')).toLowerCase();

function areaMatcher(area: string): (item: ViewItem) => boolean {
  const wanted = folded(area);
  return ({ areas }) => areas.some((each) => folded(each) === wanted);
}

/** A whole path stands for that section and all within it; a single title for every section that has it. Many items share a path. */
function sectionMatcher(section: string): (item: ViewItem) => boolean {
  const wanted = folded(section);
  const known = new Map<string, boolean>();
  const isInside = (path: readonly string[]): boolean =>
    path.some((title, index) => folded(title) === wanted || folded(sectionKey(path.slice(0, index + 1))) === wanted);
  return ({ path }) => {
    const key = path.join('\n');
    const answer = known.get(key) ?? isInside(path);
    known.set(key, answer);
    return answer;
  };
}

const hasWords = (item: ViewItem, words: readonly string[]): boolean => {
  const { title, description, areas, path, target, column, references } = item;
  const parts = [title, description, ...areas, ...path, target?.text ?? '', column ?? ''];
  const text = folded([...parts, ...references.map(({ label }) => label)].join(' '));
  return words.every((word) => text.includes(word));
};

/** The filter without what none of these roadmaps has; what is dropped is told in `ignored`. */
export function heededFilter(filter: PageFilter, views: readonly RoadmapView[]): PageFilter {
  const items = views.flatMap(({ items }) => items);
  const isKnown = {
    area: () => items.some(areaMatcher(filter.area)),
    section: () => items.some(sectionMatcher(filter.section)),
    file: () => views.some(({ file }) => file === filter.file),
  };
  const names = (['area', 'section', 'file'] as const).filter((name) => filter[name] !== '' && !isKnown[name]());
  if (names.length === 0) return filter;
  return {
    ...filter,
    ...Object.fromEntries(names.map((name) => [name, ''])),
    ignored: [...filter.ignored, ...names.map((name) => `${name} “${shorten(filter[name], 80)}”`)],
  };
}
