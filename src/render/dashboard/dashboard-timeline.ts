/** The dated Items as a Mermaid chart. Nothing stands only there: where it is not rendered, nothing is missed. */
import type { Item } from '../../roadmap/model.ts';
import { plainText, shorten, ZERO_WIDTH_SPACE } from '../plain-text.ts';
import type { Section } from '../sections.ts';

export interface TimelineItem {
  item: Item;
  /** What its section is called in the table above. */
  section: string;
  isLate: boolean;
}

/** More bars nobody reads; Mermaid itself takes 50,000 characters. */
const MOST_BARS = 100;
const TITLE_LENGTH = 60;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface Bar extends TimelineItem {
  start: string;
  end: string;
}

/**
 * A fenced chart, a bar for each item with a last day, in document order; of more than a hundred the finished ones are
 * left out first. Nothing where no item has one. Each entry is one bar, with its section's line where that begins.
 * https://mermaid.js.org/syntax/gantt.html
 */
export function timelineSection(items: readonly TimelineItem[]): Section[] {
  const dated = items.flatMap((one) => barOf(one) ?? []);
  const bars = shownBars(dated);
  if (bars.length === 0) return [];
  const more = dated.length - bars.length;
  const lead = more === 0 ? '' : `\n\n${dated.length} items have dates; ${more} of them are not drawn.`;
  return [
    {
      lead: `### Timeline${lead}\n\n\`\`\`mermaid\ngantt\n    dateFormat YYYY-MM-DD\n    axisFormat %Y-%m\n    todayMarker off`,
      entries: bars.map((bar, index) =>
        bar.section === bars[index - 1]?.section
          ? barLine(bar)
          : `    section ${chartText(bar.section) || 'Items'}\n${barLine(bar)}`,
      ),
      tail: '```',
    },
  ];
}

/** A target that only ends is drawn on its last day. Dropped work has no time. */
function barOf(one: TimelineItem): Bar | null {
  const { target, status } = one.item;
  const end = target?.end ?? null;
  if (end === null || status === 'dropped' || !DAY.test(end)) return null;
  const start = target?.start ?? end;
  return { ...one, start: DAY.test(start) && start <= end ? start : end, end };
}

function shownBars(dated: readonly Bar[]): Bar[] {
  if (dated.length <= MOST_BARS) return [...dated];
  const open = dated.filter(({ item }) => item.status !== 'done');
  return (open.length === 0 ? dated : open).slice(0, MOST_BARS);
}

/** The end of a bar is exclusive. */
function barLine({ item, isLate, start, end }: Bar): string {
  const title = chartText(item.title) || `line ${item.line}`;
  const tag = item.status === 'done' ? 'done, ' : isLate ? 'crit, ' : item.status === 'in-progress' ? 'active, ' : '';
  return `    ${ZERO_WIDTH_SPACE}${title} :${tag}${start}, ${dayAfter(end)}`;
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/**
 * Letters, digits and the few signs that mean nothing to Mermaid: no colon, semicolon, hash, quote, bracket, percent
 * sign, backtick or line end is left, no rule (`---`), and no two dots that an address needs.
 */
const chartText = (text: string): string =>
  shorten(
    plainText(text)
      .replace(/[^\p{L}\p{M}\p{N} .()+/-]+/gu, ' ')
      .replace(/([./+-])[./+-]+/gu, '$1')
      .replace(/ {2,}/g, ' ')
      .trim(),
    TITLE_LENGTH,
  );
