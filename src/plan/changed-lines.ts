/**
 * Lines of the new text (1-based) that the old one does not have; of lines that it has fewer times, the last ones. All of
 * them where there was no text.
 */
export function changedLines(before: string | null, after: string): Set<number> {
  const left = new Map<string, number>();
  for (const line of before === null ? [] : linesOf(before)) left.set(line, (left.get(line) ?? 0) + 1);
  const changed = new Set<number>();
  for (const [index, line] of linesOf(after).entries()) {
    const times = left.get(line) ?? 0;
    if (times === 0) changed.add(index + 1);
    else left.set(line, times - 1);
  }
  return changed;
}

const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);
