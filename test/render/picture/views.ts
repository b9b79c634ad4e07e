/** Views made of a few items, and what a picture of one is taken apart with. */
import type { RoadmapView, ViewItem, ViewTarget } from '../../../src/plan/view/view.ts';

export const TODAY = '2026-11-22';

export const timeframe = (text: string, start: string | null, end: string | null): ViewTarget => ({
  text,
  kind: 'timeframe',
  start,
  end,
});
export const horizon = (text: string): ViewTarget => ({ text, kind: 'horizon', start: null, end: null });
export const release = (text: string): ViewTarget => ({ text, kind: 'release', start: null, end: null });
export const Q1 = timeframe('Q1 2027', '2027-01-01', '2027-03-31');
export const Q2 = timeframe('Q2 2027', '2027-04-01', '2027-06-30');

export const item = (changes: Partial<ViewItem> = {}): ViewItem => ({
  id: '0123456789',
  line: 1,
  endLine: 1,
  title: 'Trim the wick',
  description: '',
  path: [],
  parent: null,
  status: 'planned',
  areas: [],
  target: null,
  references: [],
  column: null,
  moves: [],
  ...changes,
});

export const view = (items: ViewItem[], changes: Partial<RoadmapView> = {}): RoadmapView => ({
  version: 1,
  repo: 'lanternhq/lantern',
  file: 'ROADMAP.md',
  title: null,
  lastUpdated: null,
  serverUrl: null,
  ref: null,
  committedOn: null,
  isObserved: true,
  sections: [],
  items,
  findings: [],
  ...changes,
});

/** So many items in sections of ten, in all statuses. */
export const manyItems = (number: number): ViewItem[] =>
  Array.from({ length: number }, (_, index) =>
    item({
      title: `Work ${index}`,
      line: index + 1,
      path: ['Roadmap', `Section ${Math.floor(index / 10)}`],
      status: (['done', 'planned', 'in-progress', 'slipped', 'dropped'] as const)[index % 5]!,
      target: index % 3 === 0 ? Q1 : null,
    }),
  );

/** The row of the item with that title: all that is drawn in it. */
export function rowOf(svg: string, title: string): string {
  const row = svg.split('\n').find((line) => line.startsWith('<g><title>') && line.includes(`>${title} (`));
  if (row === undefined) throw new Error(`No row of ${title}`);
  return row;
}

export interface Bar {
  x: number;
  right: number;
}

/** The bar with that class. */
export function barIn(row: string, name: string): Bar {
  const found = new RegExp(`<rect class="${name}" x="([\\d.]+)" y="[\\d.]+" width="([\\d.]+)"`).exec(row);
  if (found === null) throw new Error(`No bar of ${name} in ${row}`);
  return { x: Number(found[1]), right: Number(found[1]) + Number(found[2]) };
}

/** Where each arrow begins and ends, from left to right in the text. */
export const arrowsIn = (row: string): { kind: string; from: number; to: number }[] =>
  [...row.matchAll(/<path class="mp-(slip|move)" d="M([\d.]+) [\d.-]+C[\d.]+ [\d.-]+ [\d.]+ [\d.-]+ ([\d.]+)/g)].map(
    ([, kind, from, to]) => ({ kind: kind!, from: Number(from), to: Number(to) }),
  );

/** Words that stand in the picture, without those for whoever points at something. */
export const wordsIn = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, words]) => words!.replaceAll(/<[^>]*>/g, ''));

/**
 * What is wrong with it as XML; '' for nothing. For the small part of XML that pictures are written in: elements with quoted
 * attributes, text, the five entities.
 */
export function xmlFault(svg: string): string {
  const open: string[] = [];
  const rest = svg.replaceAll(
    /<(\/?)([a-zA-Z]+)((?: [a-zA-Z:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)(\/?)>/g,
    (_, closing: string, name: string, __, empty: string) => {
      if (closing === '/') return open.pop() === name ? '' : `<${name}>`;
      if (empty === '') open.push(name);
      return '';
    },
  );
  if (open.length > 0) return `not closed: ${open.join(', ')}`;
  if (/[<>]/.test(rest)) return `stray: ${/.{0,40}[<>].{0,40}/.exec(rest)![0]}`;
  return /&(?!(?:amp|lt|gt|quot|#39);)/.test(rest) ? 'a stray &' : '';
}
