import type { Table } from '../markdown/blocks.ts';
import type { Scope } from '../reading/scope.ts';
import type { EditDocument, SectionPlace, Work } from './document.ts';
import type { Refusal } from './edit.ts';
import { mostUsed } from './reference-style.ts';
import { samePath } from './section-path.ts';
import { cutOff, inTags, leftOut, noShape, severalOf, unknownSection, unshapely } from './spot-refusals.ts';
import { isHtmlTable } from './table-source.ts';
import { squeeze } from '../words.ts';

/** Where an item is to be put: behind the last item of a section, in its shape. */
export interface Spot {
  path: readonly string[];
  /** What holds for items there. */
  scope: Scope;
  /** The items that stand directly in it, none in an empty section. */
  works: Work[];
  /** The item whose shape the new one takes: the last one there, or of an empty section the last of the file's most common shape. */
  sample: Work;
  /** Where the lines go: below the line that holds this offset. */
  below: number;
  /** A table without rows that stands there already. */
  emptyTable: Table | null;
  isEmpty: boolean;
  /** Level of the heading above, 0 at the top of the file. */
  level: number;
}

/** The end of the section of that path, or why there is none. `like`: the shape to use where the section is empty. */
export function spotAt(document: EditDocument, path: readonly string[], like: Work | null): Spot | Refusal {
  const places = document.places.filter((place) => samePath(place.scope.path, path));
  const works = directWorks(document, path);
  if (places.length === 0 && works.length === 0) return unknownSection(document, path);
  const readable = places.filter((place) => place.isRead);
  if (readable.length === 0 && works.length === 0) return leftOut(document, path);
  const homes = readable.filter((place) => works.some((work) => isInside(work, place)));
  if (path.length > 0 && (homes.length > 1 || (works.length === 0 && readable.length > 1)))
    return severalOf(document, path);
  const place = homes[0] ?? readable[0] ?? null;
  const last =
    works.findLast((work) => isSample(work) && like !== null && isAlike(work, like)) ??
    works.findLast((work) => isSample(work) && work.form.kind === like?.form.kind) ??
    works.findLast((work) => isSample(work));
  if (last?.form.kind === 'row' && isHtmlTable(document.source, last.form.table)) return inTags(path, last);
  if (last !== undefined) return spotBehind(document, path, works, last, place);
  if (works.some(({ form }) => form.kind === 'row' && form.row.detached)) return cutOff(path, works);
  return works.length > 0 ? unshapely(path) : emptySpot(document, path, place, like);
}

export function isSpot(found: Spot | Refusal): found is Spot {
  return 'sample' in found;
}

/** Items that stand in a section by themselves, not below another item. */
function directWorks(document: EditDocument, path: readonly string[]): Work[] {
  return document.works.filter((work) => work.item.parent === null && samePath(work.item.path, path));
}

function isInside(work: Work, { form }: SectionPlace): boolean {
  if (form.kind === 'row') return 'table' in work.form && work.form.table === form.table;
  const { start, end } = form.kind === 'heading' ? form.section : form.entry;
  return work.parts.start >= start && work.parts.end <= end;
}

function isSample({ form }: Work): boolean {
  return form.kind !== 'cell' && !(form.kind === 'row' && (!form.whole || form.row.detached));
}

/** Rows of tables that have the same columns, or anything else of the same form. */
function isAlike(one: Work, other: Work): boolean {
  if (one.form.kind !== 'row' || other.form.kind !== 'row') return one.form.kind === other.form.kind;
  return headerKey(one.form.table) === headerKey(other.form.table);
}

function spotBehind(
  document: EditDocument,
  path: readonly string[],
  works: Work[],
  sample: Work,
  place: SectionPlace | null,
): Spot {
  const { form, parts, scope } = sample;
  const end = form.kind === 'heading' ? Math.max(form.section.end, parts.end) : parts.end;
  return {
    path,
    scope,
    works,
    sample,
    below: lastContent(document, parts.start, end),
    emptyTable: null,
    isEmpty: false,
    level: levelOf(place),
  };
}

function levelOf(place: SectionPlace | null): number {
  return place?.form.kind === 'heading' ? place.form.section.level : 0;
}

/** Offset of the last character that is no white space between `start` and `end`. */
function lastContent({ source }: EditDocument, start: number, end: number): number {
  let at = Math.min(end, source.text.length);
  while (at > start && /\s/.test(source.text.charAt(at - 1))) at -= 1;
  return Math.max(start, at - 1);
}

function emptySpot(
  document: EditDocument,
  path: readonly string[],
  place: SectionPlace | null,
  like: Work | null,
): Spot | Refusal {
  if (place === null || place.form.kind !== 'heading' || place.form.section.form === 'label') return unshapely(path);
  const { section } = place.form;
  const own = section.content.filter((part) => part.type !== 'section');
  const emptyTable = own.find((part): part is Table => part.type === 'table' && part.rows.length === 0) ?? null;
  const sample = emptyTable === null ? (like ?? commonShape(document)) : rowOfTableLike(document, emptyTable);
  if (sample === null) return emptyTable === null ? noShape(document, path) : unshapely(path);
  const end = emptyTable?.end ?? own[own.length - 1]?.end ?? section.headingEnd;
  const below = lastContent(document, section.start, end);
  return { path, scope: place.scope, works: [], sample, below, emptyTable, isEmpty: true, level: section.level };
}

/** The last item of the shape that most items have. */
function commonShape(document: EditDocument): Work | null {
  const usable = document.works.filter((work) => work.item.parent === null && isSample(work));
  const [kind] = mostUsed(usable.map((work) => work.form.kind));
  return usable.findLast((work) => work.form.kind === kind) ?? null;
}

/** A row of a table that has the same columns. */
function rowOfTableLike(document: EditDocument, table: Table): Work | null {
  const header = headerKey(table);
  return (
    document.works.findLast(
      (work) => work.form.kind === 'row' && isSample(work) && headerKey(work.form.table) === header,
    ) ?? null
  );
}

export function headerKey(table: Table): string {
  return table.columns.map((column) => squeeze(column.text).toLowerCase()).join('\n');
}
