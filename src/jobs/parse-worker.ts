/**
 * Runs in a worker thread: reads one roadmap a message. It answers `begun`, from when the deadline runs, and then the
 * Roadmap, never the Markdown tree.
 */
import { parentPort } from 'node:worker_threads';
import { parse } from '../roadmap/parse.ts';
import type { ReadingContext } from '../roadmap/model.ts';

if (parentPort === null) throw new Error('parse-worker runs in a worker thread only');
const port = parentPort;

port.on('message', ({ text, context }: { text: string; context: ReadingContext }) => {
  port.postMessage('begun');
  port.postMessage(parse(text, context));
});
