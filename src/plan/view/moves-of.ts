import type { Item } from '../../roadmap/model.ts';
import { movedLater } from '../../roadmap/history/moved-later.ts';
import type { BaseItem } from '../model.ts';
import type { ViewMove } from './view.ts';

/**
 * From each earlier target that is remembered of the item to the next, the last to the one that the file names now. A slip is
 * what the history of the file would call one.
 */
export function movesOf({ target }: Item, known: BaseItem | undefined): ViewMove[] {
  const earlier = known?.earlierTargets ?? [];
  return earlier.map((from, index): ViewMove => {
    const to = earlier[index + 1] ?? target;
    return { from: timeOf(from), to: to && timeOf(to), on: from.leftOn ?? null, isSlip: movedLater(from, to) };
  });
}

const timeOf = ({ text, start = null, end }: { text: string; start?: string | null; end: string | null }) => ({
  text,
  start,
  end,
});
