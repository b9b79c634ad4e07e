import type { Item, Roadmap, Section } from '../model.ts';
import { referenceKey } from '../references/references.ts';
import { squeeze } from '../words.ts';
import { targetKey } from './intended.ts';
import type { Intended, IntendedItem } from './intended.ts';
import { shown } from './shown.ts';

/** How a reading departs from what was intended, and which edits that is about (none known: empty); null when it does not. */
export interface Departure {
  message: string;
  edits: number[];
  /** The item of the Roadmap as it was that is read otherwise, where it is one. */
  item: Item | null;
}

export function departureOf(intended: Intended, actual: Roadmap): Departure | null {
  return itemDeparture(intended, actual) ?? frameDeparture(intended, actual);
}

function itemDeparture(intended: Intended, actual: Roadmap): Departure | null {
  const fixed = intended.items.filter((item) => !item.isFloating);
  const floating = intended.items.filter((item) => item.isFloating);
  const keys: number[] = [];
  let next = 0;
  for (const item of actual.items) {
    const parent = item.parent === null ? null : (keys[item.parent] ?? null);
    const expected = fixed[next];
    const difference =
      expected === undefined ? `it has an item ${say(item.title)} more` : differenceOf(expected, item, parent);
    if (expected !== undefined && difference === null) {
      keys.push(expected.key);
      next += 1;
      continue;
    }
    const at = floating.findIndex((candidate) => differenceOf(candidate, item, parent) === null);
    const [found] = at === -1 ? [] : floating.splice(at, 1);
    if (found === undefined) return departure(difference ?? '', expected, nearest(floating, item, parent), intended);
    keys.push(found.key);
  }
  const missing = fixed[next] ?? floating[0];
  if (missing === undefined) return null;
  return {
    message:
      missing.key < 0
        ? `the new item ${say(missing.title)} would not be read as one (is a description missing?)`
        : `the item ${say(missing.title)} would not be there as meant`,
    edits: [...missing.edits],
    item: null,
  };
}

function departure(
  difference: string,
  expected: IntendedItem | undefined,
  floating: [IntendedItem, string] | null,
  { roadmap }: Intended,
): Departure {
  const message = floating === null ? difference : floating[1];
  const edits = [...(floating?.[0].edits ?? []), ...(expected?.edits ?? [])];
  return { message, edits, item: roadmap.items[expected?.key ?? -1] ?? null };
}

/** The floating item that has this one's title, and how they differ. */
function nearest(floating: readonly IntendedItem[], item: Item, parent: number | null): [IntendedItem, string] | null {
  const found = floating.find((candidate) => titleKey(candidate.title) === titleKey(item.title)) ?? floating[0];
  return found === undefined ? null : [found, differenceOf(found, item, parent) ?? ''];
}

/** A title for comparing: what the reader takes off at the ends of a title is no difference. */
function titleKey(title: string): string {
  return squeeze(title.replaceAll(/[\u200B-\u200D\u2060\uFEFF]/g, ' ')).replace(/[\s.:：;,]{1,40}$/, '');
}

function differenceOf(intended: IntendedItem, item: Item, parent: number | null): string | null {
  const expected = intended.key < 0 && item.areas.length > intended.areas.length ? withTagsAsAreas(intended) : intended;
  const of = say(expected.title);
  if (expected.title !== item.title && titleKey(expected.title) !== titleKey(item.title.replaceAll(/\u200B/g, ''))) {
    return `${say(item.title)} would be read where ${of} is expected`;
  }
  if (expected.parent !== parent) return `${of} would stand under another item`;
  if (expected.path.join('\n') !== item.path.join('\n')) return `${of} would stand in ${say(item.path.join(' > '))}`;
  if (!expected.statuses.includes(item.status)) return `the status of ${of} would be ${item.status}`;
  if (!expected.targets.includes(targetKey(item.target))) return `the target of ${of} would be ${sayTarget(item)}`;
  if (!sameReferences(expected, item))
    return `${of} would refer to ${say(item.references.map(referenceKey).join(', ') || 'nothing')}`;
  if (expected.placeholder !== item.placeholder)
    return `${of} would ${item.placeholder ? 'still have a' : 'lose its'} placeholder`;
  if (expected.areas.join('\n') !== item.areas.join('\n'))
    return `the area of ${of} would be ${say(item.areas.join(', ') || 'none')}`;
  return sameDescription(expected, item) ? null : `the description of ${of} would be another`;
}

