import type { Roadmap } from '../model.ts';
import type { Revision } from './history.ts';
import type { RevisionReading } from './lives.ts';

/** What reading one revision takes besides its text: the path it had then, and the day of its commit. */
export interface RevisionContext {
  file: string;
  asOf: string;
}

/**
 * The reading of each revision, in the given order, one at a time and only when asked for. The same text at the same path
 * is read once, as of the first time it is met, so that a revision which changed nothing gives the very same Roadmap. A
 * revision that `problem` speaks of is not read. Throws what `read` throws.
 */
export async function* readRevisions(
  revisions: Iterable<Revision & { problem?: string }> | AsyncIterable<Revision & { problem?: string }>,
  read: (text: string, context: RevisionContext) => Promise<Roadmap> | Roadmap,
): AsyncGenerator<RevisionReading> {
  const known = new Map<string, Roadmap>();
  for await (const revision of revisions) {
    const { text, path, committedAt, problem } = revision;
    if (text === null || problem !== undefined) {
      yield { ...revision, roadmap: null };
      continue;
    }
    const key = `${path}\n${text}`;
    const roadmap = known.get(key) ?? (await read(text, { file: path, asOf: committedAt.slice(0, 10) }));
    known.set(key, roadmap);
    yield { ...revision, roadmap };
  }
}
