/** Longer words are nobody's slip of the finger, and comparing them costs time that a hostile file could ask for. */
const MAX_WORD_LENGTH = 40;

/** Case, dashes and underscores are what people mix up first: `newIssues` and `new-issues` mean `new_issues`. */
const plain = (word: string): string => word.toLowerCase().replace(/[-_ ]/g, '');

/** Number of letters to insert, delete, replace or swap with their neighbour to make one word of the other. */
function distance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length]!;
}

/**
 * The candidate that somebody who wrote `word` most likely meant; null when none is near. Near is one letter in three,
 * at most three. Of equally near ones the first.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word.length === 0 || word.length > MAX_WORD_LENGTH) return null;
  const wanted = plain(word);
  let best: string | null = null;
  let bestDistance = Math.min(3, Math.max(1, Math.floor(wanted.length / 3))) + 1;
  for (const candidate of candidates) {
    const found = distance(wanted, plain(candidate));
    if (found < bestDistance) [best, bestDistance] = [candidate, found];
  }
  return best;
}

/**
 * For the few short names of a closed list (`dun` for `done`, `stat` for `status`): as `nearest`, else the only candidate that
 * begins with the same letter and is two letters away.
 */
export function nearestName(word: string, names: readonly string[]): string | null {
  const near = nearest(word, names);
  const wanted = plain(word);
  if (near !== null || wanted.length < 2 || word.length > MAX_WORD_LENGTH) return near;
  const [only, another] = names.filter((name) => {
    const candidate = plain(name);
    return candidate[0] === wanted[0] && distance(wanted, candidate) === 2;
  });
  return another === undefined ? (only ?? null) : null;
}
