/** Code spans and raw HTML inside a paragraph. */
import { commentEnd, tagAt, type RawHtml } from './raw-html.ts';

/** Half-open, offsets of the paragraph's text. */
export interface Span {
  start: number;
  end: number;
}

const AUTOLINK = /^<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,1000}>/;

/**
 * Which of the `places` (offsets, ascending) of a paragraph stand outside code spans, tags and comments, and the code spans.
 * What opens first wins, as in CommonMark. Linear: a search that found nothing is not made again.
 */
export function readParagraph(
  text: string,
  places: readonly number[],
  html: RawHtml,
): { clear: number[]; codes: Span[] } {
  const clear: number[] = [];
  const codes: Span[] = [];
  const closers = closingRuns(text);
  let isCommentHopeless = false;
  let next = 0;
  const settle = (end: number, isShown: boolean): void => {
    for (let place = places[next]; place !== undefined && place < end; place = places[next]) {
      if (isShown && html.isClear) clear.push(place);
      next += 1;
    }
  };
  const pass = (end: number): number => {
    settle(end, false);
    return end;
  };
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    settle(at + 1, true);
    if (char === '\\') at += 2;
    else if (char === '`') {
      const length = runLength(text, at);
      const close = closers(length, at + length);
      if (close === null) at += length;
      else {
        codes.push({ start: at, end: close + length });
        at = pass(close + length);
      }
    } else if (char === '<') {
      if (text.startsWith('<!--', at)) {
        const end: number | null = isCommentHopeless ? null : commentEnd(text, at);
        isCommentHopeless ||= end === null;
        at = end === null ? at + 1 : pass(end);
        continue;
      }
      const tag = tagAt(text, at);
      if (tag !== null) {
        at = pass(tag.end);
        html.pass(tag);
      } else at = pass(at + (AUTOLINK.exec(text.slice(at, at + 1_040))?.[0].length ?? 1));
    } else at += 1;
  }
  settle(Infinity, true);
  return { clear, codes };
}

function runLength(text: string, at: number): number {
  let end = at;
  while (text.charAt(end) === '`') end += 1;
  return end - at;
}

/** Finds the run of exactly so many backticks that stands first at or after an offset; offsets asked for must ascend. */
function closingRuns(text: string): (length: number, from: number) => number | null {
  const startsByLength = new Map<number, number[]>();
  for (let at = text.indexOf('`'); at !== -1;) {
    const length = runLength(text, at);
    const starts = startsByLength.get(length) ?? [];
    starts.push(at);
    startsByLength.set(length, starts);
    at = text.indexOf('`', at + length);
  }
  const nextByLength = new Map<number, number>();
  return (length, from) => {
    const starts = startsByLength.get(length) ?? [];
    let index = nextByLength.get(length) ?? 0;
    while (index < starts.length && (starts[index] ?? 0) < from) index += 1;
    nextByLength.set(length, index);
    return starts[index] ?? null;
  };
}
