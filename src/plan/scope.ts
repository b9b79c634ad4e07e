/** What of a Roadmap the policy's `sections.include` and `sections.exclude` leave to be served. */
import type { Policy } from '../policy/policy.ts';
import type { Item, Problem, Roadmap, Section, SourceRange } from '../roadmap/model.ts';

const normal = (heading: string): string => heading.toLowerCase().split(/\s+/).filter(Boolean).join(' ');

/** Rules about the file as a whole: no choice of sections silences them. */
const WHOLE_FILE: readonly Problem['rule'][] = ['unreadable-file', 'no-items'];

/**
 * The Roadmap with only the items, sections, problems and pointers that the policy serves. A heading counts for
 * everything beneath it; `exclude` wins over `include`; an empty `include` means all. Where items were read and none is
 * left, a problem says so. Without a choice in the policy it is the Roadmap itself.
 */
export function scopeTo(desired: Roadmap, sections: Policy['sections']): Roadmap {
  if (sections.include.length === 0 && sections.exclude.length === 0) return desired;
  const include = new Set(sections.include.map(normal));
  const exclude = new Set(sections.exclude.map(normal));
  const isServed = (path: readonly string[]): boolean => {
    const headings = path.map(normal);
    return (
      !headings.some((heading) => exclude.has(heading)) && (include.size === 0 || headings.some((h) => include.has(h)))
    );
  };
  const isServedLine = (line: number): boolean => isServed(pathAt(desired, line));

  const items = withParents(desired.items, (item) => isServed(item.path));
  const served: Roadmap = {
    ...desired,
    items,
    sections: desired.sections.filter((section) => isServed([...section.path, section.title])),
    problems: desired.problems.filter((problem) => WHOLE_FILE.includes(problem.rule) || isServedLine(problem.line)),
    pointers: desired.pointers.filter((pointer) => isServedLine(pointer.line)),
  };
  if (desired.items.length > 0 && items.length === 0) served.problems = [...served.problems, noneLeft(desired)];
  return served;
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

/** Headings around a line: those of the item on it, else of the innermost section around it. */
function pathAt(desired: Roadmap, line: number): string[] {
  const item = desired.items.findLast((item) => item.line <= line && line <= item.endLine);
  if (item !== undefined) return item.path;
  const section = desired.sections.findLast((section: Section) => section.line <= line && line <= section.endLine);
  return section === undefined ? [] : [...section.path, section.title];
}

const FIRST_LINE: SourceRange = { line: 1, column: 1, endLine: 1, endColumn: 1, startOffset: 0, endOffset: 0 };

const noneLeft = (desired: Roadmap): Problem => ({
  rule: 'no-items',
  message: `${desired.items.length} items were read, and the configuration's sections.include and sections.exclude leave none of them. Name headings that the file has.`,
  line: 1,
  range: FIRST_LINE,
  suggestion: null,
});
