import { createRoadmapReader } from '../jobs/reading/read-roadmap.ts';
import type { RoadmapReader } from '../jobs/reading/read-roadmap.ts';

/** A reader whose thread begins at once to load what it reads with, and not only with the first file. */
export function startReader(): RoadmapReader {
  const reader = createRoadmapReader();
  void reader.read('', { file: '', repo: null, host: 'github.com', asOf: '2000-01-01' });
  return reader;
}
