/** Where items without a time stand: columns beside the axis, from the nearest horizon or release to the farthest. */
import type { ViewItem, ViewTarget } from '../../plan/view/view.ts';
import { compareTargets } from '../../roadmap/target/compare-targets.ts';
import { plainText } from '../plain-text.ts';

export interface TimelineColumn {
  /** What stands above it. */
  label: string;
  left: number;
  right: number;
  /** Several targets share it: each item's own is told beside it. */
  isMixed: boolean;
}

export interface TimelineColumns {
  columns: TimelineColumn[];
  /** Where the axis of time begins and ends; null where no item has a time. */
  axis: { left: number; right: number } | null;
  /** null for an item that stands on the axis, and where there are no columns. */
  columnOf: (item: ViewItem) => TimelineColumn | null;
}

const COLUMN = 70;
const MIXED_COLUMN = 150;
const GAP = 14;
const LABEL = 150;
const MOST_COLUMNS = 40;
const NO_TARGET = 'no target';
const NO_DATE = 'no date';
const TARGET = 'planned for';

/** Has it a first or a last day? */
export const isDated = (target: Pick<ViewTarget, 'start' | 'end'> | null): boolean =>
  target !== null && (target.start ?? target.end) !== null;

/**
 * Shares out the width. Each target without a time has a column of its own as far as there is room, else one column has
 * them all. The axis keeps at least about two thirds.
 */
export function timelineColumns(
  items: readonly ViewItem[],
  { left, right }: { left: number; right: number },
): TimelineColumns {
  const undated = items.filter(({ target }) => !isDated(target));
  const hasAxis = undated.length < items.length || items.some(wasDated);
  const labels = labelsOf(undated);
  // Nothing says anything of a time: then neither axis nor column tells anybody more.
  if (labels.length === 0 || (!hasAxis && labels.length === 1 && labels[0] === NO_TARGET))
    return { columns: [], axis: hasAxis ? { left, right: right - labelRoom(items) } : null, columnOf: () => null };
  const room = hasAxis ? (right - left) * 0.42 : right - left;
  const isMixed = labels.length * COLUMN > room;
  const mixedLabel = hasAxis ? NO_DATE : TARGET;
  const names = isMixed ? [mixedLabel] : labels;
  const least = isMixed ? Math.min(MIXED_COLUMN, room) : COLUMN;
  const width = hasAxis ? least : Math.min((right - left) / names.length, isMixed ? Infinity : 200);
  const begin = hasAxis ? right - width * names.length : left;
  const columns = names.map((label, index) => ({
    label,
    left: begin + index * width,
    right: begin + (index + 1) * width,
    isMixed,
  }));
  const byLabel = new Map(columns.map((column) => [column.label, column]));
  return {
    columns,
    axis: hasAxis ? { left, right: begin - GAP } : null,
    columnOf: (item) => (isDated(item.target) ? null : (byLabel.get(isMixed ? mixedLabel : labelOf(item)) ?? null)),
  };
}

const wasDated = ({ moves }: ViewItem): boolean => moves.some(({ from }) => from.end !== null);

/** How often an item slipped is always told: beside the last day of the axis too. */
const labelRoom = (items: readonly ViewItem[]): number => (items.some(({ moves }) => moves.length > 0) ? LABEL : 0);

const labelOf = ({ target }: ViewItem): string => (target === null ? '' : plainText(target.text)) || NO_TARGET;

/** Nearest first; what cannot be compared as the file has it, no target last. */
function labelsOf(items: readonly ViewItem[]): string[] {
  const targets = new Map<string, ViewTarget>();
  for (const item of items) if (item.target !== null) targets.set(labelOf(item), item.target);
  targets.delete(NO_TARGET);
  // So many never get a column each, and their order shows nowhere.
  if (targets.size > MOST_COLUMNS) return [...targets.keys()];
  const sorted: [string, ViewTarget][] = [];
  for (const entry of targets) {
    // Not every two targets can be compared, so a sorting algorithm might put the same ones in any order.
    const after = sorted.findIndex(([, other]) => (compareTargets(entry[1], other) ?? 0) < 0);
    sorted.splice(after === -1 ? sorted.length : after, 0, entry);
  }
  const labels = sorted.map(([label]) => label);
  return items.some((item) => labelOf(item) === NO_TARGET) ? [...labels, NO_TARGET] : labels;
}
