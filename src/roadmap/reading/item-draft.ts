import type { ItemForm } from './forms.ts';
import type { Item, ReadingContext, Reference, SourceRange, Status, Target } from '../model.ts';
import { findBlank, findBlankInPlace } from '../references/placeholder.ts';
import { offsetsOf } from '../markdown/phrase.ts';
import type { Phrase } from '../markdown/phrase.ts';
import { findReferences, withoutRepeats } from '../references/references.ts';
import type { Scope } from './scope.ts';
import { rangeAt } from '../markdown/source.ts';
import type { Source } from '../markdown/source.ts';
import { toTarget } from '../target/target.ts';
import type { Mention } from '../target/target.ts';
import type { Wording } from '../wording/wording-parts.ts';
import { squeeze } from '../words.ts';

/** An Item before its identity is known. */
export type ItemDraft = Omit<Item, 'id'>;

/** What was read of one work, wherever it was written. */
export interface WorkParts {
  shape: 'bullet' | 'row' | 'cell' | 'heading' | 'paragraph';
  wording: Wording;
  /** The phrase that `wording` was read from. */
  phrase: Phrase;
  /** Prose beside the title: further cells, nested paragraphs, fields. */
  details: readonly Phrase[];
  /** Every phrase that references are looked for in, in order. */
  referring: readonly Phrase[];
  /** Where only an issue is expected: an issue column's cell, the value of an `Issue:` line. */
  issuePlaces: readonly Phrase[];
  checked: boolean | null;
  /** From a status column or a `Status:` line. */
  statedStatus: Status | null;
  /** From a timeline or release column, with the phrase that says it. */
  statedTarget: { mention: Mention | null; phrase: Phrase } | null;
  areas: readonly string[];
  start: number;
  /** Where its own words end: below them it is only described. */
  headEnd: number;
  end: number;
  parent: number | null;
  form: ItemForm;
}

export interface DraftContext {
  source: Source;
  reading: ReadingContext;
  /** What `findReferences` has found so far. */
  referencesByPhrase: Map<Phrase, Reference[]>;
}

/** Puts together one Item. `title` is never empty: a work without words is named by its reference or its line. */
export function draftItem(parts: WorkParts, status: Status, scope: Scope, context: DraftContext): ItemDraft {
  const references = referencesIn(parts.referring, context);
  const range = rangeAt(context.source, parts.start, parts.end);
  const blank = findPlaceholder(parts, references, context);
  const details = [parts.wording.rest, ...parts.details.map((phrase) => squeeze(phrase.text))].filter(
    (text) => text !== '',
  );
  return {
    line: range.line,
    endLine: range.endLine,
    title: parts.wording.title || references[0]?.text || `line ${range.line}`,
    description: details.join('\n'),
    path: scope.path,
    parent: parts.parent,
    status,
    target: targetOf(parts, scope, context),
    areas: [...new Set([...parts.wording.areas, ...parts.areas])],
    references,
    placeholder: blank !== null,
    range,
    placeholderRange: blank,
    untracked: false,
  };
}

/** The references of several phrases, once each, in order. */
export function referencesIn(phrases: readonly Phrase[], context: DraftContext): Reference[] {
  if (phrases.length === 1 && phrases[0] !== undefined) return referencesOf(phrases[0], context);
  return withoutRepeats(phrases.flatMap((phrase) => referencesOf(phrase, context)));
}

/** A phrase is asked whether it points anywhere before it is read: it is searched once in a reading. */
function referencesOf(phrase: Phrase, context: DraftContext): Reference[] {
  const known = context.referencesByPhrase.get(phrase);
  if (known !== undefined) return known;
  const found = findReferences(phrase, context.source, context.reading);
  context.referencesByPhrase.set(phrase, found);
  return found;
}

function targetOf(parts: WorkParts, scope: Scope, context: DraftContext): Target | null {
  const stated = parts.statedTarget;
  const own = stated?.mention ?? parts.wording.mention;
  // "Later: …" in a section that names a release or a time says less than the section.
  const isVague =
    own?.kind === 'horizon' && stated?.mention == null && scope.target !== null && scope.target.kind !== 'horizon';
  if (own != null && !isVague) {
    const phrase = stated?.mention != null ? stated.phrase : parts.phrase;
    const [start, end] = offsetsOf(phrase, own.from, own.to, context.source);
    return toTarget(own, rangeAt(context.source, start, end), scope.milestone);
  }
  // A timeline cell that says "TBD" ends what the sections around say.
  return stated !== null ? null : scope.target;
}

function findPlaceholder(
  parts: WorkParts,
  references: readonly Reference[],
  context: DraftContext,
): SourceRange | null {
  for (const phrase of parts.issuePlaces) {
    const blank = findBlankInPlace(phrase.text);
    if (blank !== null) return place(phrase, blank, context);
  }
  for (const phrase of parts.referring) {
    const blank = findBlank(phrase.text);
    if (blank !== null) return place(phrase, blank, context);
  }
  return null;
}

function place(phrase: Phrase, blank: { from: number; to: number }, context: DraftContext): SourceRange {
  const [start, end] = offsetsOf(phrase, blank.from, blank.to, context.source);
  return rangeAt(context.source, start, end);
}
