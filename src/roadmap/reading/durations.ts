import type { SectionBlock } from '../markdown/blocks.ts';
import { timeAhead } from '../target/relative-time.ts';

/** The first and the last of a range, and its unit. */
const RANGE = /^(\d{1,3})\s{0,3}[^\d\s]{1,3}\s{0,3}(\d{1,3})\s{0,3}(\D{1,20})$/u;

/**
 * Whether the headings of a file tell how long each takes, `(1-2 weeks)` and again `(1-2 weeks)`, and not when: headings beside one
 * another that tell times go on where the one before ended, `(0-4 weeks)`, `(4-8 weeks)`.
 */
export function tellsDurations(root: SectionBlock): boolean {
  const before = { end: 0, unit: '' };
  for (const part of root.content) {
    if (part.type !== 'section') continue;
    if (tellsDurations(part)) return true;
    const [, first, last, unit = ''] = RANGE.exec(timeAhead(part.phrase.text)?.text ?? '') ?? [];
    if (first === undefined || last === undefined) continue;
    // One that begins at nothing begins a count; nobody needs "0-4 weeks" for a work.
    if (before.unit === unit && Number(first) > 0 && Number(first) < before.end) return true;
    Object.assign(before, { end: Number(last), unit });
  }
  return false;
}
