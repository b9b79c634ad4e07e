/**
 * Reads roadmap text in a worker thread with a deadline: Markdown parsers are super-linear on hostile input, and anyone
 * can open a pull request with such a file. A worker that is over time is stopped and replaced; nobody else waits.
 */
import { Worker } from 'node:worker_threads';
import type { ReadingContext, Roadmap } from '../roadmap/model.ts';
import { unexplained } from '../roadmap/unexplained.ts';
import type { ExplainedRoadmap } from '../roadmap/unexplained.ts';

/** The longest real roadmap seen (67 kB) takes a tenth of this on a slow machine. */
const DEADLINE_MS = 2_000;

export interface RoadmapReader {
  /** The Roadmap; for a text that is too intricate an empty one with the problem `unreadable-file`. Never rejects for a text. */
  read(text: string, context: ReadingContext): Promise<Roadmap>;
  /** The same with what each line was taken for; no lines where the text is too intricate. */
  explain(text: string, context: ReadingContext): Promise<ExplainedRoadmap>;
  close(): Promise<void>;
}

const workerUrl = (): URL =>
  // Node cannot run TypeScript in a worker: a test that imports the source uses the compiled worker.
  import.meta.url.endsWith('.ts')
    ? new URL('../../dist/jobs/parse-worker.js', import.meta.url)
    : new URL('./parse-worker.js', import.meta.url);

const tooIntricate = (context: ReadingContext, what: string): ExplainedRoadmap =>
  unexplained(
    context,
    `${context.file} is too intricate to read: ${what}. Nothing was done with it. Look for very long runs of brackets, quotes or nested lists.`,
  );

interface Reading {
  text: string;
  context: ReadingContext;
  what: 'parse' | 'explain';
  settle(explained: ExplainedRoadmap): void;
}

/** As many as syncs run at once: a file that takes its whole deadline holds nobody else up. */
const WORKERS = 4;

/** Workers are started as they are needed, and each is used for one text at a time. */
export function createRoadmapReader({ deadlineMs = DEADLINE_MS, workers = WORKERS } = {}): RoadmapReader {
  const readers = Array.from({ length: workers }, () => createSingleReader(deadlineMs));
  const freest = (): SingleReader => readers.reduce((best, reader) => (reader.load() < best.load() ? reader : best));
  return {
    read: (text, context) => freest().read(text, context),
    explain: (text, context) => freest().explain(text, context),
    async close() {
      await Promise.all(readers.map((reader) => reader.close()));
    },
  };
}

type SingleReader = RoadmapReader & { load(): number };

/**
 * One worker, started with its first text. The deadline runs from when the worker takes a text up, so that a busy
 * machine's slow start is not held against the file. `load`: how many texts it has taken and not given back.
 */
function createSingleReader(deadlineMs: number): SingleReader {
  const waiting: Reading[] = [];
  let worker: Worker | null = null;
  let current: Reading | null = null;
  let timer: NodeJS.Timeout | undefined;

  const finish = (explained: ExplainedRoadmap): void => {
    clearTimeout(timer);
    current?.settle(explained);
    current = null;
    next();
  };
  const replace = (from: Worker, what: string): void => {
    if (from !== worker) return;
    worker = null;
    void from.terminate();
    if (current !== null) finish(tooIntricate(current.context, what));
  };
  const start = (): Worker => {
    const started = new Worker(workerUrl());
    started.on('message', (message: 'begun' | ExplainedRoadmap) => {
      if (started !== worker) return;
      if (message !== 'begun') return finish(message);
      const seconds = deadlineMs / 1_000;
      timer = setTimeout(() => replace(started, `reading took longer than ${seconds} seconds`), deadlineMs);
    });
    started.on('error', (error) => replace(started, `the Markdown reader gave up (${error.message})`));
    started.on('exit', () => replace(started, 'the Markdown reader ended'));
    // An idle reader keeps no process alive.
    started.unref();
    return started;
  };
  const next = (): void => {
    if (current !== null) return;
    current = waiting.shift() ?? null;
    if (current === null) return worker?.unref();
    worker ??= start();
    worker.ref();
    worker.postMessage({ text: current.text, context: current.context, what: current.what });
  };
  const ask = (text: string, context: ReadingContext, what: Reading['what']): Promise<ExplainedRoadmap> =>
    new Promise((settle) => {
      waiting.push({ text, context, what, settle });
      next();
    });

  return {
    load: () => waiting.length + (current === null ? 0 : 1),
    read: async (text, context) => (await ask(text, context, 'parse')).roadmap,
    explain: (text, context) => ask(text, context, 'explain'),
    async close() {
      const last = worker;
      worker = null;
      await last?.terminate();
    },
  };
}
