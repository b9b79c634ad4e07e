import type { EditDocument } from '../document.ts';
import type { EditKind } from '../edit-kind.ts';
import { refuse } from '../edit.ts';
import type { Edit, Refusal, Replacement } from '../edit.ts';
import { sectionKey } from '../departure.ts';
import { intendedOf } from '../intended.ts';
import type { IntendedItem } from '../intended.ts';
import { inOrder, replaceIn } from '../replacements.ts';
import { hidesSomething, shown } from '../shown.ts';
import { lineAt } from '../../markdown/source.ts';
import { parse } from '../../parse.ts';
import type { Roadmap, SourceRange } from '../../model.ts';

type TakeSuggestion = Extract<Edit, { kind: 'take-suggestion' }>;

/**
 * The suggestion in the place of exactly what it is for. What it corrects may be read otherwise afterwards: the item that holds
 * it with its parts, or what a heading says of its items. Nothing else may, and no item may come or go.
 */
export const takeSuggestion: EditKind<TakeSuggestion> = {
  propose(document, edit) {
    const unusable = faultOf(document, edit);
    if (unusable !== null) return unusable;
    const { startOffset, endOffset, text } = edit.at;
    if (text === edit.suggestion) return [{ replacements: [] }];
    const reaching = beyond(
      document.roadmap,
      readCorrected(document, [correctionOf(edit)]),
      lineAt(document.source, startOffset),
      edit,
    );
    if (reaching !== null) return reaching;
    return [{ replacements: [{ startOffset, endOffset, text: edit.suggestion }] }];
  },
  intend(intended, edit, document, index) {
    intended.corrections.push(correctionOf(edit));
    const before = intendedOf(document.roadmap);
    const after = intendedOf(readCorrected(document, intended.corrections));
    const corrected = new Map(after.items.map((item) => [item.key, item]));
    for (const item of intended.items) {
      const [was, becomes] = [before.items[item.key], corrected.get(item.key)];
      if (was === undefined || becomes === undefined || fieldsOf(was) === fieldsOf(becomes)) continue;
      item.edits.add(index);
      Object.assign(item, changedFields(was, becomes));
    }
    // Where another edit takes sections out, those that stay are not told apart: then the two conflict.
    if (intended.sections.length === before.sections.length)
      intended.sections = before.sections.map((section, at) => {
        const found = after.sections[at];
        return found === undefined || sectionKey(found) === sectionKey(section) ? section : found;
      });
    intended.pointers = after.pointers;
    intended.title = after.title;
    if (after.lastUpdated !== before.lastUpdated) intended.lastUpdated = after.lastUpdated;
  },
};

function correctionOf({ at: { startOffset, endOffset }, suggestion }: TakeSuggestion): Replacement {
  return { startOffset, endOffset, text: suggestion };
}

function faultOf({ source, context }: EditDocument, { at, suggestion }: TakeSuggestion): Refusal | null {
  const isThere = at.startOffset < at.endOffset && source.text.slice(at.startOffset, at.endOffset) === at.text;
  if (!isThere) {
    return refuse(
      'not-found',
      `${shown(at.text)} is not at the given place of ${context.file} any more. Read the file again and use the suggestion from there.`,
    );
  }
  const line = lineAt(source, at.startOffset);
  if (!hidesSomething(suggestion)) return null;
  return refuse(
    'unusable-value',
    `A text with line ends or with control or direction characters was suggested for ${shown(at.text)}; visible text on one line was expected. Make this change by hand.`,
    line,
  );
}

/** The file read with some suggestions taken, once for the same ones. */
function readCorrected(document: EditDocument, corrections: readonly Replacement[]): Roadmap {
  const known = readings.get(document) ?? new Map<string, Roadmap>();
  readings.set(document, known);
  const key = JSON.stringify(inOrder(corrections));
  const roadmap = known.get(key) ?? parse(replaceIn(document.source.text, corrections), document.context);
  known.set(key, roadmap);
  return roadmap;
}

const readings = new WeakMap<EditDocument, Map<string, Roadmap>>();

/** Why the suggestion changes more than what it is for, null when it does not. */
function beyond(before: Roadmap, after: Roadmap, line: number, { at }: TakeSuggestion): Refusal | null {
  const reach = reachOf(before, line);
  const [old, read] = [intendedOf(before), intendedOf(after)];
  const isSame = before.items.length === after.items.length && before.sections.length === after.sections.length;
  const strayed = before.items.find((item, index) => {
    const [was, becomes] = [old.items[index], read.items[index]];
    if (was === undefined || becomes === undefined || was.parent !== becomes.parent) return true;
    return fieldsOf(was) !== fieldsOf(becomes) && !isWithin(item.range, reach);
  });
  const isStill = after.problems.some(
    ({ range, suggestion }) => suggestion !== null && range.startOffset === at.startOffset,
  );
  if (isSame && strayed === undefined && !isStill) return null;
  const why = !isSame
    ? 'items or sections would come or go'
    : strayed === undefined
      ? 'a fault would still be found there'
      : `${shown(strayed.title)} would be read otherwise`;
  return refuse(
    'not-exact',
    `${before.file} was left as it is: with the suggestion for ${shown(at.text)} ${why}. Make this change by hand.`,
    line,
  );
}

/** The lines of all that a change on this line may be about. */
function reachOf(roadmap: Roadmap, line: number): [number, number] {
  const section = roadmap.sections.find((candidate) => candidate.line === line);
  const item = roadmap.items.find((candidate) => candidate.line <= line && line <= candidate.endLine);
  const holder = section ?? item;
  return holder === undefined ? [line, line] : [holder.line, holder.endLine];
}

function isWithin(range: SourceRange, [from, to]: [number, number]): boolean {
  return from <= range.line && range.line <= to;
}

type Field = keyof Pick<
  IntendedItem,
  'title' | 'path' | 'statuses' | 'targets' | 'references' | 'placeholder' | 'areas' | 'description'
>;

const FIELDS: readonly Field[] = [
  'title',
  'path',
  'statuses',
  'targets',
  'references',
  'placeholder',
  'areas',
  'description',
];

function fieldsOf(item: IntendedItem): string {
  return JSON.stringify(FIELDS.map((field) => item[field]));
}

function changedFields(was: IntendedItem, becomes: IntendedItem): Partial<IntendedItem> {
  const changed = FIELDS.filter((field) => JSON.stringify(was[field]) !== JSON.stringify(becomes[field]));
  return Object.fromEntries(changed.map((field) => [field, becomes[field]]));
}
