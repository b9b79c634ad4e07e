/** What the filter of a page offers: only what its items have. */
import type { RoadmapView, ViewItem } from '../../plan/view/view.ts';
import { plainText } from '../plain-text.ts';
import { MAX_FILTER_LENGTH, sectionKey } from './page-filter.ts';

export interface Choice {
  value: string;
  /** For people; spaces at its beginning show how deep it stands. */
  label: string;
}

/** More choices nobody reads in a list; the address and the search take any. */
const MOST = 200;

/** By name; one of those that differ by case only. */
export function areaChoices(items: readonly ViewItem[]): Choice[] {
  const areas = new Map<string, string>();
  for (const written of new Set(items.flatMap((item) => item.areas))) {
    const area = plainText(written);
    const key = area.toLowerCase();
    if (area !== '' && area.length <= MAX_FILTER_LENGTH.area && !areas.has(key)) areas.set(key, area);
  }
  return [...areas]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .slice(0, MOST)
    .map(([, area]) => ({ value: area, label: area }));
}

/** In document order. Where there are too many, without the deepest. */
export function sectionChoices(items: readonly ViewItem[]): Choice[] {
  const paths = new Map<string, string[]>();
  for (const path of new Map(items.map(({ path }) => [path.join('\n'), path])).values()) {
    const titles = path.map(plainText).filter((title) => title !== '');
    for (const [index] of titles.entries()) {
      const upTo = titles.slice(0, index + 1);
      paths.set(sectionKey(upTo), upTo);
    }
  }
  const all = [...paths].filter(([key]) => key.length <= MAX_FILTER_LENGTH.section);
  return upToMost(all).map(([key, path]) => ({ value: key, label: '  '.repeat(path.length - 1) + path.at(-1)! }));
}

function upToMost(sections: [string, string[]][]): [string, string[]][] {
  if (sections.length <= MOST) return sections;
  const deepest = Math.max(...sections.map(([, path]) => path.length));
  return deepest === 1 ? sections.slice(0, MOST) : upToMost(sections.filter(([, path]) => path.length < deepest));
}

export const fileChoices = (views: readonly RoadmapView[]): Choice[] =>
  views.map(({ file }) => ({ value: file, label: file }));
