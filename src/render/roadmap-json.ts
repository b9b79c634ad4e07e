import type { Item, Problem, Reference, Roadmap, Section, Status, Target } from '../roadmap/model.ts';

/** What `milepost parse --json` prints for one file. A published format: keys are added, never renamed. */
export interface RoadmapJson {
  file: string;
  repo: string | null;
  title: string | null;
  lastUpdated: { text: string; date: string | null } | null;
  sections: SectionJson[];
  items: ItemJson[];
  problems: ProblemJson[];
}

export interface ReferenceJson {
  kind: Reference['kind'];
  owner: string;
  repo: string | null;
  number: number;
  line: number;
  text: string;
}

export interface TargetJson {
  /** What names the release or the time; '' for a horizon, which names neither. */
  text: string;
  kind: Target['kind'];
  /** What a horizon is called (`Later`); null for a release and a timeframe. */
  horizon: string | null;
  start: string | null;
  end: string | null;
  milestone: ReferenceJson | null;
}

export interface SectionJson {
  title: string;
  line: number;
  endLine: number;
  level: number;
  path: string[];
  target: TargetJson | null;
  status: Status | null;
}

export interface ItemJson {
  id: string;
  line: number;
  endLine: number;
  title: string;
  description: string;
  path: string[];
  parent: number | null;
  status: Status;
  target: TargetJson | null;
  areas: string[];
  references: ReferenceJson[];
  placeholder: boolean;
  /** It wants no issue, by an escape hatch. */
  untracked: boolean;
}

export interface ProblemJson {
  rule: Problem['rule'];
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  message: string;
  suggestion: string | null;
}

/** The Roadmap as plain JSON, keys in a fixed order. Source ranges stay inside, but for those of problems. */
export function roadmapJson(roadmap: Roadmap): RoadmapJson {
  const { file, repo, title, lastUpdated } = roadmap;
  return {
    file,
    repo,
    title,
    lastUpdated: lastUpdated === null ? null : { text: lastUpdated.text, date: lastUpdated.date },
    sections: roadmap.sections.map(sectionJson),
    items: roadmap.items.map(itemJson),
    problems: roadmap.problems.map(problemJson),
  };
}

function sectionJson({ title, line, endLine, level, path, target, status }: Section): SectionJson {
  return { title, line, endLine, level, path, target: targetJson(target), status };
}

function itemJson(item: Item): ItemJson {
  const { id, line, endLine, title, description, path, parent, status, areas, placeholder, untracked } = item;
  const target = targetJson(item.target);
  const references = item.references.map(referenceJson);
  return {
    id,
    line,
    endLine,
    title,
    description,
    path,
    parent,
    status,
    target,
    areas,
    references,
    placeholder,
    untracked,
  };
}

/** A target without its place in the file. */
export function targetJson(target: Target | null): TargetJson | null {
  if (target === null) return null;
  const { text, kind, start, end, milestone } = target;
  const isHorizon = kind === 'horizon';
  return {
    text: isHorizon ? '' : text,
    kind,
    horizon: isHorizon ? text : null,
    start,
    end,
    milestone: milestone === null ? null : referenceJson(milestone),
  };
}

const referenceJson = ({ kind, owner, repo, number, line, text }: Reference): ReferenceJson => ({
  kind,
  owner,
  repo,
  number,
  line,
  text,
});

function problemJson({ rule, message, suggestion, range }: Problem): ProblemJson {
  const { line, column, endLine, endColumn } = range;
  return { rule, line, column, endLine, endColumn, message, suggestion };
}
