import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createRoadmapReader } from '../../src/jobs/reading/read-roadmap.ts';
import type { RoadmapReader } from '../../src/jobs/reading/read-roadmap.ts';
import type { Breach, Question } from './reading-worker.ts';

/** Each text is read some twenty times, the product's reader gives up on one reading after 2 s. */
export const DEADLINE_MS = 20_000;

/** What is said to be broken when there is no answer at all, by a fault of ours. */
export const ENDS = 'ends';

/** What is said to be broken when the product's reader refuses a text for another reason than its time or memory. */
export const REFUSES = 'is refused for its time or memory only';

/** What came of one text. `refused`: the product's reader says `unreadable-file`, as it does for its users. */
export type Outcome = { kind: 'checked'; breaches: Breach[] } | { kind: 'refused' };

export interface Checker {
  check: (text: string, only?: readonly string[]) => Promise<Outcome>;
  close: () => Promise<void>;
}

const context = { file: 'docs/ROADMAP.md', repo: 'acme/lantern', host: 'github.com', asOf: '2024-06-01' };

/**
 * Asks the product's own reader first, as all its doors do, and then checks the properties in a worker that is replaced when
 * it had to be stopped.
 */
export function newChecker(
  deadlineMs = DEADLINE_MS,
  reader: RoadmapReader = createRoadmapReader({ threads: 1 }),
): Checker {
  let worker: Worker | null = null;
  const ask = async (question: Question): Promise<Breach[] | null> => {
    worker ??= await startWorker();
    const answer = await answerOf(worker, question, deadlineMs);
    if (answer === null) await stop();
    return answer;
  };
  const refusalOf = async (text: string): Promise<string | null> => {
    const { problems } = await reader.read(text, context);
    return problems.find(({ rule }) => rule === 'unreadable-file')?.message ?? null;
  };
  const stop = async (): Promise<void> => {
    await worker?.terminate();
    worker = null;
  };
  return {
    check: async (text, only) => {
      // A machine that is busy for a moment can use up the time of any text, but hardly twice.
      if ((await refusalOf(text)) !== null) {
        const refusal = await refusalOf(text);
        if (refusal !== null) return refused(refusal);
      }
      const breaches = await ask(only === undefined ? { text } : { text, only });
      const late = { property: ENDS, said: `no answer within ${deadlineMs} ms` };
      return { kind: 'checked', breaches: breaches ?? [late] };
    },
    close: async () => {
      await Promise.all([stop(), reader.close()]);
    },
  };
}

/** A reader that crashed says so in the same problem as one that ran out of time: only the latter is the text's fault. */
function refused(message: string): Outcome {
  if (/reading took (?:longer|more) than/.test(message)) return { kind: 'refused' };
  return { kind: 'checked', breaches: [{ property: REFUSES, said: message }] };
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
