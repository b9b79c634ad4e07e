import { hastenChore } from '../../store/chores.ts';
import type { Database } from '../../store/database.ts';
import { DELIVERIES } from './delivery-log.ts';

/** GitHub has entered it in its log by then, and what made it fail may be over. */
const AFTER_MS = 3_000;
/** The store does not answer: tried again. */
const RETRY_MS = 10_000;

export interface MissedAlarm {
  /** GitHub may have failed to deliver something just now: its log is looked at in some seconds, not within the hour. */
  raise(): void;
  stop(): void;
}

/** However often it is raised, the log is looked at once for all of it. */
export function createMissedAlarm(
  database: Database,
  { afterMs = AFTER_MS, retryMs = RETRY_MS }: { afterMs?: number; retryMs?: number } = {},
): MissedAlarm {
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  const wait = (ms: number): void => {
    timer = setTimeout(() => {
      timer = null;
      hastenChore(database, DELIVERIES, 0).catch(() => {
        // Whoever raised it has said why; the store may be what fails.
        if (!isStopped && timer === null) wait(retryMs);
      });
    }, ms);
    timer.unref();
  };
  return {
    raise() {
      if (timer === null && !isStopped) wait(afterMs);
    },
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
