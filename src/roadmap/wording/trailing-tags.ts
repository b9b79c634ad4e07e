import { pieceAt } from '../markdown/phrase.ts';
import { findBlank } from '../references/placeholder.ts';
import { statusOfTag, statusOfWholeTag } from '../status/status.ts';
import { targetOfTag } from '../target/target.ts';
import type { Mention } from '../target/target.ts';
import type { TimeAnchor } from '../target/timeframe.ts';
import { cut, moved, takeMark, tellStatus, tellTarget } from './wording-parts.ts';
import type { WordingContext, Work } from './wording-parts.ts';
import { squeeze } from '../words.ts';

/** How much of the end of a text is looked at for decorations. */
const TAIL = 600;

export function takeTrailing(work: Work): boolean {
  // Decorations are short; looking at the tail alone keeps patterns that end a text from crawling through a long one.
  const text = work.phrase.text.slice(Math.max(work.from, work.to - TAIL), work.to);
  const space = /[\s,;:：–—-]{1,40}$/.exec(text);
  if (space !== null && space[0].length < text.length) return cut(work, space[0].length);
  // Behind an equals sign or a quotation mark it is a value: without it half a tag would be left.
  const bare = /(?<![="'<])https?:\/\/[^\s()[\]]{1,2000}$/.exec(text);
  if (bare !== null && bare.index > 0) return cut(work, bare[0].length);
  if (/\S\.$/.test(text) && pointsAt(work, text.slice(0, -1))) return cut(work, 1);
  return (
    takeTrailingReference(work, text) ||
    takeTrailingConjunction(work, text) ||
    takeTrailingBracket(work, text) ||
    takeTrailingDate(work, text) ||
    takeTrailingMark(work, text) ||
    takeTrailingWord(work, text) ||
    takeTrailingItalic(work) ||
    takeTrailingSentence(work, text)
  );
}

/** A trailing `#12`, `[12](…/issues/12)`, `owner/repo#12`, with the words that only announce it. */
function takeTrailingReference(work: Work, text: string): boolean {
  const literal = /(?:^|[\s(,[])((?:[\w.-]{1,100}\/)?[\w.-]{0,100}#\d{1,9}|GH-\d{1,9})$/.exec(text);
  if (literal?.[1] !== undefined && literal[1].length < text.length) return cut(work, literal[1].length);
  const last = pieceAt(work.phrase, work.to - 1);
  if (
    last?.link != null &&
    last.at > work.from &&
    /^#?\d+$/.test(last.text.trim()) &&
    last.at + last.text.length >= work.to
  ) {
    return cut(work, work.to - last.at);
  }
  const announced =
    /(?:^|[\s(.,–—-])((?:(?:related|tracking|github|see|tracked (?:in|by))\s{1,9}){0,4}(?:issues?|tracked (?:in|by)|prs?|pull requests?|rfc)\s*:?)$/i.exec(
      text,
    );
  if (announced?.[1] === undefined || work.to === work.phrase.text.length || announced.index === 0) return false;
  return cut(work, announced[1].length);
}

/** The "and" between two references, of which the second has gone: `Undo #12 and #13`. */
function takeTrailingConjunction(work: Work, text: string): boolean {
  const match = /[\s)\]](and|or|&|\/|\+)$/i.exec(text);
  if (match?.[1] === undefined || match.index === 0 || !isBeforeReference(work)) return false;
  return cut(work, match[1].length);
}

/** Whether what was taken off last begins with a reference. */
function isBeforeReference({ phrase, to }: Work): boolean {
  const taken = phrase.text.slice(to, to + 260);
  const start = taken.length - taken.trimStart().length;
  if (/^[([]?(?:(?:[\w.-]{1,100}\/)?[\w.-]{0,100}#\d|GH-\d|https?:\/\/)/i.test(taken.slice(start))) return true;
  const first = pieceAt(phrase, to + start);
  return first?.link != null && /^#?\d+$/.test(first.text.trim());
}

/** Whether a text ends with a reference, so that a full stop behind it is no part of a name. */
function pointsAt(work: Work, text: string): boolean {
  if (/(?:#\d{1,9}|\/\d{1,9})[)\]]?$/.test(text)) return true;
  const last = pieceAt(work.phrase, work.to - 2);
  return last?.link != null && /^#?\d+$/.test(last.text.trim());
}

/** A trailing `(…)` or `[…]` that holds a status, a target or references; others belong to the title. */
function takeTrailingBracket(work: Work, text: string): boolean {
  const match = /[([（【]([^()[\]（）【】]{0,300})[)\]）】][.,;。]?$/.exec(text);
  const inner = match?.[1];
  if (match === null || inner === undefined || match.index === 0) return false;
  const at = work.to - match[0].length + 1;
  if (isEmptied(inner) || findBlank(inner) !== null) return cut(work, match[0].length);
  const status = statusOfTag(inner);
  const mention = ownTarget(inner, work.context);
  if (status === null && mention === null) return false;
  tellStatus(work, status);
  tellTarget(work, mention, at);
  return cut(work, match[0].length);
}

/** Only references, separators and the word for them. */
function isEmptied(inner: string): boolean {
  const words = /#\d|gh-\d|https?:\/\//i.test(inner)
    ? inner.replaceAll(/https?:\/\/\S+/g, '').replaceAll(/(?:[\w.-]{1,100}\/)?[\w.-]{0,100}#\d{1,9}|GH-\d{1,9}/gi, '')
    : inner;
  const rest = words.replaceAll(/\b(?:see|issues?|prs?|and|tracking|in|by)\b/gi, '');
  return !/[\p{L}\p{N}?]/u.test(rest);
}

/** The target that a tag names; inside a release's section a bare version of one or two numbers is none. */
function ownTarget(inner: string, context: WordingContext): Mention | null {
  const mention = targetOfTag(inner, context.anchor) ?? targetAfterStatus(inner, context.anchor);
  const isBare = mention?.kind === 'release' && squeeze(inner) === mention.text;
  return isBare && context.inRelease && !/\d\.\d+\.\d|-[a-z]/i.test(inner) ? null : mention;
}

/** `(shipped in 1.2)`, `(Released on July 8, 2020)`: the target that stands with a status. */
function targetAfterStatus(inner: string, anchor: TimeAnchor): Mention | null {
  const match = /^[\p{L} -]{3,24}?\b(?:in|on|since|with|for|around)\s+(?:release |version )?/iu.exec(inner);
  if (match === null || statusOfTag(inner) === null) return null;
  const mention = targetOfTag(inner.slice(match[0].length), anchor);
  return mention === null ? null : moved(mention, match[0].length);
}

/** What announces a target at the end of a line: `, due 2026-03-01`, `📅 2026-03-01`, ` by March 2026`, ` @ Q3 2026`. */
const ANNOUNCES =
  /(?:^|[\s,;–—-])((?:[📅🗓⏳⌛⏰🎯🚀]\uFE0F?|@|(?:due|eta|target|deadline|by|until|expected|planned for|scheduled for|targeting|bis|pour|para|до|к))(?:\s?[:：])?\s+([^,;()[\]]{4,32}))$/iu;

function takeTrailingDate(work: Work, text: string): boolean {
  const tail = text.slice(-64);
  const match = /\d/.test(tail) ? ANNOUNCES.exec(tail) : null;
  const [, announced = '', inner = ''] = match ?? [];
  if (inner === '' || announced.length >= text.trimStart().length) return false;
  const mention = targetOfTag(inner, work.context.anchor);
  if (mention?.kind !== 'timeframe') return false;
  tellTarget(work, mention, work.to - inner.length);
  return cut(work, announced.length);
}

function takeTrailingMark(work: Work, text: string): boolean {
  const match =
    /(?:\p{Extended_Pictographic}(?:[\uFE0E\uFE0F]|\p{Emoji_Modifier})*|[✓✔☐☑]|:[a-z][\w+-]{1,40}:)$/iu.exec(text);
  if (match === null || match.index === 0) return false;
  return takeMark(work, match[0], () => cut(work, match[0].length));
}

/** A trailing ` - DONE`, `: Q3 2021`, ` - Available in release 1.14.0`. */
function takeTrailingWord(work: Work, text: string): boolean {
  const match = /\s[–—-]{1,2}\s+([^–—]{1,60})$|[:：]\s+([^:：]{1,40})$/.exec(text);
  const inner = match?.[1] ?? match?.[2];
  if (match === null || inner === undefined || match.index === 0) return false;
  const status = statusOfTag(inner);
  const mention = ownTarget(inner, work.context);
  const isShort = inner.split(/\s+/).length <= 5;
  if ((status === null || !isShort) && mention === null) return false;
  tellStatus(work, status);
  tellTarget(work, mention, work.to - inner.length);
  return cut(work, text.length - match.index);
}

/** A trailing `_released in v2.1_`, set in italics to tell it from the name. */
function takeTrailingItalic(work: Work): boolean {
  const last = pieceAt(work.phrase, work.to - 1);
  if (last === undefined || !last.emphasis || last.at <= work.from || last.text.length > 60) return false;
  if (last.at + last.text.length !== work.to || !/\s$/.test(work.phrase.text.slice(work.from, last.at))) return false;
  const status = statusOfTag(last.text);
  const mention = ownTarget(last.text, work.context);
  if (status === null && mention === null) return false;
  tellStatus(work, status);
  tellTarget(work, mention, last.at);
  return cut(work, last.text.length);
}

/** A last sentence that is only a status: `Split the core. Done.`, `模块拆分。已完成。`, ` … Released in v1.2.` */
function takeTrailingSentence(work: Work, text: string): boolean {
  const match = /[.!。！][\s)]*([^.!?。！？]{2,40}|[^.!?。！？]{2,30}\d\.\d[\d.]{0,8})[.!。！]?$/.exec(text);
  const inner = match?.[1];
  if (match === null || inner === undefined || match.index === 0) return false;
  const mention = ownTarget(inner, work.context);
  const status = mention === null ? statusOfWholeTag(inner) : statusOfTag(inner);
  if (status === null) return false;
  tellStatus(work, status);
  tellTarget(work, mention, work.to - text.length + text.lastIndexOf(inner));
  return cut(work, text.length - match.index - 1);
}
