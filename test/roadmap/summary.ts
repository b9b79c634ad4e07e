import type { Item, Reference, Roadmap } from '../../src/roadmap/model.ts';

/** A Roadmap in few words, for expectations that a person can read: one line an item. */
export interface Summary {
  title: string | null;
  lastUpdated: string | null;
  items: string[];
  sections: string[];
  problems: string[];
  pointers: string[];
}

export function summarize(roadmap: Roadmap): Summary {
  return {
    title: roadmap.title,
    lastUpdated:
      roadmap.lastUpdated === null ? null : `${roadmap.lastUpdated.text} = ${roadmap.lastUpdated.date ?? '?'}`,
    items: roadmap.items.map(summarizeItem),
    sections: roadmap.sections.map(
      (section) =>
        `${section.line} ${'#'.repeat(Math.min(section.level, 9))} ${[...section.path, section.title].join(' > ')}`,
    ),
    problems: roadmap.problems.map(({ rule, line, range, suggestion }) =>
      `${line}:${range.column}-${range.endColumn} ${rule} ${suggestion ?? ''}`.trim(),
    ),
    pointers: roadmap.pointers.map(summarizeReference),
  };
}

function summarizeItem(item: Item): string {
  const target = item.target === null ? [] : [`${item.target.kind} ${item.target.text}`, ...timeOf(item)];
  const milestone = item.target?.milestone == null ? [] : [`milestone ${item.target.milestone.number}`];
  const placeholder =
    item.placeholderRange === null ? [] : [`placeholder ${item.placeholderRange.line}:${item.placeholderRange.column}`];
  return [
    `${item.line}${item.parent === null ? '' : ` under ${item.parent}`} ${item.title}`,
    item.status,
    ...target,
    ...milestone,
    ...item.areas.map((area) => `[${area}]`),
    ...item.references.map(summarizeReference),
    ...placeholder,
  ].join(' | ');
}

function timeOf(item: Item): string[] {
  const { start, end } = item.target ?? {};
  return start == null && end == null ? [] : [`${start ?? ''}..${end ?? ''}`];
}

export function summarizeReference({ kind, owner, repo, number }: Reference): string {
  return `${kind} ${owner}/${repo === null ? '' : `${repo}/`}${number}`;
}
