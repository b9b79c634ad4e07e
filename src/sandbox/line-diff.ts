/**
 * Lines of two texts compared, as git shows them: the shortest way from one to the other, in hunks with three lines
 * around each. E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986).
 */

/** A run of lines that was replaced: `[from, to)` of the old lines by `[start, end)` of the new ones. */
export interface LineChange {
  from: number;
  to: number;
  start: number;
  end: number;
}

export interface Hunk {
  /** One-based first line and the number of lines, on the old and on the new side. */
  oldStart: number;
  oldLines: number;
  newStart: number;
  newLines: number;
  /** Each with its mark: ` `, `+` or `-`. */
  lines: string[];
}

/** Beyond so many differences the rest is taken as replaced altogether: the search takes their square in memory. */
const mostDifferences = 1000;

/** Lines without their ends; a final newline makes no line of its own. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** What changed, in order; nothing for equal texts. */
export function changedLines(before: readonly string[], after: readonly string[]): LineChange[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const shorter = Math.min(before.length, after.length) - head;
  while (tail < shorter && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const old = before.slice(head, before.length - tail);
  const current = after.slice(head, after.length - tail);
  return middle(old, current).map((change) => ({
    from: change.from + head,
    to: change.to + head,
    start: change.start + head,
    end: change.end + head,
  }));
}

function middle(old: readonly string[], current: readonly string[]): LineChange[] {
  if (old.length === 0 && current.length === 0) return [];
  const steps = search(old, current);
  if (steps === null) return [{ from: 0, to: old.length, start: 0, end: current.length }];
  return walkBack(steps, old.length, current.length);
}

/** Furthest places reached with each number of differences, by diagonal; null where there are too many. */
function search(old: readonly string[], current: readonly string[]): Map<number, number>[] | null {
  const steps: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let differences = 0; differences <= mostDifferences; differences += 1) {
    const next = new Map(reached);
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      let x = firstStep(reached, diagonal, differences);
      while (x < old.length && x - diagonal < current.length && old[x] === current[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= old.length && x - diagonal >= current.length) return [...steps, reached];
    }
    steps.push(reached);
    reached = next;
  }
  return null;
}

function firstStep(reached: ReadonlyMap<number, number>, diagonal: number, differences: number): number {
  const below = reached.get(diagonal - 1) ?? -1;
  const above = reached.get(diagonal + 1) ?? -1;
  const down = diagonal === -differences || (diagonal !== differences && below < above);
  return down ? above : below + 1;
}

function walkBack(steps: readonly ReadonlyMap<number, number>[], oldLength: number, newLength: number): LineChange[] {
  const changes: LineChange[] = [];
  let [x, y] = [oldLength, newLength];
  for (let differences = steps.length - 1; differences > 0; differences -= 1) {
    const reached = steps[differences] ?? new Map<number, number>();
    const diagonal = x - y;
    const below = reached.get(diagonal - 1) ?? -1;
    const above = reached.get(diagonal + 1) ?? -1;
    const down = diagonal === -differences || (diagonal !== differences && below < above);
    const fromX = down ? above : below;
    const fromY = fromX - (down ? diagonal + 1 : diagonal - 1);
    const step = down
      ? { from: fromX, to: fromX, start: fromY, end: fromY + 1 }
      : { from: fromX, to: fromX + 1, start: fromY, end: fromY };
    const next = changes[0];
    if (next?.from === step.to && next.start === step.end) {
      changes[0] = { from: step.from, to: next.to, start: step.start, end: next.end };
    } else {
      changes.unshift(step);
    }
    [x, y] = [fromX, fromY];
  }
  return changes;
}

const context = 3;

/** The changes with the lines around them; neighbours whose surroundings touch make one hunk. */
export function hunksOf(before: readonly string[], after: readonly string[]): Hunk[] {
  const groups: LineChange[][] = [];
  for (const change of changedLines(before, after)) {
    const last = groups.at(-1)?.at(-1);
    if (last && change.from - last.to <= 2 * context) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups.map((changes) => toHunk(before, after, changes));
}

function toHunk(before: readonly string[], after: readonly string[], changes: readonly LineChange[]): Hunk {
  const first = changes[0] ?? { from: 0, to: 0, start: 0, end: 0 };
  const last = changes.at(-1) ?? first;
  const lead = Math.min(context, first.from);
  const end = Math.min(before.length, last.to + context);
  const lines: string[] = [];
  let place = first.from - lead;
  for (const change of changes) {
    lines.push(...before.slice(place, change.from).map((line) => ` ${line}`));
    lines.push(...before.slice(change.from, change.to).map((line) => `-${line}`));
    lines.push(...after.slice(change.start, change.end).map((line) => `+${line}`));
    place = change.to;
  }
  lines.push(...before.slice(place, end).map((line) => ` ${line}`));
  const oldLines = lines.filter((line) => !line.startsWith('+')).length;
  const newLines = lines.filter((line) => !line.startsWith('-')).length;
  return {
    // git counts the line before an empty side.
    oldStart: first.from - lead + (oldLines === 0 ? 0 : 1),
    oldLines,
    newStart: first.start - lead + (newLines === 0 ? 0 : 1),
    newLines,
    lines,
  };
}

const range = (start: number, lines: number): string => (lines === 1 ? String(start) : `${start},${lines}`);

/** Hunks as a patch prints them: `@@ -1,3 +1,4 @@` and their lines. */
export const patchOf = (hunks: readonly Hunk[]): string =>
  hunks
    .map(
      (hunk) =>
        `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@\n${hunk.lines.join('\n')}`,
    )
    .join('\n');

/** Both sides' changes of one text put together; null where they touch the same or neighbouring lines. */
export function mergeLines(base: string, ours: string, theirs: string): string | null {
  const [old, left, right] = [base.split('\n'), ours.split('\n'), theirs.split('\n')];
  const [a, b] = [changedLines(old, left), changedLines(old, right)];
  const merged: string[] = [];
  let place = 0;
  while (a.length > 0 || b.length > 0) {
    const [one, other] = [a[0], b[0]];
    if (one && other && sameChange(one, left, other, right)) b.shift();
    else if (one && other && one.from <= other.to && other.from <= one.to) return null;
    const mine = one && (!other || one.from <= other.from);
    const change = mine ? one : other;
    if (!change) break;
    (mine ? a : b).shift();
    merged.push(...old.slice(place, change.from), ...(mine ? left : right).slice(change.start, change.end));
    place = change.to;
  }
  return [...merged, ...old.slice(place)].join('\n');
}

function sameChange(one: LineChange, left: readonly string[], other: LineChange, right: readonly string[]): boolean {
  if (one.from !== other.from || one.to !== other.to) return false;
  return left.slice(one.start, one.end).join('\n') === right.slice(other.start, other.end).join('\n');
}
