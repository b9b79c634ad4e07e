import type { Urgency } from '../queue/task.ts';

/**
 * Shares of an hourly limit that a task leaves: to people, and what nobody waits for to events as well. Who is asked for
 * something by name uses up all.
 */
const RESERVES: Readonly<Record<Urgency, number>> = { asked: 0, ordinary: 0.1, patient: 0.3 };

/** Requests, or points, that such work leaves to others. */
export const reserveOf = (urgency: Urgency, most: number): number => Math.floor(most * RESERVES[urgency]);
