import type { Database } from '../../store/database.ts';
import { sweep, type Swept } from './sweep.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface RetentionParts {
  database: Database;
  /** As in `Hosts`. */
  webHost: string;
  /** Told what a sweep ended, when it ended anything. */
  told: (swept: Swept) => void;
}

/** What ends the time of what is kept, once a day, by one worker at a time: as the schedule takes it. */
export const retentionChore = ({ database, webHost, told }: RetentionParts) => ({
  name: 'retention',
  everyMs: DAY_MS,
  async run(signal: AbortSignal): Promise<void> {
    const swept = await sweep(database, { webHost, signal });
    if (Object.keys(swept).length > 0) told(swept);
  },
});
