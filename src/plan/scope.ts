/** What of a Roadmap the policy's `sections.include` and `sections.exclude` leave to be served. */
import type { Policy } from '../policy/policy.ts';
import type { Item, Problem, Roadmap, SourceRange } from '../roadmap/model.ts';
import { namedHeadings } from './heading-names.ts';

/** Rules about the file as a whole: no choice of sections silences them. */
const WHOLE_FILE: readonly Problem['rule'][] = ['unreadable-file', 'no-items'];

/**
 * The Roadmap with only the items, sections, problems and pointers that the policy serves. A heading counts for
 * everything beneath it; `exclude` wins over `include`; an empty `include` means all. Where items were read and none is
 * left, a problem says so. Without a choice in the policy it is the Roadmap itself. How names are compared with headings:
 * heading-names.ts.
 */
export function scopeTo(desired: Roadmap, sections: Policy['sections']): Roadmap {
  if (sections.include.length === 0 && sections.exclude.length === 0) return desired;
  const include = partNamed(sections.include, desired);
  const exclude = partNamed(sections.exclude, desired);
  const isAll = sections.include.length === 0;
  const isServed = (place: Place): boolean => !exclude.holds(place) && (isAll || include.holds(place));
  const isServedLine = (line: number): boolean => !exclude.holdsLine(line) && (isAll || include.holdsLine(line));
  const isServedAt = byLine(desired.items, isServed, isServedLine);

  const items = withParents(desired.items, isServed);
  const served: Roadmap = {
    ...desired,
    items,
    sections: desired.sections.filter(({ title, path, line }) => isServed({ path: [...path, title], line })),
    problems: desired.problems.filter((problem) => WHOLE_FILE.includes(problem.rule) || isServedAt(problem.line)),
    pointers: desired.pointers.filter((pointer) => isServedAt(pointer.line)),
  };
  if (desired.items.length > 0 && items.length === 0) served.problems = [...served.problems, noneLeft(desired)];
  return served;
}

/** An item or a section. */
interface Place {
  path: readonly string[];
  line: number;
}

/** A part of the file. */
interface Part {
  holds(place: Place): boolean;
  holdsLine(line: number): boolean;
}

/**
 * The part beneath some headings. Items and sections say themselves what they stand in, except for the document's title,
 * which is in no path: that holds by its lines, as every heading does for what is neither item nor section.
 */
function partNamed(names: readonly string[], desired: Roadmap): Part {
  const { headings, items } = namedHeadings(names, desired);
  const works = withSubItems(items, desired.items);
  const named = desired.sections.filter(({ title }) => headings.has(title));
  const inPaths = new Set([...desired.sections, ...desired.items].flatMap(({ path }) => path));
  const isUnderTitle = linesIn(named.filter(({ title }) => !inPaths.has(title)));
  return {
    holds: (place) => works.has(place) || place.path.some((title) => headings.has(title)) || isUnderTitle(place.line),
    holdsLine: linesIn([...named, ...items]),
  };
}

/** The works and all that is nested in them. Parents stand before their sub-items. */
function withSubItems(works: ReadonlySet<Item>, all: readonly Item[]): Set<unknown> {
  const found = new Set<unknown>(works);
  for (const item of all) {
    const parent = item.parent === null ? undefined : all[item.parent];
    if (found.size > 0 && parent !== undefined && found.has(parent)) found.add(item);
  }
  return found;
}

/** Whether a line lies in one of the ranges. Worked out once, however they overlap. */
function linesIn(ranges: readonly { line: number; endLine: number }[]): (line: number) => boolean {
  const last = ranges.reduce((longest, { endLine }) => Math.max(longest, endLine), 0);
  const steps = new Int32Array(last + 2);
  for (const { line, endLine } of ranges) {
    steps[line] = (steps[line] ?? 0) + 1;
    steps[endLine + 1] = (steps[endLine + 1] ?? 0) - 1;
  }
  for (let line = 1; line < steps.length; line += 1) steps[line] = (steps[line] ?? 0) + (steps[line - 1] ?? 0);
  return (line) => (steps[line] ?? 0) > 0;
}

/** What holds for the item on a line (the innermost, the last), else for the line itself. */
function byLine(
  items: readonly Item[],
  isServed: (item: Item) => boolean,
  isServedLine: (line: number) => boolean,
): (line: number) => boolean {
  const known = new Map<number, boolean>();
  for (const item of items) {
    for (let line = item.line; line <= item.endLine; line += 1) known.set(line, isServed(item));
  }
  return (line) => known.get(line) ?? isServedLine(line);
}

/** The served items, `parent` pointing into the new list; null where the parent is not served. */
function withParents(all: readonly Item[], isServed: (item: Item) => boolean): Item[] {
  const newIndex = new Map<number, number>();
  all.forEach((item, index) => {
    if (isServed(item)) newIndex.set(index, newIndex.size);
  });
  return all
    .filter((_, index) => newIndex.has(index))
    .map((item) => ({ ...item, parent: item.parent === null ? null : (newIndex.get(item.parent) ?? null) }));
}

const FIRST_LINE: SourceRange = { line: 1, column: 1, endLine: 1, endColumn: 1, startOffset: 0, endOffset: 0 };

const noneLeft = (desired: Roadmap): Problem => ({
  rule: 'no-items',
  message: `${desired.items.length} items were read, and the configuration's sections.include and sections.exclude leave none of them. Name headings that the file has.`,
  line: 1,
  range: FIRST_LINE,
  suggestion: null,
});
