import type { Item, ReadingContext, Roadmap, Section } from '../model.ts';
import type { Identified } from '../identity/identified.ts';
import { withIdentity } from '../identity/with-identity.ts';
import { indexSource } from '../markdown/source.ts';
import type { Source } from '../markdown/source.ts';
import { trace } from '../parse.ts';
import type { ItemForm, ItemTrace, SectionTrace } from '../reading/forms.ts';
import type { Legend } from '../status/status.ts';
import { quoted, refuse } from './edit.ts';
import type { Refusal } from './edit.ts';
import { shown } from './shown.ts';

/** A file read for edits: the Roadmap, and beside it how each of its items and sections is written. */
export interface EditDocument {
  source: Source;
  context: ReadingContext;
  roadmap: Roadmap;
  /** In document order, as `roadmap.items`. */
  works: Work[];
  /** As `roadmap.sections`. */
  places: SectionPlace[];
  legend: Legend;
}

/** An item with the way in which it is written. */
export interface Work extends ItemTrace {
  index: number;
  item: Item;
  form: ItemForm;
}

/** A section with the way in which it is written. */
export interface SectionPlace extends SectionTrace {
  section: Section;
}

/**
 * Reads a file for edits. `known` is a stored reading: items that it knows have its ids. Hostile text may be slow, or overflow
 * the stack with a RangeError, as in `parse`.
 */
export function readForEdit(text: string, context: ReadingContext, known: readonly Identified[] = []): EditDocument {
  const source = indexSource(text);
  const { roadmap: read, reading } = trace(source, context);
  const roadmap = known.length === 0 ? read : withIdentity(read, known);
  const works = roadmap.items.flatMap((item, index): Work[] => {
    const found = reading.itemTraces[index];
    return found === undefined ? [] : [{ ...found, index, item, form: found.parts.form }];
  });
  const places = roadmap.sections.flatMap((section, index): SectionPlace[] => {
    const found = reading.sectionTraces[index];
    return found === undefined ? [] : [{ ...found, section }];
  });
  return { source, context, roadmap, works, places, legend: reading.legend };
}

/** The item of that id, or why there is none. */
export function workOf(document: EditDocument, id: string): Work | Refusal {
  const work = document.works.find((candidate) => candidate.item.id === id);
  return (
    work ??
    refuse(
      'not-found',
      `No item of ${document.context.file} has the id ${shown(id)}; read the file again and use an id from it.`,
    )
  );
}

export function isWork(found: Work | Refusal): found is Work {
  return 'form' in found;
}

/** The item and everything below it: a run of works, the item first. */
export function withParts(document: EditDocument, work: Work): Work[] {
  const inside = new Set([work.index]);
  for (const other of document.works)
    if (other.item.parent !== null && inside.has(other.item.parent)) inside.add(other.index);
  return document.works.filter((other) => inside.has(other.index));
}

/** Works that stand side by side with this one: same form, same parent, same sections; without itself. */
export function neighboursOf(document: EditDocument, work: Work): Work[] {
  const key = work.item.path.join('\n');
  return document.works.filter(
    (other) =>
      other !== work &&
      other.form.kind === work.form.kind &&
      other.item.parent === work.item.parent &&
      other.item.path.join('\n') === key,
  );
}

export function cannotWrite(work: Work, what: string): Refusal {
  return refuse('not-exact', `${quoted(work.item)} cannot be changed exactly: ${what}`, work.item.line);
}
