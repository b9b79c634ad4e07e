/** What the queue works: one job at a time for each key, a newer one joining the one that waits. */
import type { Priority, RequestRules } from './queue-requests.ts';
import { mergeRequests, type SyncRequest } from '../sync/sync-request.ts';

/** A pull request, or a group of the merge queue, whose roadmap is to be checked. */
export interface CheckRequest {
  installationId: number;
  repositoryId: number;
  owner: string;
  name: string;
  /** Of the pull request; null for a merge group. */
  number: number | null;
  /** Commit that the check run goes to, as the event named it: the check looks where the pull request is now. */
  headOid: string;
  /** Of a merge group: the commit that it is merged onto. null for a pull request, whose base is asked for. */
  baseOid: string | null;
  /** `fix`: somebody pressed that button; the check follows. */
  wanted: 'check' | 'fix';
  /** Login of whoever caused it. */
  sender: string | null;
  /** Somebody asked to look once more (`rerequested`, the button): said anew even where nothing is new. Absent: nobody. */
  again?: boolean;
}

/** A command that was just given: a person is told at once that it was seen. */
export interface AcknowledgeRequest {
  installationId: number;
  repositoryId: number;
  owner: string;
  name: string;
  /** Database id of the comment. */
  commentId: number;
}

/** What every task may carry. */
export interface TaskOrigin {
  /**
   * Ids of the webhook deliveries that asked for it, the newest last: should it come to nothing, they have failed, so that
   * redelivering one of them works it again. Absent: none did.
   */
  deliveries?: string[];
}

/** A task without a kind was queued by an earlier version: a sync. */
export type Task = TaskOrigin &
  (
    | ({ kind?: 'sync' } & SyncRequest)
    | ({ kind: 'check' } & CheckRequest)
    | ({ kind: 'acknowledge' } & AcknowledgeRequest)
  );

/** Syncs of a repository follow one another; checks of its pull requests and acknowledgements wait for nobody. */
export function keyOf(task: Task): string {
  if (task.kind === 'check') return `check:${task.repositoryId}:${task.number ?? task.headOid}`;
  return task.kind === 'acknowledge' ? `acknowledge:${task.commentId}` : String(task.repositoryId);
}

/** Who redelivers redelivers what is recent. */
const MOST_DELIVERIES = 50;

/** One task in place of two with the same key, asked for by the deliveries of both. */
export function mergeTasks(waiting: Task, newer: Task): Task {
  const merged = mergeWork(waiting, newer);
  const deliveries = [...new Set([...(waiting.deliveries ?? []), ...(newer.deliveries ?? [])])].slice(-MOST_DELIVERIES);
  return deliveries.length === 0 ? merged : { ...merged, deliveries };
}

/** Of two checks the newer; a fix that waits is not lost. */
function mergeWork(waiting: Task, newer: Task): Task {
  if (newer.kind === 'check' && waiting.kind === 'check') {
    const asked = waiting.again === true ? { ...newer, again: true } : newer;
    return waiting.wanted === 'fix' ? { ...asked, wanted: waiting.wanted, sender: waiting.sender } : asked;
  }
  return isSync(waiting) && isSync(newer) ? { ...mergeRequests(waiting, newer), kind: 'sync' } : newer;
}

export const isSync = (task: Task): task is TaskOrigin & { kind?: 'sync' } & SyncRequest =>
  task.kind === undefined || task.kind === 'sync';

/**
 * A second for other events to join: somebody who closes twenty issues causes few syncs. What a person asked for by name
 * (a command, a check), and what has to be there for the next thing to be right (a push), is done at once.
 */
export const delaySecondsOf = (task: Task): number =>
  isSync(task) && task.occasion === 'manual' && task.comments === undefined && task.recheck !== true ? 1 : 0;

/** What a person asked for by name goes first and waits for no sync; daily looks go last. */
export function priorityOf(task: Task): Priority {
  if (!isSync(task) || task.comments !== undefined || task.recheck === true) return 'urgent';
  return task.patient === true ? 'patient' : 'normal';
}

/**
 * Who waits for a task, and so how much of GitHub's limits it may use up (see src/jobs/budget/reserves.ts): `asked`, a
 * person asked for it by name; `ordinary`, an event did; `patient`, nobody waits, as for a daily look.
 */
export type Urgency = 'asked' | 'ordinary' | 'patient';

/** Commands, their acknowledgements, corrections by a button, and checks that somebody asked for anew are asked for. */
export function urgencyOf(task: Task): Urgency {
  if (task.kind === 'acknowledge') return 'asked';
  if (task.kind === 'check') return task.again === true || task.wanted === 'fix' ? 'asked' : 'ordinary';
  if (!isSync(task)) return 'ordinary';
  if (task.comments !== undefined || task.recheck === true) return 'asked';
  return task.patient === true ? 'patient' : 'ordinary';
}

const URGENCIES: readonly Urgency[] = ['patient', 'ordinary', 'asked'];

/** What is kept of a limit for people is there for a command, though an event's task waits for the limit. */
const passesHold = (waiting: Task, newer: Task): boolean =>
  URGENCIES.indexOf(urgencyOf(newer)) > URGENCIES.indexOf(urgencyOf(waiting));

export const groupOf = ({ installationId }: Task): string => String(installationId);

export const taskRules: RequestRules<Task> = { merge: mergeTasks, priorityOf, groupOf, passesHold, delaySecondsOf };
