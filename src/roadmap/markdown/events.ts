import { parse, preprocess } from 'micromark';
import type { postprocess } from 'micromark';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import { subtokenize } from 'micromark-util-subtokenize';

/**
 * Only what roadmaps need of GitHub's Markdown. Footnotes and literal autolinks are left out: they cost time, are
 * super-linear on hostile input, and references in plain text are found by our own grammar (references.ts).
 */
const EXTENSIONS = [gfmTable(), gfmTaskListItem(), gfmStrikethrough({ singleTilde: false })];

export type Events = ReturnType<typeof postprocess>;

/** Put together once: that takes as long as reading a short file. */
const parser = parse({ extensions: EXTENSIONS });

/** A part is at least so long: each costs a little of its own. */
const PART_LENGTH = 4_096;

/** A part of a text: what stands before the offset `end`. */
export interface Part {
  events: Events;
  end: number;
}

/**
 * micromark's events for a text, part by part. micromark copies all events so far whenever a list ends, which is quadratic in
 * the length of a text of many lists. A part ends before a heading or a bullet at the start of a line, and is read with a bare
 * heading (`#`) behind it: when that is a heading, everything before it is closed, so that the parts one after the other say
 * the same as the whole (except that a list is cut before a bullet, and has to be joined again).
 */
export function partsOf(text: string): Part[] {
  // What a parser learns of one text: its definitions, and lines that go on without a quote's mark.
  parser.defined.length = 0;
  parser.lazy = {};
  const parts: Part[] = [];
  let from = { offset: 0, line: 1, column: 1 };
  let length = PART_LENGTH;
  while (from.offset < text.length || parts.length === 0) {
    const end = nextEnd(text, from.offset + length);
    const isLast = end === text.length;
    const definitions = parser.defined.length;
    const part = text.slice(from.offset, end);
    const events = parser.document(from).write(preprocess()(isLast ? part : `${part}#`, undefined, true));
    if (!isLast && !endsWithHeading(events, end)) {
      // Fenced code, HTML or a comment goes on through the heading. Twice as much is tried.
      parser.defined.length = definitions;
      length *= 2;
      continue;
    }
    parts.push({ events, end });
    from = { offset: end, line: from.line + linesIn(part), column: 1 };
    length = PART_LENGTH;
  }
  // Only now every definition is known, which tells links from brackets.
  for (const { events } of parts) resolveContent(events, text);
  return parts;
}

/** What micromark's `postprocess` does, except that a text without any mark is not searched for marks. */
function resolveContent(events: Events, text: string): void {
  do spareUnmarked(events, text);
  while (!subtokenize(events));
}

/** What begins anything but plain words, and space that is no part of the words. */
const MARK = /[\\`*_[\]!<&~\0\t\r\n]|^ | $/;

function spareUnmarked(events: Events, text: string): void {
  let around: string | undefined;
  for (const [kind, token] of events) {
    const before = around;
    around = token.type;
    // The words of a table's cell are tokens already, which only micromark puts together.
    if (kind !== 'enter' || token.type !== 'chunkText' || before === 'tableContent') continue;
    const isWhole = token.previous === undefined && token.next === undefined;
    if (!isWhole || MARK.test(text.slice(token.start.offset, token.end.offset))) continue;
    token.type = 'data';
    delete token.contentType;
  }
}

/** Behind one space and with a word: a bullet that is nothing else, and may stand in the middle of a paragraph. */
const PLACE_TO_END = /\n(?=#{1,6}[ \t]|[-*+] [\p{L}\p{N}[*`])/gu;

/** Where the first heading or bullet at the start of a line stands at or after `from`; the text's end without one. */
function nextEnd(text: string, from: number): number {
  PLACE_TO_END.lastIndex = from;
  const match = PLACE_TO_END.exec(text);
  return match === null ? text.length : match.index + 1;
}

function linesIn(text: string): number {
  return text.split(/\r\n|\n|\r/).length - 1;
}

/** Whether the last thing in the document itself is the heading at `offset`. */
function endsWithHeading(events: Events, offset: number): boolean {
  const [, token] = events[events.length - 1] ?? [];
  const { _tokenizer: flow } = token?.type === 'chunkFlow' ? token : {};
  const last = flow?.events[flow.events.length - 1];
  return last?.[1].type === 'atxHeading' && last[1].start.offset === offset;
}
