/**
 * Runs in a worker thread: reads one roadmap a message. It answers `begun`, from when the deadline runs, and then the
 * Roadmap, explained where that was asked for, never the Markdown tree.
 */
import { parentPort } from 'node:worker_threads';
import { explain, parse } from '../roadmap/parse.ts';
import type { ReadingContext } from '../roadmap/model.ts';

if (parentPort === null) throw new Error('parse-worker runs in a worker thread only');
const port = parentPort;

interface Message {
  text: string;
  context: ReadingContext;
  what: 'parse' | 'explain';
}

port.on('message', ({ text, context, what }: Message) => {
  port.postMessage('begun');
  port.postMessage(
    what === 'explain' ? explain(text, context) : { roadmap: parse(text, context), lines: [], origins: [] },
  );
});
