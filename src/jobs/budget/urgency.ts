import { isSync, type Task } from '../queue/task.ts';

/**
 * Who waits for a task, so how much of GitHub's hourly limits it may use up:
 * - `asked`: a person asked for it by name, all of it;
 * - `ordinary`: an event did, but for a tenth, which is kept for people;
 * - `patient`: nobody did (a daily look), but for three tenths, which are kept for people and events.
 */
export type Urgency = 'asked' | 'ordinary' | 'patient';

/** Shares of the limit that are to be left. */
const RESERVES: Readonly<Record<Urgency, number>> = { asked: 0, ordinary: 0.1, patient: 0.3 };

/** Requests, or points, that such work leaves to others. */
export const reserveOf = (urgency: Urgency, most: number): number => Math.floor(most * RESERVES[urgency]);

/** Commands, their acknowledgements, corrections by a button, and checks that somebody asked for anew are asked for. */
export function urgencyOf(task: Task): Urgency {
  if (task.kind === 'acknowledge') return 'asked';
  if (task.kind === 'check') return task.again === true || task.wanted === 'fix' ? 'asked' : 'ordinary';
  if (!isSync(task)) return 'ordinary';
  if (task.comments !== undefined || task.recheck === true) return 'asked';
  return task.patient === true ? 'patient' : 'ordinary';
}
