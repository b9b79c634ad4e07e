import { draftItem, referencesIn } from './item-draft.ts';
import type { DraftContext, ItemDraft, WorkParts } from './item-draft.ts';
import type { ItemTrace, SectionTrace } from './forms.ts';
import type { Problem, ReadingContext, Reference, Section, SourceRange } from '../model.ts';
import type { Phrase } from '../markdown/phrase.ts';
import type { Scope } from './scope.ts';
import { rangeAt } from '../markdown/source.ts';
import type { Source } from '../markdown/source.ts';
import type { Legend } from '../status/status.ts';

/** What one stretch of the file was taken for, and why: what `parse --explain` prints, line by line. */
export interface Decision {
  line: number;
  endLine: number;
  role: 'section' | 'item' | 'sub-item' | 'none';
  reason: string;
}

/** Everything that a reading gathers on its way through the file. Its methods are the only way to add to it. */
export interface Reading {
  source: Source;
  reading: ReadingContext;
  legend: Legend;
  items: ItemDraft[];
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
    items: [],
    sections: [],
    pointers: [],
    problems: [],
    decisions: [],
    itemTraces: [],
    sectionTraces: [],
  };
}

/** Adds an item and its decision; gives the item's index. */
export function addItem(into: Reading, parts: WorkParts, scope: Scope, reason: string): number {
  const draft = draftItem(parts, scope, into);
  into.items.push(draft);
  into.itemTraces.push({ parts, scope });
  note(into, draft.parent === null ? 'item' : 'sub-item', draft.range, reason);
  return into.items.length - 1;
}

/** Remembers what a stretch was taken for. */
export function note(into: Reading, role: Decision['role'], range: SourceRange, reason: string): void {
  into.decisions.push({ line: range.line, endLine: range.endLine, role, reason });
}

/** Remembers that a stretch is no part of the roadmap; what it refers to is kept as pointers. */
export function leaveOut(into: Reading, phrases: readonly Phrase[], start: number, end: number, reason: string): void {
  note(into, 'none', rangeAt(into.source, start, end), reason);
  addPointers(into, phrases);
}

/** Keeps references that stand outside every item. */
export function addPointers(into: Reading, phrases: readonly Phrase[]): void {
  into.pointers.push(...referencesIn(phrases, into));
}

/** Whether a phrase points to GitHub. */
export function pointsToGitHub(into: DraftContext): (phrase: Phrase) => boolean {
  const known = new Map<Phrase, boolean>();
  return (phrase) => {
    const answer = known.get(phrase) ?? referencesIn([phrase], into).length > 0;
    known.set(phrase, answer);
    return answer;
  };
}
