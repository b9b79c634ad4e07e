import type { Item } from '../roadmap/model.ts';
import type { ItemOrigins } from '../roadmap/reading/origins.ts';
import type { ExplainedRoadmap } from '../roadmap/unexplained.ts';
import { roadmapJson } from './roadmap-json.ts';
import type { ProblemJson, ReferenceJson } from './roadmap-json.ts';

/** What `milepost parse --explain --json` prints for one file. A published format: keys are added, never renamed. */
export interface ExplanationJson {
  file: string;
  repo: string | null;
  /** Every line of the file once, in order; empty where the file could not be read. */
  lines: LineJson[];
  problems: ProblemJson[];
}

export interface LineJson {
  line: number;
  endLine: number;
  role: string;
  /** The name of what decided. */
  signal: string;
  reason: string;
  /** The first of the lines, trimmed. */
  text: string;
  items: ExplainedItemJson[];
}

export interface ExplainedItemJson {
  /** Index in the items that `parse --json` prints. */
  index: number;
  id: string;
  title: string;
  status: { value: Item['status']; from: string };
  target: { text: string; from: string } | null;
  areas: string[];
  references: ReferenceJson[];
  placeholder: boolean;
  untracked: boolean;
}

/** The explanation as plain JSON, keys in a fixed order. */
export function explanationJson({ roadmap, lines, origins }: ExplainedRoadmap): ExplanationJson {
  const { file, repo, items, problems } = roadmapJson(roadmap);
  const explained = (index: number): ExplainedItemJson[] => {
    const [item, read, origin] = [items[index], roadmap.items[index], origins[index]];
    if (item === undefined || read === undefined || origin === undefined) return [];
    const { id, title, status, areas, references, placeholder, untracked } = item;
    const target = targetOf(read, origin);
    return [
      {
        index,
        id,
        title,
        status: { value: status, from: origin.status },
        target,
        areas,
        references,
        placeholder,
        untracked,
      },
    ];
  };
  return {
    file,
    repo,
    lines: lines.map(({ line, endLine, role, signal, reason, text, items: found }) => {
      return { line, endLine, role, signal, reason, text, items: found.flatMap(explained) };
    }),
    problems,
  };
}

const targetOf = ({ target }: Item, origin: ItemOrigins): ExplainedItemJson['target'] =>
  target === null ? null : { text: target.text, from: origin.target ?? 'its own' };
