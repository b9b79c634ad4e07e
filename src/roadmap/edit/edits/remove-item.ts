import type { EditKind } from '../edit-kind.ts';
import { cannotWrite, isWork, withParts, workOf } from '../document.ts';
import type { EditDocument, Work } from '../document.ts';
import type { Change, Edit, Proposal } from '../edit.ts';
import type { Intended } from '../intended.ts';
import type { Section } from '../../model.ts';
import { lineStart, nextLine, removeLines } from '../lines.ts';

type RemoveItem = Extract<Edit, { kind: 'remove-item' }>;

/** A bullet with what is nested in it, a row, a heading with what stands below it, one entry of a cell. */
export const removeItem: EditKind<RemoveItem> = {
  propose(document, edit) {
    const work = workOf(document, edit.item);
    return isWork(work) ? removalOf(document, work) : work;
  },
  intend(intended, edit, document) {
    const work = workOf(document, edit.item);
    if (isWork(work)) intendAbsence(intended, document, work);
  },
};

export function removalOf(document: EditDocument, work: Work): Proposal {
  const { source } = document;
  const { form } = work;
  const [start, end] = stretchOf(work);
  if (form.kind === 'cell' || (form.kind === 'row' && !form.whole)) return removalOfPart(document, work);
  const before = source.text.slice(lineStart(source, start), start);
  // A table in tags may have several rows on a line.
  const after = source.text.slice(end, nextLine(source, Math.max(start, end - 1)));
  if (form.kind === 'row' && (before + after).trim() !== '' && source.text.charAt(start) === '<')
    return [cut(start, end)];
  if (before.trim() !== '') return cannotWrite(work, 'it begins in the middle of a line. Give it a line of its own.');
  return [{ replacements: [removeLines(source, start, end)] }];
}

/** Where the item stands, from its first character to behind its last one. */
function stretchOf(work: Work): [number, number] {
  const { form, parts } = work;
  if (form.kind === 'heading') return [form.section.start, Math.max(form.section.end, parts.end)];
  return [parts.start, parts.end];
}

/** One of several items in a cell: its words, and the tag that parts it from the next or the one before. */
function removalOfPart({ source }: EditDocument, work: Work): Proposal {
  const { start, end } = work.parts.phrase;
  const after = /^\s*<br\s*\/?>\s*/i.exec(source.text.slice(end, end + 40))?.[0] ?? '';
  const before = /\s{0,40}<br\s{0,10}\/?>\s{0,40}$/i.exec(source.text.slice(Math.max(0, start - 40), start))?.[0] ?? '';
  const item = /<li>\s*$/i.exec(source.text.slice(Math.max(0, start - 40), start))?.[0] ?? '';
  const close = item === '' ? '' : (/^\s*<\/li>\s*/i.exec(source.text.slice(end, end + 40))?.[0] ?? '');
  if (item !== '') return [cut(start - item.length, end + close.length)];
  return before === ''
    ? [cut(start, end + after.length)]
    : [cut(start - before.length, end), cut(start, end + after.length)];
}

function cut(startOffset: number, endOffset: number): Change {
  return { replacements: [{ startOffset, endOffset, text: '' }] };
}

/** Neither the item nor its parts, and nothing else that stood in it. */
export function intendAbsence(intended: Intended, document: EditDocument, work: Work): void {
  const gone = new Set(withParts(document, work).map((part) => part.index));
  const [start, end] = stretchOf(work);
  const { sectionOffsets } = placesOf(document);
  intended.items = intended.items.filter((item) => !gone.has(item.key));
  intended.sections = intended.sections.filter((section) => {
    const at = sectionOffsets.get(section);
    return at === undefined || at < start || at >= end;
  });
  intended.mayVanish = new Set([...intended.mayVanish, ...emptied(document, gone)]);
  intended.pointers = intended.pointers.filter(({ range }) => range.startOffset < start || range.startOffset >= end);
}

/** Grouping bullets, bold leads and labels in which all items are gone: with nothing below it such a line is no section. */
function emptied(document: EditDocument, gone: ReadonlySet<number>): Section[] {
  return document.places.flatMap(({ form, section }) => {
    const around = form.kind === 'bullet' ? form.entry : form.kind === 'heading' ? form.section : null;
    if (around === null || ('form' in around && around.form === 'heading')) return [];
    const inside = document.works.filter(({ parts }) => parts.start > around.start && parts.end <= around.end);
    return inside.length > 0 && inside.every((work) => gone.has(work.index)) ? [section] : [];
  });
}

/** Where each section begins. */
function placesOf(document: EditDocument): { sectionOffsets: Map<object, number> } {
  const sectionOffsets = new Map<object, number>();
  for (const { section, form } of document.places) {
    const start =
      form.kind === 'heading' ? form.section.start : form.kind === 'bullet' ? form.entry.start : form.row.start;
    sectionOffsets.set(section, start);
  }
  return { sectionOffsets };
}
