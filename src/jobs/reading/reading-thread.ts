/** One worker thread that reads one text at a time, and is replaced when it is over time or dies. */
import { Worker } from 'node:worker_threads';
import type { Assignment } from './parse-worker.ts';

/** The bytes of the Roadmap, or why there is none. `isOfText`: by all that is known it is the text's own fault. */
export type Answer = { bytes: Uint8Array } | { fault: string; isOfText: boolean };

export interface ReadingThread {
  /** Never rejects; never settles once closed. */
  read(assignment: Assignment): Promise<Answer>;
  /** How many texts it has taken and not given back. */
  load(): number;
  close(): Promise<void>;
}

export interface ThreadLimits {
  /** For a text of up to 64 Ki characters; a longer one has in proportion more. */
  deadlineMs: number;
  /** Of the old generation of the thread's heap. */
  memoryMb: number;
}

const workerUrl = (): URL =>
  // Node cannot run TypeScript in a worker: a test that imports the source uses the compiled worker.
  import.meta.url.endsWith('.ts')
    ? new URL('../../../dist/jobs/reading/parse-worker.js', import.meta.url)
    : new URL('./parse-worker.js', import.meta.url);

/** A thread that had this much of a processor until its deadline had its chance; the process's other threads count with it. */
const FULL_SHARE = 0.75;
/** Reading takes time in proportion to the text: only what takes more is held against it. */
const FULL_LENGTH = 64 * 1024;
/** However busy the machine, an answer comes within so many deadlines. */
const MOST_PATIENCE = 4;

interface Task {
  assignment: Assignment;
  settle(answer: Answer): void;
}

/**
 * Started with its first text. The deadline runs from when the thread takes a text up, so that a busy machine's slow start
 * is not held against the file; nor is the time that the machine gave to others (see `watch`).
 */
export function createReadingThread({ deadlineMs, memoryMb }: ThreadLimits): ReadingThread {
  const waiting: Task[] = [];
  let worker: Worker | null = null;
  let current: Task | null = null;
  let timer: NodeJS.Timeout | undefined;

  const finish = (answer: Answer): void => {
    clearTimeout(timer);
    current?.settle(answer);
    current = null;
    next();
  };
  const replace = (from: Worker, fault: string, isOfText: boolean): void => {
    if (from !== worker) return;
    worker = null;
    void from.terminate();
    if (current !== null) finish({ fault, isOfText });
  };
  /** A machine with other work gives the thread less than its time: then it is waited for, within limits. */
  const watch = (reading: Worker, length: number): void => {
    const mostMs = deadlineMs * Math.max(1, length / FULL_LENGTH);
    const [begunMs, usedBefore] = [performance.now(), process.cpuUsage()];
    const look = (): void => {
      const { user, system } = process.cpuUsage(usedBefore);
      const missingMs = mostMs * FULL_SHARE - (user + system) / 1_000;
      const isOver = missingMs <= 0 || performance.now() - begunMs >= mostMs * MOST_PATIENCE;
      if (isOver) replace(reading, `reading took longer than ${Math.round(mostMs) / 1_000} seconds`, true);
      else timer = setTimeout(look, Math.max(missingMs, 50));
    };
    timer = setTimeout(look, mostMs);
  };
  const start = (): Worker => {
    // Stack and memory of its own: what a text overflows there is not missing here.
    const started = new Worker(workerUrl(), { resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    started.on('message', (message: 'begun' | Uint8Array) => {
      if (started !== worker) return;
      if (message !== 'begun') return finish({ bytes: message });
      watch(started, current?.assignment.text.length ?? 0);
    });
    started.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        replace(started, `reading took more than ${memoryMb} MB of memory`, true);
      else replace(started, `the Markdown reader gave up (${error.message})`, false);
    });
    started.on('exit', () => replace(started, 'the Markdown reader ended', false));
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
    worker.postMessage(current.assignment);
  };

  return {
    load: () => waiting.length + (current === null ? 0 : 1),
    read: (assignment) =>
      new Promise((settle) => {
        waiting.push({ assignment, settle });
        next();
      }),
    async close() {
      const last = worker;
      worker = null;
      clearTimeout(timer);
      await last?.terminate();
    },
  };
}
