import type { RevisionReading } from '../../../src/roadmap/history/lives.ts';
import { parse } from '../../../src/roadmap/parse.ts';

/** Readings of an invented roadmap: a text, null for a removed file, or a problem, each a day `YYYY-MM-DD`. */
export function readings(revisions: Record<string, string | null | { problem: string }>): RevisionReading[] {
  return Object.entries(revisions).map(([day, said], index) => {
    const text = typeof said === 'string' ? said : null;
    const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: day };
    return {
      commit: String(index + 1).padStart(40, '0'),
      committedAt: `${day}T12:00:00Z`,
      author: index % 2 === 0 ? 'alice' : null,
      path: 'ROADMAP.md',
      text,
      roadmap: text === null ? null : parse(text, context),
      ...(said !== null && typeof said === 'object' ? said : {}),
    };
  });
}
