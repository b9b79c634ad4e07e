/** What a process knows of one of GitHub's hourly limits. Pure. */
import type { Urgency } from '../queue/task.ts';
import { reserveOf } from './reserves.ts';

export interface HourlyLimit {
  most: number;
  remaining: number;
  /** When the hour is over, by our clock. */
  endsAtMs: number;
}

/**
 * Of two sayings the lower, since answers overtake one another; hours do not, so that one that is over counts for nothing.
 */
export function laterLimit(known: HourlyLimit | null, seen: HourlyLimit | null, nowMs: number): HourlyLimit | null {
  const [one, other] = [known, seen].map((limit) => (limit === null || limit.endsAtMs <= nowMs ? null : limit));
  if (one == null || other == null) return one ?? other ?? null;
  if (one.remaining === other.remaining) return one.endsAtMs > other.endsAtMs ? one : other;
  return one.remaining < other.remaining ? one : other;
}

/** Why such work may not send another request in this hour, `underWay` of which have not been answered; null when it may. */
export function whyNotNow(
  limit: HourlyLimit | null,
  { urgency, underWay }: { urgency: Urgency; underWay: number },
  nowMs: number,
): 'hourly' | 'reserve' | null {
  if (limit === null || limit.endsAtMs <= nowMs) return null;
  const left = limit.remaining - underWay;
  if (left <= 0) return 'hourly';
  return left <= reserveOf(urgency, limit.most) ? 'reserve' : null;
}

/** Which reserves are left whole: when one is touched, the other processes are to know at once. */
export const reservesLeft = (limit: HourlyLimit | null): number =>
  limit === null
    ? 3
    : (['asked', 'ordinary', 'patient'] as const).filter((urgency) => limit.remaining > reserveOf(urgency, limit.most))
        .length;
