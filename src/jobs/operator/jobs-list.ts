import { z } from 'zod';
import { createDeadJobs, type DeadJob } from '../queue/dead-jobs.ts';
import { readQueueFigures } from '../queue/queue-figures.ts';
import { isSync, type Task } from '../queue/task.ts';
import { operatorCommand } from './operator-command.ts';

/** A job that failed for good, as the operator sees it. */
export interface ListedJob {
  id: string;
  /** Of each key at most one is worked at a time, and at most one is dead. */
  key: string;
  /** `owner/name`, as the job knows it. */
  repository: string;
  kind: 'sync' | 'check' | 'acknowledge';
  /** ISO instant. */
  failedAt: string;
  tries: number;
  /** What the last try failed with. */
  error: string;
  /** What was asked for. */
  task: Task;
}

export interface JobsList {
  /** The oldest first. */
  dead: ListedJob[];
  /** Could be worked now. */
  waiting: number;
  /** Wait for their time: a retry, GitHub's limits, others to join them. */
  held: number;
  running: number;
}

const listed = ({ id, key, data, failedAt, tries, error }: DeadJob): ListedJob => ({
  id,
  key,
  repository: `${data.owner}/${data.name}`,
  kind: isSync(data) ? 'sync' : data.kind,
  failedAt,
  tries,
  error,
  task: data,
});

export const listJobs = operatorCommand({
  input: z.strictObject({}),
  async carryOut({ database }): Promise<JobsList> {
    const { waiting, held, active } = await readQueueFigures(database);
    const dead = await createDeadJobs(database).list();
    return { dead: dead.map(listed), waiting, held, running: active };
  },
});
