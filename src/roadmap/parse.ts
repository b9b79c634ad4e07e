import type { SectionBlock } from './markdown/blocks.ts';
import { outlineOf } from './markdown/outline.ts';
import { withOwnIds } from './identity.ts';
import { findLastUpdated } from './reading/last-updated.ts';
import { legendOf } from './status/legend.ts';
import { parseMarkdown } from './markdown/markdown.ts';
import type { ReadingContext, Roadmap } from './model.ts';
import { findMojibake } from './reading/mojibake.ts';
import { noItems } from './reading/no-items.ts';
import { newReading } from './reading/reading.ts';
import type { Decision, Reading } from './reading/reading.ts';
import { withoutRepeats } from './references/references.ts';
import { readOutline, titleText } from './reading/sections.ts';
import { indexSource } from './markdown/source.ts';
import type { Source } from './markdown/source.ts';
import { emptyRoadmap, unreadableRoadmap } from './unreadable.ts';

/**
 * What a roadmap file says. Pure and deterministic: the same text and context give the same Roadmap. Never throws: a text
 * that overflows the Markdown parser's stack gives a Roadmap without items and the problem `unreadable-file`. Some hostile
 * texts are slow (super-linear in the Markdown parser): run it in a worker with a deadline.
 */
export function parse(text: string, context: ReadingContext): Roadmap {
  return explain(text, context).roadmap;
}

/** `parse`, with what each stretch of the file was taken for and why, in document order. */
export function explain(text: string, context: ReadingContext): { roadmap: Roadmap; decisions: Decision[] } {
  const source = indexSource(text);
  try {
    const { roadmap, reading } = trace(source, context);
    return { roadmap, decisions: reading.decisions.toSorted((one, other) => one.line - other.line) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `${context.file} is too intricate to read: its nesting is deeper than a roadmap's. Look for long runs of “>”, “-” or brackets.`;
    return { roadmap: unreadableRoadmap(context, message), decisions: [] };
  }
}

/**
 * `parse`, with all that the reading gathered: how each item and section is written. Throws a RangeError where the Markdown
 * parser's stack overflows.
 */
export function trace(
  source: Source,
  context: ReadingContext,
): { roadmap: Roadmap; reading: Reading; root: SectionBlock } {
  const root = outlineOf(parseMarkdown(source.text), source);
  const lastUpdated = findLastUpdated(source);
  const reading = newReading(source, context, legendOf(root));
  const notBefore = lastUpdated?.date ?? context.asOf;
  readOutline(reading, root, {
    path: [],
    target: null,
    milestone: null,
    status: null,
    anchor: { notBefore, year: null },
  });
  const items = withOwnIds(reading.items);
  const problems = [...reading.problems, ...findMojibake(source)];
  if (items.length === 0) problems.push(noItems(source, root, reading.pointers));
  const roadmap: Roadmap = {
    ...emptyRoadmap(context),
    title: titleText(root),
    lastUpdated,
    sections: reading.sections,
    items,
    problems: problems.toSorted((one, other) => one.range.startOffset - other.range.startOffset),
    pointers: pointersOf(reading),
  };
  return { roadmap, reading, root };
}

function pointersOf(reading: Reading): Roadmap['pointers'] {
  return withoutRepeats(reading.pointers.toSorted((one, other) => one.range.startOffset - other.range.startOffset));
}
