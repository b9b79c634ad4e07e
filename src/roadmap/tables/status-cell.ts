import { fold } from '../folding.ts';
import { statusOfBox, statusOfCell, statusOfTag } from '../status/status.ts';
import { targetOfTag } from '../target/target.ts';
import { squeeze } from '../words.ts';
import { ANY_DAY } from './table-columns.ts';

/** Answers in a column that asks how far a work is, as `fold` spells them. */
const ANSWERED_YES: ReadonlySet<string> = new Set(
  'ok|okay|ja|klar|klart|oui|si|sim|да|так|tak|evet|是|はい|예|네'.split('|'),
);

/** A status cell: words, a mark, or a date where the header itself is the status (`Completed`). */
export function statusFromCell(
  text: string,
  header: string,
  markStatus: (mark: string) => ReturnType<typeof statusOfCell>,
): ReturnType<typeof statusOfCell> {
  const cell = squeeze(text);
  if (cell === '') return null;
  const box = /^\[(.?)\]/u.exec(cell)?.[1];
  const boxed = box === undefined ? null : statusOfBox(box);
  if (boxed !== null) return boxed;
  // "🔜 Planned": the word says it outright, the mark by common use.
  const told = statusOfTag(cell.replace(/^[^\p{L}\p{N}]{1,12}/u, ''));
  if (told !== null) return told;
  const mark = markStatus(cell) ?? markStatus(/^(?::[\w+-]+:|\S{1,8})/u.exec(cell)?.[0] ?? '');
  if (mark !== null) return mark;
  const words = statusOfCell(cell) ?? (ANSWERED_YES.has(fold(cell.replaceAll(/[^\p{L}]/gu, ''))) ? 'done' : null);
  if (words !== null) return words;
  const isHeaderStatus = /^(?:done|completed?|shipped|released)\??$/i.test(squeeze(header));
  if (!isHeaderStatus) return null;
  if (/^(?:no|n|false)$/i.test(cell)) return 'planned';
  return /^(?:yes|y|true|x)$/i.test(cell) || targetOfTag(cell, ANY_DAY) !== null ? 'done' : null;
}
