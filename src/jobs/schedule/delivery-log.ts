/**
 * What is known of GitHub's log of deliveries from one scan to the next. Instants are ISO, by GitHub's clock, as those of
 * the log are.
 */
import { findChore, saveChoreState } from '../../store/chores.ts';
import type { Database } from '../../store/database.ts';

export const DELIVERIES = 'deliveries';

/** Everything that GitHub reported before `scannedTo` was looked at. */
export interface DeliveryLogState {
  /** null: never yet. */
  scannedTo: string | null;
  /** The scan that is under way, where one run does not get to its end: began at that time, goes on at that cursor. */
  part: { begunAt: string; cursor: string } | null;
  /** Of so many seconds after `from` GitHub's log was gone before anybody looked, at `until`. null: never. */
  gap: { seconds: number; from: string; until: string } | null;
  /** The server does not tell, and that was said. */
  isUnsupported: boolean;
}

const NOTHING: DeliveryLogState = { scannedTo: null, part: null, gap: null, isUnsupported: false };

export async function readDeliveryLog(database: Database): Promise<DeliveryLogState> {
  const chore = await findChore(database, DELIVERIES);
  return { ...NOTHING, ...(chore?.state as Partial<DeliveryLogState> | null) };
}

export const saveDeliveryLog = (database: Database, state: DeliveryLogState): Promise<void> =>
  saveChoreState(database, DELIVERIES, state);

/** A gap stays to be seen for a day after it was found. */
const SHOWN_MS = 24 * 60 * 60_000;

export interface DeliveryLogFigures {
  /** Since the last scan that came to its end began; null before the first, and where the server does not tell. */
  scanAgeSeconds: number | null;
  /** For so long events may be lost for good: found within the last day, or growing now. 0: none. */
  gapSeconds: number;
}

/** `keptMs`: for how long GitHub keeps the log. */
export function figuresOfDeliveryLog(state: DeliveryLogState, now: Date, keptMs: number): DeliveryLogFigures {
  const { scannedTo, gap, isUnsupported } = state;
  if (scannedTo === null || isUnsupported) return { scanAgeSeconds: null, gapSeconds: 0 };
  const ageMs = now.getTime() - Date.parse(scannedTo);
  const isShown = gap !== null && now.getTime() - Date.parse(gap.until) < SHOWN_MS;
  return {
    scanAgeSeconds: Math.max(0, ageMs / 1000),
    gapSeconds: Math.max(0, (ageMs - keptMs) / 1000, isShown ? gap.seconds : 0),
  };
}
