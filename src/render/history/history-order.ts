import type { History, Life } from '../../roadmap/history/history.ts';

/** `slips`: what slipped most often first, then longest; `file`: as the newest revision has them; `age`: oldest first. */
export type HistoryOrder = 'slips' | 'file' | 'age';

/** The History with its lives in that order; of equals, the one that stands first in the file. The argument stays. */
export function sortLives(history: History, order: HistoryOrder): History {
  return order === 'file' ? history : { ...history, lives: history.lives.toSorted(COMPARE[order]) };
}

const COMPARE: Record<Exclude<HistoryOrder, 'file'>, (one: Life, other: Life) => number> = {
  slips: (one, other) => other.timesSlipped - one.timesSlipped || other.daysSlipped - one.daysSlipped,
  age: (one, other) => compareText(one.firstSeen.committedAt, other.firstSeen.committedAt),
};

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
