import { offsetsOf } from '../markdown/phrase.ts';
import type { EditDocument, Work } from './document.ts';

/** What stands around an item's trailing target: ` (Q3 2021)`, ` - Q3 2021`. Empty where it has none. */
export function frameOf({ source }: EditDocument, work: Work): [string, string][] {
  const { wording, phrase, statedTarget } = work.parts;
  const { mention } = wording;
  if (mention === null || statedTarget?.mention != null || mention.from < wording.to) return [];
  const [start, end] = offsetsOf(phrase, mention.from, mention.to, source);
  const before = /\s{0,6}(?:[([]|\s[-–—:]\s|[:,]\s)\s{0,6}$/.exec(
    source.text.slice(Math.max(phrase.start, start - 6), start),
  )?.[0];
  const after = /^[)\]]?/.exec(source.text.slice(end, end + 1))?.[0] ?? '';
  if (before === undefined || /[([]/.test(before) !== (after !== '')) return [];
  return [[before, after]];
}
