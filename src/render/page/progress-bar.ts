import { countWords, type StatusCounts, totalOf } from './statuses.ts';
import type { Status } from '../../roadmap/model.ts';

/** What is over stands left, as in a bar that fills up. */
const ORDER: readonly Status[] = ['done', 'in-progress', 'slipped', 'planned', 'dropped'];
const WIDTH = 1_000;
/** The least that can be seen. */
const LEAST = 6;

/** A bar with a stretch for each status, named in words for those who do not see it. */
export function progressBar(counts: StatusCounts): string {
  const total = totalOf(counts);
  const present = ORDER.filter((status) => counts[status] > 0);
  const room = WIDTH - LEAST * present.length;
  let x = 0;
  const stretches = present.map((status) => {
    const width = LEAST + (room * counts[status]) / total;
    const stretch = `<rect class="bar-${status}" x="${Math.round(x)}" width="${Math.round(width)}" height="10"/>`;
    x += width;
    return stretch;
  });
  return `<svg class="bar" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" role="img" aria-label="${countWords(counts)}"><rect class="bar-none" width="${WIDTH}" height="10"/>${stretches.join('')}</svg>`;
}
