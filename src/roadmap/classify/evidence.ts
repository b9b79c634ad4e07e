import type { List } from '../markdown/blocks.ts';
import { normalizeMark } from '../status/status.ts';
import { MARKS } from '../status/status-words.ts';
import { allEntries } from './signals.ts';

/** Strong evidence that a stretch holds works: it outweighs the words of a heading. */

/** A checkbox, at any depth. */
export function hasBoxes(list: List): boolean {
  return allEntries(list).some((entry) => entry.checked !== null);
}

/** Checkboxes, or marks of a status before half of the bullets or more. */
export function isTracked(list: List): boolean {
  if (hasBoxes(list)) return true;
  const marked = list.entries.filter((entry) => isMarked(entry.phrase.text));
  return marked.length > 0 && marked.length >= list.entries.length / 2;
}

/** Begins with a mark of a status: `✅ Editor`, `:construction: Editor`. */
export function isMarked(text: string): boolean {
  const mark = /^\s*(:[a-z][\w+-]{1,30}:|\p{Extended_Pictographic}\uFE0F?|[✓✔☐☑])\s/iu.exec(text)?.[1];
  return mark !== undefined && MARKS.has(normalizeMark(mark));
}
