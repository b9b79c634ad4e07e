import type { SectionBlock } from './markdown/blocks.ts';
import { outlineOf } from './markdown/outline.ts';
import { withOwnIds } from './identity/ids.ts';
import { findHatches, mayHaveHatches } from './hatches/find-hatches.ts';
import { untrackedItems } from './hatches/untracked-items.ts';
import { useHatches } from './hatches/use-hatches.ts';
import { forgetAnswers } from './remembered.ts';
import { findLastUpdated } from './reading/last-updated.ts';
import { legendOf } from './status/legend.ts';
import { parseMarkdown } from './markdown/markdown.ts';
import type { ReadingContext, Roadmap } from './model.ts';
import { explainLines } from './reading/explanation.ts';
import type { Unread } from './reading/explanation.ts';
import { findMojibake } from './reading/mojibake.ts';
import { noItems } from './reading/no-items.ts';
import { originsOf } from './reading/origins.ts';
import { newReading } from './reading/reading.ts';
import type { Reading } from './reading/reading.ts';
import { withoutRepeats } from './references/references.ts';
import { tellsDurations } from './reading/durations.ts';
import { readOutline } from './reading/sections.ts';
import { titleText } from './reading/document-title.ts';
import { blanked, indexSource } from './markdown/source.ts';
import type { Source } from './markdown/source.ts';
import { unexplained } from './unexplained.ts';
import type { ExplainedRoadmap } from './unexplained.ts';
import { emptyRoadmap, unreadableRoadmap } from './unreadable.ts';

/**
 * What a roadmap file says. Pure and deterministic: the same text and context give the same Roadmap. Never throws: a text
 * that overflows the Markdown parser's stack gives a Roadmap without items and the problem `unreadable-file`. Some hostile
 * texts are slow (super-linear in the Markdown parser): run it in a worker with a deadline.
 */
export function parse(text: string, context: ReadingContext): Roadmap {
  return withinStack(context, () => trace(indexSource(text), context).roadmap, unreadableRoadmap);
}

/** `parse`, with what each line of the file was taken for and why. What is said of `parse` holds here too. */
export function explain(text: string, context: ReadingContext): ExplainedRoadmap {
  return withinStack(context, () => explainWhole(indexSource(text), context), unexplained);
}

function withinStack<T>(
  context: ReadingContext,
  read: () => T,
  refuse: (context: ReadingContext, message: string) => T,
): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `${context.file} is too intricate to read: its nesting is deeper than a roadmap's. Look for long runs of “>”, “-” or brackets.`;
    return refuse(context, message);
  }
}

function explainWhole(source: Source, context: ReadingContext): ExplainedRoadmap {
  const { roadmap, reading, unread } = trace(source, context);
  return {
    roadmap,
    lines: explainLines(source, reading.decisions, unread, roadmap),
    origins: originsOf(reading.sources, roadmap),
  };
}

export interface TracedReading {
  roadmap: Roadmap;
  reading: Reading;
  root: SectionBlock;
  /** What no reader was given, and why: parts that an escape hatch takes out. */
  unread: readonly Unread[];
}

/**
 * `parse`, with all that the reading gathered: how each item and section is written. Throws a RangeError where the Markdown
 * parser's stack overflows.
 */
export function trace(source: Source, context: ReadingContext): TracedReading {
  forgetAnswers();
  try {
    return read(source, context);
  } finally {
    forgetAnswers();
  }
}

function read(source: Source, context: ReadingContext): TracedReading {
  const tree = parseMarkdown(source.text);
  const found = mayHaveHatches(source.text) ? findHatches(tree, source) : { tree, hatches: [], problems: [] };
  const hatched = useHatches(outlineOf(found.tree, source), found.hatches, source);
  const { root } = hatched;
  const served = blanked(source, hatched.ignored);
  const lastUpdated = findLastUpdated(served);
  const reading = newReading(source, context, legendOf(root));
  const notBefore = lastUpdated?.date ?? context.asOf;
  readOutline(reading, root, {
    path: [],
    target: null,
    milestone: null,
    status: null,
    statusLine: null,
    isStatusSection: false,
    anchor: { notBefore, year: null, tellsDurations: tellsDurations(root) },
  });
  const tracking = untrackedItems(reading.items, hatched.untracked, source);
  const items = withOwnIds(tracking.items);
  const hatchProblems = [...found.problems, ...hatched.problems, ...tracking.problems];
  const problems = [...reading.problems, ...findMojibake(served), ...hatchProblems];
  if (items.length === 0) problems.push(noItems(source, root, reading.pointers, hatched.ignored.length));
  const roadmap: Roadmap = {
    ...emptyRoadmap(context),
    title: titleText(root),
    lastUpdated,
    sections: reading.sections,
    items,
    problems: problems.toSorted((one, other) => one.range.startOffset - other.range.startOffset),
    pointers: pointersOf(reading),
  };
  return { roadmap, reading, root, unread: hatched.unread };
}

function pointersOf(reading: Reading): Roadmap['pointers'] {
  return withoutRepeats(reading.pointers.toSorted((one, other) => one.range.startOffset - other.range.startOffset));
}
