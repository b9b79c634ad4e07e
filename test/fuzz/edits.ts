import { editDocument } from '../../src/roadmap/edit/apply-edits.ts';
import { readForEdit } from '../../src/roadmap/edit/document.ts';
import type { EditDocument } from '../../src/roadmap/edit/document.ts';
import type { Edit, EditedText } from '../../src/roadmap/edit/edit.ts';
import { inOrder, replaceIn } from '../../src/roadmap/edit/replacements.ts';
import { STATUSES } from '../../src/roadmap/model.ts';
import type { Item, ReadingContext, Section } from '../../src/roadmap/model.ts';
import { parse } from '../../src/roadmap/parse.ts';
import { said } from '../roadmap/edit/edited.ts';
import { HOSTILE } from './hostile.ts';
import { randomOf } from './random.ts';
import type { Random } from './random.ts';

/** A text, edits of it, and what came of them. */
interface Edited {
  document: EditDocument;
  edits: Edit[];
  result: EditedText;
}

/** What breaks the promises of exact edits, for a few edits that are drawn from the text itself; null when they hold. */
export function brokenEdits(text: string, context: ReadingContext): string | null {
  const document = readForEdit(text, context);
  const random = randomOf(seedOf(text));
  const edits = Array.from({ length: 1 + random.below(4) }, () => someEdit(document, random)).filter(
    (edit) => edit !== null,
  );
  if (edits.length === 0) return null;
  const edited = { document, edits, result: editDocument(document, edits) };
  const fault = faultOfBytes(text, edited) ?? faultOfReading(edited) ?? faultOfOrder(edited);
  return fault === null ? null : `${fault}\n  after ${JSON.stringify(edits)}`;
}

/** The same for the same text, so that a text alone says which edits were made. */
function seedOf(text: string): number {
  let seed = text.length;
  for (let at = 0; at < text.length; at += 1) seed = (Math.imul(seed, 31) + text.charCodeAt(at)) | 0;
  return seed;
}

function someEdit({ roadmap }: EditDocument, random: Random): Edit | null {
  const { items, sections } = roadmap;
  const item = items.length === 0 ? undefined : random.pick(items);
  const to = random.once(2) || sections.length === 0 ? (item?.path ?? []) : pathTo(random.pick(sections));
  const words = Array.from({ length: 1 + random.below(3) }, () =>
    random.pick([...HOSTILE, 'Greet', 'all']).trim(),
  ).join(' ');
  const reference = { kind: 'issue' as const, owner: 'acme', repo: 'lantern', number: 700_000 + random.below(99) };
  const always: Edit[] = [
    { kind: 'add-item', to, item: { title: words, status: random.pick(STATUSES) } },
    { kind: 'add-item', to, item: { title: 'Greet everyone', description: words, reference, target: 'Q3 2031' } },
    { kind: 'set-last-updated', date: `2026-0${1 + random.below(9)}-1${random.below(10)}` },
  ];
  if (item === undefined) return random.pick(always);
  return random.pick([
    ...always,
    { kind: 'set-reference', item: item.id, reference },
    { kind: 'add-reference', item: item.id, reference },
    { kind: 'set-status', item: item.id, status: random.pick(STATUSES) },
    { kind: 'set-status', item: item.id, status: 'done' },
    { kind: 'set-target', item: item.id, target: random.once(2) ? 'Q3 2031' : words },
    { kind: 'move-item', item: item.id, to },
    { kind: 'remove-item', item: item.id },
  ] satisfies Edit[]);
}

/** Every byte outside the changes is as it was, each edit has an answer, and the inverse leads back. */
function faultOfBytes(text: string, { edits, result }: Edited): string | null {
  if (result.applied.length + result.refused.length !== edits.length) return 'an edit was neither made nor refused';
  const changes = inOrder(result.applied.flatMap(({ change }) => change.replacements));
  let [before, after] = [0, 0];
  for (const { startOffset, endOffset, text: written } of changes) {
    if (startOffset < before) return `two changes touch offset ${startOffset}`;
    const kept = text.slice(before, startOffset);
    if (result.text.slice(after, after + kept.length + written.length) !== kept + written)
      return `the bytes before offset ${startOffset} changed`;
    after += kept.length + written.length;
    before = endOffset;
  }
  if (result.text.slice(after) !== text.slice(before)) return 'the bytes behind the last change changed';
  return replaceIn(result.text, result.inverse) === text ? null : 'the inverse does not lead back';
}

/** The items that no edit was about say what they said, and those that one was about say what it wanted. */
function faultOfReading({ document, result }: Edited): string | null {
  const { items } = document.roadmap;
  const made = result.applied.filter(({ change }) => change.replacements.length > 0).map(({ edit }) => edit);
  const removed = familyOf(items, new Set(made.flatMap((edit) => (edit.kind === 'remove-item' ? [edit.item] : []))));
  const touched = familyOf(items, new Set(made.flatMap(itemOf)));
  const added = made.filter(({ kind }) => kind === 'add-item').length;
  const after = parse(result.text, document.context).items;
  if (after.length !== items.length - removed.size + added)
    return `${items.length} items became ${after.length}; ${removed.size} were to go, ${added} to come`;
  const left = after.map((item) => JSON.stringify(said(item)));
  for (const [index, item] of items.entries()) {
    if (touched.has(index)) continue;
    const at = left.indexOf(JSON.stringify(said(item)));
    if (at === -1) return `the item on line ${item.line} was not to change: ${JSON.stringify(said(item))}`;
    left.splice(at, 1);
  }
  return firstOf(made.map((edit) => faultOfWish(edit, made, items, after)));
}

/** One edit's own item, where it is the only one that is about that item or what stands above and below it. */
function faultOfWish(edit: Edit, made: readonly Edit[], items: readonly Item[], after: readonly Item[]): string | null {
  const [id] = itemOf(edit);
  if (id === undefined || made.length !== 1 || edit.kind === 'remove-item' || edit.kind === 'move-item') return null;
  const now = after[items.findIndex((item) => item.id === id)];
  if (now === undefined) return 'the edited item is gone';
  if (edit.kind === 'set-status' && now.status !== edit.status)
    return `the status is ${now.status}, not ${edit.status}`;
  if (edit.kind === 'set-target' && edit.target === 'Q3 2031' && now.target?.end !== '2031-09-30')
    return `the target ends on ${now.target?.end}`;
  const isNamed = 'reference' in edit && now.references.some(({ number }) => number === edit.reference.number);
  return 'reference' in edit && !isNamed ? 'the reference is not read' : null;
}

/** In any order the same bytes, or one that says why not. */
function faultOfOrder({ document, edits, result }: Edited): string | null {
  const other = editDocument(document, edits.toReversed());
  const isConflict = [...result.refused, ...other.refused].some(({ refusal }) => refusal.reason === 'conflict');
  return isConflict || other.text === result.text ? null : 'in another order the same edits give another text';
}

const pathTo = ({ path, title }: Section): string[] => [...path, title];

const itemOf = (edit: Edit): string[] => ('item' in edit && typeof edit.item === 'string' ? [edit.item] : []);

function familyOf(items: readonly Item[], ids: ReadonlySet<string>): Set<number> {
  const inside = new Set<number>();
  items.forEach((item, index) => {
    if (ids.has(item.id) || (item.parent !== null && inside.has(item.parent))) inside.add(index);
  });
  return inside;
}

const firstOf = (faults: (string | null)[]): string | null => faults.find((fault) => fault !== null) ?? null;
