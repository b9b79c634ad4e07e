import type { SectionBlock } from '../markdown/blocks.ts';
import type { Problem } from '../model.ts';
import { lineAt } from '../markdown/source.ts';
import type { Source } from '../markdown/source.ts';
import type { Unread } from '../reading/explanation.ts';
import { brokenHatch } from './broken-hatch.ts';
import { findThing } from './find-thing.ts';
import type { Hatch } from './hatch.ts';
import { ignoredParts } from './ignored-parts.ts';
import { isIn, spanAround, withoutIgnored } from './without-ignored.ts';
import type { Span } from './without-ignored.ts';
import { thingsOf } from './things.ts';
import type { Thing } from './things.ts';

/** What hatches leave of a file. */
export interface Hatched {
  /** The outline without what is ignored. */
  root: SectionBlock;
  /** What is ignored, parts first. */
  ignored: Span[];
  untracked: Untracked[];
  problems: Problem[];
  /** For the explanation: the hatches on lines of their own, and what is ignored. */
  unread: Unread[];
}

/** A hatch that says that items want no issue. */
export interface Untracked {
  hatch: Hatch;
  /** What begins inside is untracked; null where the hatch speaks for nothing that could hold an item. */
  span: Span | null;
}

/** Finds what each hatch speaks for, and takes out what is to be ignored. No argument is changed. */
export function useHatches(root: SectionBlock, hatches: readonly Hatch[], source: Source): Hatched {
  const hatched: Hatched = { root, ignored: [], untracked: [], problems: [], unread: [] };
  if (hatches.length === 0) return hatched;
  const things = thingsOf(root);
  const { parts, problems } = ignoredParts(hatches, things, source);
  hatched.problems.push(...problems);
  for (const part of parts) ignore(hatched, part, partInWords(part, source), source);
  // What a hatch leaves out was put last, or with two hatches on top of each other last but one.
  const isLeftOut = ({ start }: Hatch): boolean =>
    spanAround(start, parts) !== undefined || hatched.ignored.slice(-2).some((span) => isIn(start, span));
  for (const hatch of hatches) {
    if (hatch.word === 'ignore-start' || hatch.word === 'ignore-end' || isLeftOut(hatch)) continue;
    useHatch(hatched, hatch, findThing(hatch, things, source), source);
  }
  hatched.root = hatched.ignored.length === 0 ? root : withoutIgnored(root, hatched.ignored);
  return hatched;
}

function useHatch(into: Hatched, hatch: Hatch, thing: Thing | null, source: Source): void {
  const span = thing === null ? null : spanOf(thing, source);
  const line = lineAt(source, hatch.start);
  if (hatch.word === 'untracked') into.untracked.push({ hatch, span });
  else if (span === null) into.problems.push(brokenHatch(hatch, 'ignores nothing', source));
  else ignore(into, span, `<!-- milepost: ignore --> on line ${line}`, source);
  if (!hatch.isAlone || span === null) return;
  const reason = `the escape hatch ${hatch.word}, for what begins on line ${lineAt(source, span.start)}`;
  into.unread.push({ line, endLine: lineAt(source, hatch.end - 1), signal: 'hatch', reason });
}

function ignore(into: Hatched, span: Span, why: string, source: Source): void {
  const { start, end } = span;
  const [line, endLine] = [lineAt(source, start), lineAt(source, Math.max(start, end - 1))];
  into.ignored.push(span);
  into.unread.push({ line, endLine, signal: 'ignored-by-hatch', reason: `ignored: ${why}` });
}

function partInWords({ start, end }: Span, source: Source): string {
  return `ignore-start on line ${lineAt(source, start)}, to line ${lineAt(source, Math.max(start, end - 1))}`;
}

/** From a thing's beginning to the end of its last word: a section ends where the next begins. */
function spanOf({ start, end }: Thing, source: Source): Span {
  return { start, end: start + source.text.slice(start, end).trimEnd().length };
}
