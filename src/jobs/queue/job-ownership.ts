/** Whether a job is still this process's: one that stood still for longer than its heartbeat allows has lost it unawares. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { stopwatch } from '../../github/stopwatch.ts';
import type { Database } from '../../store/database.ts';
import { isStillOurs, type ActiveJob } from './queue-settle.ts';

/** Another process has the job, or it was handed back: whatever this one still does for it would be done twice. */
export class JobLost extends Error {
  override readonly name = 'JobLost';

  constructor(key: string, options?: ErrorOptions) {
    super(`The job for ${key} was taken over by another worker: this one stood still for too long.`, options);
  }
}

/** Less than what is left of a heartbeat at its worst; within it the store need not be asked again. */
const FRESH_MS = 2_000;

/** See WorkedJob.assertOurs. */
export function ownershipOf(
  store: { database: Database },
  job: ActiveJob<unknown>,
  signal: AbortSignal,
): () => Promise<void> {
  let asked = stopwatch();
  return async () => {
    if (signal.aborted) throw new JobLost(job.data.key, { cause: signal.reason });
    if (asked() < FRESH_MS) return;
    const isAsked = stopwatch();
    if (!(await isStillOurs(store, job))) throw new JobLost(job.data.key);
    asked = isAsked;
  };
}

const current = new AsyncLocalStorage<() => Promise<void>>();

/** Does the work of a job: clients that are made in it ask `assertOurs` before they write. */
export const asOwner = <Result>(assertOurs: () => Promise<void>, work: () => Promise<Result>): Promise<Result> =>
  current.run(assertOurs, work);

/** @throws JobLost where the job that this is part of is no longer ours; outside of any job it asks nothing */
export const assertStillOurs = async (): Promise<void> => current.getStore()?.();
