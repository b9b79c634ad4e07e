/** Takes up jobs: what may begin now. */
import type { Database } from '../../store/database.ts';
import { CLAIM_FUNCTION } from './claim-function.ts';
import type { ActiveJob } from './queue-settle.ts';

export interface ClaimOptions {
  /** At most so many. */
  wanted: number;
  /** Of these at most so many that are not urgent. */
  notUrgent: number;
  /** Of one group at most so many at once, over all processes; one more where it is urgent. */
  groupLimit: number;
  /** Groups that wait for a time: only what is urgent is taken. */
  heldGroups: readonly string[];
  /** Keys that this process has in work, whatever the store says. */
  ownKeys: readonly string[];
  /** Where the last call ended; at first ''. */
  fromGroup: string;
}

export interface ClaimedJob<Data> extends ActiveJob<Data> {
  group: string | null;
}

export interface Claimed<Data> {
  jobs: ClaimedJob<Data>[];
  /** For the next call. */
  fromGroup: string;
}

type Row<Data> = ClaimedJob<Data> | { id: null; group: string };

/** Somebody took a job of the same key at the same instant: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const isLost = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505';

/** Begins jobs that are due: no two of a key, the urgent first, in the order they came. None when there is nothing to do. */
export async function claimJobs<Data>(database: Database, options: ClaimOptions): Promise<Claimed<Data>> {
  const { wanted, notUrgent, groupLimit, ownKeys, heldGroups, fromGroup } = options;
  const rows = await database
    .query<Row<Data>>(
      `select id, data, retry_count as "retryCount", group_id as "group"
       from ${CLAIM_FUNCTION}($1, $2, $3, $4::text[], $5::text[], $6)`,
      [wanted, notUrgent, groupLimit, ownKeys, heldGroups, fromGroup],
    )
    .catch((error: unknown): Row<Data>[] => {
      if (isLost(error)) return [];
      throw error;
    });
  const claimed: Claimed<Data> = { jobs: [], fromGroup };
  for (const row of rows) {
    if (row.id === null) claimed.fromGroup = row.group;
    else claimed.jobs.push(row);
  }
  return claimed;
}
