/** A queue whose jobs end when the test says so. */
import { afterEach } from '@jest/globals';
import { createQueue, type Queue, type QueueOptions } from '../../../src/jobs/queue/queue.ts';
import type { Priority } from '../../../src/jobs/queue/queue-requests.ts';
import type { OpenedDatabase } from '../../../src/store/open-database.ts';
import { useStore, type StoreKind, type TestStore } from '../../store/stores.ts';

/** Merged requests hold the numbers of both, so that a lost one is seen. */
export interface Numbers {
  numbers: number[];
}

export const merge = (waiting: Numbers, newer: Numbers): Numbers => ({
  numbers: [...waiting.numbers, ...newer.numbers],
});

export const priorityOf = ({ numbers }: Numbers): Priority => (numbers.includes(0) ? 'urgent' : 'normal');
export const delaySecondsOf = ({ numbers }: Numbers): number => (numbers[0]! >= 10 ? 1 : 0);

export interface Run {
  key: string;
  numbers: number[];
  atMs: number;
  signal: AbortSignal;
  end: (error?: Error) => void;
}

export interface UsedQueues {
  store: TestStore;
  start: (
    database: OpenedDatabase,
    answer?: ((run: Run, count: number) => void) | null,
    options?: Partial<QueueOptions<Numbers>>,
  ) => Promise<Queue<Numbers>>;
  queues: Queue<Numbers>[];
  runs: Run[];
  reported: { message: string; key: string | null; numbers?: number[] }[];
}

/** A queue whose jobs end when the test says so, unless `answer` ends them by itself. */
export function useQueues(kind: StoreKind): UsedQueues {
  const queues: Queue<Numbers>[] = [];
  const runs: Run[] = [];
  const reported: { message: string; key: string | null; numbers?: number[] }[] = [];
  // Before useStore: Jest runs these hooks in the order of their registration, and a queue ends before its store.
  afterEach(async () => {
    for (const run of runs.splice(0)) run.end();
    for (const queue of queues.splice(0)) await queue.stop({ timeoutMs: 1_000 });
    reported.splice(0);
  });
  const store = useStore(kind);
  const start: UsedQueues['start'] = async (database, answer = (run) => run.end(), options = {}) => {
    const queue = await createQueue<Numbers>({
      database,
      merge,
      concurrency: 2,
      report: (error, key, data) =>
        reported.push({
          message: (error as Error).message,
          key,
          ...(data === undefined ? {} : { numbers: data.numbers }),
        }),
      work: ({ key, data, signal }) =>
        new Promise<void>((resolve, reject) => {
          const end = (error?: Error): void => (error === undefined ? resolve() : reject(error));
          const run = { key, numbers: data.numbers, atMs: performance.now(), signal, end };
          runs.push(run);
          answer?.(run, runs.length);
        }),
      ...options,
    });
    queues.push(queue);
    return queue;
  };
  return { store, start, queues, runs, reported };
}

export const runsOf = (runs: Run[]): string[] => runs.map(({ key, numbers }) => `${key} ${numbers.join('+')}`);

/** Those of any key that are active or wait. */
export async function openJobs(database: OpenedDatabase): Promise<number> {
  const sql = "select count(*) from milepost_queue.job where name = 'sync' and state < 'completed'";
  return (await database.query<{ count: number }>(sql))[0]!.count;
}