/** A new item whose given title begins with tags, as those of issues do: `[CLI] Undo` is read as Undo of the area CLI. */
function withTagsAsAreas(item: IntendedItem): IntendedItem {
  const areas = [...item.areas];
  let { title } = item;
  for (let tag = TAG.exec(title); tag !== null && areas.length < 6; tag = TAG.exec(title)) {
    areas.push(squeeze(tag[1] ?? ''));
    title = title.slice(tag[0].length).trimStart();
  }
  return { ...item, title, areas };
}

const TAG = /^\[([^\][]{1,40})\][\s:]{0,3}(?=\S)/;

function sayTarget({ target }: Item): string {
  if (target === null) return '“none”';
  return say(target.start === null ? target.text : `${target.text} (${target.start} to ${target.end ?? 'open'})`);
}

function sameReferences(expected: IntendedItem, item: Item): boolean {
  const actual = item.references.map(referenceKey);
  const isTouched = expected.edits.size > 0;
  const [one, other] = isTouched ? [expected.references.toSorted(), actual.toSorted()] : [expected.references, actual];
  return one.join('\n') === other.join('\n');
}

function sameDescription(expected: IntendedItem, item: Item): boolean {
  if (expected.edits.size === 0) return expected.description === item.description;
  return bare(expected.description, expected.mayDiffer) === bare(item.description, expected.mayDiffer);
}

/** Letters and digits only, without the texts that an edit brings or takes. */
function bare(text: string, without: readonly string[]): string {
  let rest = ` ${letters(text)} `;
  for (const part of without) rest = letters(part) === '' ? rest : rest.replaceAll(` ${letters(part)} `, ' ');
  return squeeze(rest);
}

function letters(text: string): string {
  return squeeze(text.toLowerCase().replaceAll(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, ' '));
}

/** Everything beside the items. */
function frameDeparture(
  { title, sections, mayVanish, pointers, lastUpdated, roadmap, items }: Intended,
  actual: Roadmap,
): Departure | null {
  const nobody = { edits: [], item: null };
  if (title !== actual.title) return { message: `the file's title would be ${say(actual.title ?? 'none')}`, ...nobody };
  const section = sectionDeparture(sections, mayVanish, actual.sections);
  if (section !== null) return { message: `the section ${say(section.title)} would not be there as it was`, ...nobody };
  if (pointers.map(referenceKey).join('\n') !== actual.pointers.map(referenceKey).join('\n'))
    return { message: 'other references outside the items would be read', ...nobody };
  if (lastUpdated !== actual.lastUpdated?.date)
    return { message: 'the file would say another “Last updated”', ...nobody };
  return problemDeparture(roadmap, actual, items.length === 0);
}

/** The first section that is not as it was, null when all are. */
function sectionDeparture(
  wanted: readonly Section[],
  mayVanish: ReadonlySet<Section>,
  found: readonly Section[],
): Section | null {
  let at = 0;
  for (const section of wanted) {
    const actual = found[at];
    if (actual !== undefined && sectionKey(actual) === sectionKey(section)) at += 1;
    else if (!mayVanish.has(section)) return section;
  }
  return found[at] ?? null;
}

/** One spelling for all that a section says. */
export function sectionKey({ title, level, path, target, status }: Section): string {
  return JSON.stringify([title, level, path, targetKey(target), status]);
}

function problemDeparture(before: Roadmap, after: Roadmap, isEmpty: boolean): Departure | null {
  const known = before.problems.map((problem) => problem.rule + (problem.suggestion ?? ''));
  for (const { rule, suggestion, message } of after.problems) {
    const at = known.indexOf(rule + (suggestion ?? ''));
    if (at !== -1) known.splice(at, 1);
    else if (rule !== 'no-items' || !isEmpty)
      return { message: `a fault would be found: ${message}`, edits: [], item: null };
  }
  return null;
}

function say(text: string): string {
  return shown(text, 80);
}
