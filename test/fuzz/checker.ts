import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Breach, Question } from './reading-worker.ts';

/** Each text is read about five times. A roadmap is refused after 2 s: who needs longer for five readings is near that. */
export const DEADLINE_MS = 10_000;

/** What is said to be broken when there is no answer at all, by a fault of ours. */
export const ENDS = 'ends';

/** What came of one text. `refused`: the Markdown parser alone takes too long, so that the reader's deadline refuses the file. */
export type Outcome = { kind: 'checked'; breaches: Breach[] } | { kind: 'refused' };

export interface Checker {
  check: (text: string, only?: readonly string[]) => Promise<Outcome>;
  close: () => Promise<void>;
}

/** A worker that is replaced when it had to be stopped. */
export function newChecker(deadlineMs = DEADLINE_MS): Checker {
  let worker: Worker | null = null;
  const ask = async (question: Question): Promise<Breach[] | null> => {
    worker ??= await startWorker();
    const answer = await answerOf(worker, question, deadlineMs);
    if (answer === null) await stop();
    return answer;
  };
  const stop = async (): Promise<void> => {
    await worker?.terminate();
    worker = null;
  };
  return {
    check: async (text, only) => {
      const breaches = await ask(only === undefined ? { text } : { text, only });
      if (breaches !== null) return { kind: 'checked', breaches };
      const begun = performance.now();
      const parsed = await ask({ text, markdown: true });
      // Of some five readings, a tenth of the time for one parsing alone is half of it.
      if (parsed === null || performance.now() - begun > deadlineMs / 10) return { kind: 'refused' };
      return { kind: 'checked', breaches: [{ property: ENDS, said: `no answer within ${deadlineMs} ms` }] };
    },
    close: stop,
  };
}

/** Loading it takes seconds on a busy machine, which is not the first text's fault. */
async function startWorker(): Promise<Worker> {
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
    execArgv: ['--import', new URL('../store/register-typescript.js', import.meta.url).href],
  });
  await once(worker, 'message');
  return worker;
}

/** null when it did not answer in time. */
function answerOf(worker: Worker, question: Question, deadlineMs: number): Promise<Breach[] | null> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      worker.off('message', answer).off('error', fail).off('exit', leave);
      end();
    };
    const answer = (breaches: Breach[]): void => settle(() => resolve(breaches));
    const fail = (error: Error): void => settle(() => reject(error));
    const leave = (code: number): void => settle(() => reject(new Error(`The worker ended with code ${code}.`)));
    const timer = setTimeout(() => settle(() => resolve(null)), deadlineMs);
    worker.on('message', answer).on('error', fail).on('exit', leave);
    worker.postMessage(question);
  });
}
