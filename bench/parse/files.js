import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CORPUS = join(root, '../shared/corpus/raw');

/** What is read: the corpus where it lies beside the project, else the project's own examples. */
export function roadmapFiles() {
  const folder = existsSync(CORPUS) ? CORPUS : join(root, 'roadmaps');
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return {
    source: folder === CORPUS ? 'the corpus' : 'roadmaps/ (the corpus is not here)',
    files: names.map((name) => ({ name, path: join(folder, name), text: readFileSync(join(folder, name), 'utf8') })),
  };
}

export const CONTEXT = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2024-05-01' };
