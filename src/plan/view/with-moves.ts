import type { History, Life, LifeTarget } from '../../roadmap/history/history.ts';
import type { RoadmapView, ViewMove } from './view.ts';

/**
 * The view with the moves that the file's revisions tell, in place of those it has. An item is told by its line and title in
 * the newest revision, which must be the text that the view shows; one that is not found there keeps its own.
 */
export function withMoves(view: RoadmapView, { lives, last }: History): RoadmapView {
  const livesByLine = new Map(
    lives.filter(({ lastSeen }) => lastSeen.commit === last?.commit).map((life) => [life.line, life]),
  );
  return {
    ...view,
    items: view.items.map((item) => {
      const life = livesByLine.get(item.line);
      return life === undefined || life.title !== item.title ? item : { ...item, moves: movesOfLife(life) };
    }),
  };
}

/** From each target to the next; the first one that an item ever gets is no move. */
function movesOfLife({ events }: Life): ViewMove[] {
  const moves: ViewMove[] = [];
  let before: LifeTarget | null = events[0]?.target ?? null;
  for (const { kind, target, slip, slippedDays, committedAt } of events) {
    if (kind === 'retargeted' && before !== null) {
      const from = { text: before.text, start: before.start, end: endBefore(before, target, slippedDays) };
      moves.push({ from, to: target && timeOf(target), on: committedAt.slice(0, 10), isSlip: slip });
    }
    before = target;
  }
  return moves;
}

const timeOf = ({ text, start, end }: LifeTarget): Pick<LifeTarget, 'text' | 'start' | 'end'> => ({ text, start, end });

/** The file may have come to say when a release is due between two moves: the days that it slipped by tell. */
function endBefore(before: LifeTarget, after: LifeTarget | null, slippedDays: number | null): string | null {
  if (slippedDays === null || after?.end == null) return before.end;
  return new Date(Date.parse(after.end) - slippedDays * 86_400_000).toISOString().slice(0, 10);
}
