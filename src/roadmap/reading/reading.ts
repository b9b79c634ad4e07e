import type { Signal } from '../classify/reasons.ts';
import { draftItem, referencesIn } from './item-draft.ts';
import type { DraftContext, ItemDraft, WorkParts } from './item-draft.ts';
import type { ItemTrace, SectionTrace } from './forms.ts';
import type { ItemSources } from './item-sources.ts';
import { statusOf, targetOrigin } from './item-sources.ts';
import type { Problem, ReadingContext, Reference, Section, SourceRange } from '../model.ts';
import type { Phrase } from '../markdown/phrase.ts';
import type { Scope } from './scope.ts';
import { rangeAt } from '../markdown/source.ts';
import type { Source } from '../markdown/source.ts';
import type { Legend } from '../status/status.ts';

/** What one stretch of the file was taken for: `explanation.ts` makes of it what `parse --explain` prints. */
export interface Decision {
  line: number;
  endLine: number;
  signal: Signal;
  /** Index in `Reading.items`, whose own lines these are; null for anything else. */
  item: number | null;
}

/** Everything that a reading gathers on its way through the file. Its methods are the only way to add to it. */
export interface Reading {
  source: Source;
  reading: ReadingContext;
  legend: Legend;
  referencesByPhrase: Map<Phrase, Reference[]>;
  items: ItemDraft[];
  /** Where status and target of each item come from, in the order of `items`. */
  sources: ItemSources[];
  sections: Section[];
  pointers: Reference[];
  problems: Problem[];
  decisions: Decision[];
  /** How each item and each section is written, for edits. */
  itemTraces: ItemTrace[];
  sectionTraces: SectionTrace[];
}

export function newReading(source: Source, reading: ReadingContext, legend: Legend): Reading {
  return {
    source,
    reading,
    legend,
    referencesByPhrase: new Map(),
    items: [],
    sources: [],
    sections: [],
    pointers: [],
    problems: [],
    decisions: [],
    itemTraces: [],
    sectionTraces: [],
  };
}

/** Adds an item and the decision that it is one; gives the item's index. */
export function addItem(into: Reading, parts: WorkParts, scope: Scope, signal: Signal): number {
  const { status, origin } = statusOf(parts, scope);
  into.items.push(draftItem(parts, status, scope, into));
  into.itemTraces.push({ parts, scope });
  into.sources.push({ status: origin, target: targetOrigin(parts, scope) });
  const { line, endLine } = rangeAt(into.source, parts.start, parts.headEnd);
  into.decisions.push({ line, endLine, signal, item: into.items.length - 1 });
  return into.items.length - 1;
}

/** Remembers what a stretch was taken for. */
export function note(into: Reading, range: SourceRange, signal: Signal): void {
  into.decisions.push({ line: range.line, endLine: range.endLine, signal, item: null });
}

/** Remembers that a stretch is no part of the roadmap; what it refers to is kept as pointers. */
export function leaveOut(into: Reading, phrases: readonly Phrase[], start: number, end: number, signal: Signal): void {
  note(into, rangeAt(into.source, start, end), signal);
  addPointers(into, phrases);
}

/** Keeps references that stand outside every item. */
export function addPointers(into: Reading, phrases: readonly Phrase[]): void {
  into.pointers.push(...referencesIn(phrases, into));
}

/** Whether a phrase points to GitHub. */
export function pointsToGitHub(into: DraftContext): (phrase: Phrase) => boolean {
  return (phrase) => referencesIn([phrase], into).length > 0;
}
