import type { Problem } from '../model.ts';
import type { Source } from '../markdown/source.ts';
import { brokenHatch } from './broken-hatch.ts';
import type { Hatch } from './hatch.ts';
import type { Span } from './without-ignored.ts';
import type { Thing } from './things.ts';

/** Finds what stands between `ignore-start` and `ignore-end`, or the end of the file, in order. */
export function ignoredParts(
  hatches: readonly Hatch[],
  things: readonly Thing[],
  source: Source,
): { parts: Span[]; problems: Problem[] } {
  const parts: Span[] = [];
  const problems: Problem[] = [];
  let open: Hatch | null = null;
  for (const hatch of hatches) {
    if (hatch.word === 'ignore-start') {
      if (open === null) open = hatch;
      else problems.push(brokenHatch(hatch, 'ignored already', source, open));
    } else if (hatch.word === 'ignore-end') {
      if (open === null) problems.push(brokenHatch(hatch, 'no start', source));
      else {
        const part = { start: open.start, end: hatch.end };
        if (!beginsIn(part, things)) problems.push(brokenHatch(open, 'empty part', source));
        parts.push(part);
      }
      open = null;
    }
  }
  if (open !== null) {
    problems.push(brokenHatch(open, 'no end', source));
    parts.push({ start: open.start, end: source.text.length });
  }
  return { parts, problems };
}

/** Whether a thing begins inside: the first that does not begin before is looked for. */
function beginsIn(part: Span, things: readonly Thing[]): boolean {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((things[middle]?.start ?? 0) < part.start) low = middle + 1;
    else high = middle;
  }
  return (things[low]?.start ?? Infinity) < part.end;
}
