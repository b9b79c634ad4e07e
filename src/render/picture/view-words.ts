/** What pictures, badge and report say of a RoadmapView in words. Plain text. */
import type { RoadmapView, ViewItem, ViewMove } from '../../plan/view/view.ts';
import type { Status } from '../../roadmap/model.ts';
import { count } from '../count.ts';
import { plainText, shorten } from '../plain-text.ts';

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  planned: 'planned',
  'in-progress': 'in progress',
  done: 'done',
  slipped: 'slipped',
  dropped: 'dropped',
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `22 Nov 2026` of `2026-11-22`. */
export const dayWords = (day: string): string =>
  `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`;

/** `Roadmap of acme/anchor`; its own title where it belongs to no known repository, or the file's path. */
export function viewName({ repo, title, file }: RoadmapView): string {
  if (repo !== null) return `Roadmap of ${plainText(repo)}`;
  const own = plainText(title ?? '');
  return own === '' ? plainText(file) : shorten(own, 120);
}

/** `40 items: 12 done, 3 slipped, 25 planned`; `No items` where there are none. */
export function viewCounts({ items }: RoadmapView): string {
  if (items.length === 0) return 'No items';
  const counts = countsOf(items);
  const parts = (['done', 'in-progress', 'slipped', 'planned', 'dropped'] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => `${grouped(counts[status])} ${STATUS_WORDS[status]}`);
  return `${items.length === 1 ? '1 item' : `${grouped(items.length)} items`}: ${parts.join(', ')}`;
}

export function countsOf(items: readonly Pick<ViewItem, 'status'>[]): Record<Status, number> {
  const counts = { planned: 0, 'in-progress': 0, done: 0, slipped: 0, dropped: 0 } satisfies Record<Status, number>;
  for (const { status } of items) counts[status] += 1;
  return counts;
}

/** `1,430` */
export const grouped = (number: number): string => number.toLocaleString('en-US');

export const slipsOf = ({ moves }: Pick<ViewItem, 'moves'>): ViewMove[] => moves.filter(({ isSlip }) => isSlip);

/** Days from the old last day to the new one, of all slips that know both. */
export function daysSlipped(item: Pick<ViewItem, 'moves'>): number {
  let days = 0;
  for (const { from, to } of slipsOf(item)) {
    if (from.end === null || to?.end == null) continue;
    days += Math.max(0, Math.round((Date.parse(to.end) - Date.parse(from.end)) / 86_400_000));
  }
  return days;
}

/** `slipped 3 times, 180 days in all`; '' for none. */
export function slipWords(item: Pick<ViewItem, 'moves'>): string {
  const times = slipsOf(item).length;
  const days = daysSlipped(item);
  if (times === 0) return '';
  return `slipped ${count(times, 'time')}${days === 0 ? '' : `, ${grouped(days)} ${days === 1 ? 'day' : 'days'}${times === 1 ? '' : ' in all'}`}`;
}

/** `Q1 2024 → Q3 2024 → 2025`: all that it was planned for, one after the other; '' where it never moved. */
export function movesWords({ moves }: Pick<ViewItem, 'moves'>): string[] {
  const chain: string[] = [];
  const add = (text: string): void => {
    const plain = plainText(text);
    if (plain !== '' && chain.at(-1) !== plain) chain.push(plain);
  };
  for (const { from, to } of moves) {
    add(from.text);
    add(to === null ? 'no target' : to.text);
  }
  return chain;
}

export const isOpen = ({ status }: Pick<ViewItem, 'status'>): boolean => status !== 'done' && status !== 'dropped';
