import { parse, postprocess, preprocess } from 'micromark';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';

/**
 * Only what roadmaps need of GitHub's Markdown. Footnotes and literal autolinks are left out: they cost time, are
 * super-linear on hostile input, and references in plain text are found by our own grammar (references.ts).
 */
const EXTENSIONS = [gfmTable(), gfmTaskListItem(), gfmStrikethrough({ singleTilde: false })];

export type Events = ReturnType<typeof postprocess>;

/** A part is at least so long: each costs a little of its own. */
const PART_LENGTH = 4_096;

/**
 * micromark's events for a text, part by part. micromark copies all events so far whenever a list ends, which is quadratic in
 * the length of a text of many lists; a part ends before a heading that closes everything before it, so that reading the
 * parts one after the other says the same as reading the whole.
 */
export function eventsOf(text: string): Events[] {
  const parser = parse({ extensions: EXTENSIONS });
  const written: Events[] = [];
  let from = { offset: 0, line: 1 };
  let tried = PART_LENGTH;
  while (from.offset < text.length || written.length === 0) {
    const to = nextPart(text, from.offset + tried);
    const definitions = parser.defined.length;
    const part = text.slice(from.offset, to);
    const events = parser.document({ ...from, column: 1 }).write(preprocess()(part, undefined, true));
    if (to < text.length && !endsWithBlankLine(events)) {
      // Something goes on through the heading: fenced code, a comment, a list. Twice as much is tried.
      parser.defined.length = definitions;
      tried *= 2;
      continue;
    }
    written.push(events);
    from = { offset: to, line: from.line + linesIn(part) };
    tried = PART_LENGTH;
  }
  // Only now every definition is known, which tells links from brackets.
  return written.map((events) => postprocess(events));
}

const HEADING_AFTER_BLANK = /\n[ \t]*\r?\n(?=#{1,6}[ \t])/g;

/** Where the first heading behind a blank line stands at or after `from`; the text's end without one. */
function nextPart(text: string, from: number): number {
  HEADING_AFTER_BLANK.lastIndex = from;
  const match = HEADING_AFTER_BLANK.exec(text);
  return match === null ? text.length : match.index + match[0].length;
}

function linesIn(text: string): number {
  return text.split(/\r\n|\n|\r/).length - 1;
}

/** Whether nothing was open in the part's last line: it is a blank line of the document itself. */
function endsWithBlankLine(events: Events): boolean {
  const [, token] = events[events.length - 1] ?? [];
  const flow = token?.type === 'chunkFlow' ? token._tokenizer : undefined;
  const last = flow?.events[flow.events.length - 1];
  return last?.[1].type === 'lineEndingBlank';
}
