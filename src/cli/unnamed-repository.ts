import type { LocalRoadmap } from './local-roadmaps.ts';

const NUMBER = /(?:^|[^\w&#/])(#[1-9]\d{0,8})(?!\w)/u;

/**
 * A sentence where numbers such as `#12` were no references, since nothing tells which repository they are of: without it
 * a file outside of a clone silently has none, and what depends on them is not found either. Empty where nothing is to be
 * said; the path and the number are the file's own text.
 */
export function unnamedRepositoryNote({ roadmap, text, path }: LocalRoadmap): string[] {
  if (roadmap.repo !== null || text === null) return [];
  const lines = text.split(/\r\n|\n|\r/u);
  for (const { line } of roadmap.items) {
    const number = NUMBER.exec(lines[line - 1] ?? '')?.[1];
    if (number === undefined) continue;
    return [
      `${path}: numbers such as ${number} were not read as references, since nothing tells of which repository they are. Name it with --repo OWNER/NAME, or run this in a clone of it.`,
    ];
  }
  return [];
}
