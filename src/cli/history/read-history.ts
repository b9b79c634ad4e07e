import type { History } from '../../roadmap/history/history.ts';
import { livesOf } from '../../roadmap/history/lives.ts';
import { readRevisions } from '../../roadmap/history/read-revisions.ts';
import { startReader } from '../start-reader.ts';
import type { Surroundings } from '../surroundings.ts';
import type { RevisionSource, SourcedRevision } from './revision-source.ts';

/**
 * Reads each revision in a worker with a deadline, oldest first, and tells the lives of the Items. `onRead` is called
 * for each revision that is done.
 */
export async function readHistory(
  source: RevisionSource,
  { host, onRead }: { host: string; onRead: () => void },
  surroundings: Surroundings,
): Promise<History> {
  const { repo, path } = source;
  const reader = surroundings.reader ?? startReader();
  try {
    const readings = readRevisions(counted(source.revisions, onRead), (text, context) =>
      reader.read(text, { ...context, repo, host }),
    );
    const history = await livesOf(readings);
    // The newest revision may have removed the file, and then nothing was read that could name the repository.
    return { ...history, file: history.file || path, repo };
  } finally {
    if (surroundings.reader === undefined) await reader.close();
  }
}

async function* counted(
  revisions: AsyncIterable<SourcedRevision>,
  onRead: () => void,
): AsyncGenerator<SourcedRevision> {
  for await (const revision of revisions) {
    yield revision;
    onRead();
  }
}
