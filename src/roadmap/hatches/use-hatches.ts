import type { SectionBlock } from '../markdown/blocks.ts';
import type { Problem } from '../model.ts';
import { lineAt, rangeAt } from '../markdown/source.ts';
import type { Source } from '../markdown/source.ts';
import type { Unread } from '../reading/explanation.ts';
import { findThing } from './find-thing.ts';
import type { Hatch } from './hatch.ts';
import { isIn, spanAround, withoutIgnored } from './without-ignored.ts';
import type { Span } from './without-ignored.ts';
import { thingsOf } from './things.ts';
import type { Thing } from './things.ts';

/** What hatches leave of a file. */
export interface Hatched {
  /** The outline without what is ignored. */
  root: SectionBlock;
  /** The parts that are ignored, in the order of the hatches. */
  ignored: Span[];
  untracked: Untracked[];
  problems: Problem[];
  /** For the explanation: the hatches on lines of their own, and what is ignored. */
  unread: Unread[];
}

/** A hatch that says that items want no issue, and where: null where it stands in the text of something that is no thing. */
export interface Untracked {
  hatch: Hatch;
  /** What begins inside is untracked. */
  span: Span | null;
}

/** Finds what each hatch speaks for, and takes out what is to be ignored. Neither argument is changed. */
export function useHatches(root: SectionBlock, hatches: readonly Hatch[], source: Source): Hatched {
  const hatched: Hatched = { root, ignored: [], untracked: [], problems: [], unread: [] };
  if (hatches.length === 0) return hatched;
  const things = thingsOf(root);
  useParts(hatched, hatches, things, source);
  const parts = [...hatched.ignored];
  // What a hatch leaves out was put last, or with two hatches on top of each other last but one.
  const isLeftOut = ({ start }: Hatch): boolean => hatched.ignored.slice(-2).some((span) => isIn(start, span));
  for (const hatch of hatches) {
    if (isPartWord(hatch) || spanAround(hatch.start, parts) !== undefined || isLeftOut(hatch)) continue;
    const thing = findThing(hatch, things, source);
    if (hatch.word === 'ignore') ignoreThing(hatched, hatch, thing, source);
    else hatched.untracked.push({ hatch, span: thing === null ? null : spanOf(thing, source) });
    if (hatch.isAlone && thing !== null) hatched.unread.push(unreadHatch(hatch, thing, source));
  }
  hatched.root = hatched.ignored.length === 0 ? root : withoutIgnored(root, hatched.ignored);
  return hatched;
}

const isPartWord = ({ word }: Hatch): boolean => word === 'ignore-start' || word === 'ignore-end';

/** `ignore-start` to `ignore-end`, or to the end of the file. */
function useParts(into: Hatched, hatches: readonly Hatch[], things: readonly Thing[], source: Source): void {
  let open: Hatch | null = null;
  for (const hatch of hatches) {
    const line = lineAt(source, hatch.start);
    if (hatch.word === 'ignore-start' && open !== null) {
      into.problems.push(
        broken(
          hatch,
          source,
          `This part is ignored already, since line ${lineAt(source, open.start)}; ignore-end was expected first. Take one of the two out.`,
        ),
      );
    } else if (hatch.word === 'ignore-start') open = hatch;
    else if (hatch.word === 'ignore-end' && open === null) {
      into.problems.push(
        broken(
          hatch,
          source,
          'An ignored part ends here, and none begins above; ignore-start was expected. Add it where the part begins, or take this one out.',
        ),
      );
    } else if (hatch.word === 'ignore-end' && open !== null) {
      addPart(
        into,
        { start: open.start, end: hatch.end },
        open,
        `from line ${lineAt(source, open.start)} to line ${line}`,
        things,
        source,
      );
      open = null;
    }
  }
  if (open === null) return;
  const line = lineAt(source, open.start);
  into.problems.push(
    broken(
      open,
      source,
      `The part that is ignored from line ${line} never ends, so that the rest of the file is ignored; <!-- milepost: ignore-end --> was expected. Add it where the part ends.`,
    ),
  );
  addPart(
    into,
    { start: open.start, end: source.text.length },
    open,
    `from line ${line} to the end of the file`,
    things,
    source,
    false,
  );
}

function addPart(
  into: Hatched,
  part: Span,
  open: Hatch,
  which: string,
  things: readonly Thing[],
  source: Source,
  mayBeEmpty = true,
): void {
  if (mayBeEmpty && !beginsIn(part, things)) {
    into.problems.push(
      broken(
        open,
        source,
        'Nothing begins between ignore-start and ignore-end, so that nothing is ignored; sections, bullets or paragraphs were expected. Put the two on lines of their own around what is to be ignored.',
      ),
    );
  }
  into.ignored.push(part);
  into.unread.push(unreadPart(part, `ignored: ${which}, by ignore-start`, source));
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

function ignoreThing(into: Hatched, hatch: Hatch, thing: Thing | null, source: Source): void {
  if (thing === null) {
    into.problems.push(broken(hatch, source, `${FOR_NOTHING} something to ignore was expected. ${WHERE}`));
    return;
  }
  const span = spanOf(thing, source);
  into.ignored.push(span);
  into.unread.push(
    unreadPart(span, `ignored: <!-- milepost: ignore --> on line ${lineAt(source, hatch.start)}`, source),
  );
}

const FOR_NOTHING = 'This comment speaks for nothing:';
const WHERE = 'Put it at the end of the item or the heading that it is for, or on a line of its own right above.';

/** The Problem of a hatch that says that no item wants an issue. */
export function speaksForNoItem(hatch: Hatch, source: Source): Problem {
  return broken(hatch, source, `${FOR_NOTHING} an item, or a section with items, was expected. ${WHERE}`);
}

function broken(hatch: Hatch, source: Source, message: string): Problem {
  const range = rangeAt(source, hatch.start, hatch.end);
  return { rule: 'broken-hatch', message, line: range.line, range, suggestion: null };
}

/** From a thing's beginning to the end of its last word: a section ends where the next begins. */
function spanOf({ start, end }: Thing, source: Source): Span {
  return { start, end: start + source.text.slice(start, end).trimEnd().length };
}

function unreadPart({ start, end }: Span, reason: string, source: Source): Unread {
  return {
    line: lineAt(source, start),
    endLine: lineAt(source, Math.max(start, end - 1)),
    signal: 'ignored-by-hatch',
    reason,
  };
}

function unreadHatch({ word, start, end }: Hatch, thing: Thing, source: Source): Unread {
  const reason = `the escape hatch ${word}, for what begins on line ${lineAt(source, thing.start)}`;
  return { line: lineAt(source, start), endLine: lineAt(source, end - 1), signal: 'hatch', reason };
}
