/** How full the queue is: numbers for whoever watches the app. */
import type { Database } from '../../store/database.ts';
import { DEAD_QUEUE, QUEUE, QUEUE_SCHEMA } from './queue-names.ts';

export interface QueueFigures {
  /** Could be worked now. */
  waiting: number;
  /** Wait for their time: a retry, GitHub's limits, others to join them. */
  held: number;
  active: number;
  dead: number;
  /** How long the longest waiting of `waiting` could have been worked; 0 for none. */
  oldestSeconds: number;
}

const NONE: QueueFigures = { waiting: 0, held: 0, active: 0, dead: 0, oldestSeconds: 0 };

/** Nothing of anything before the queue was ever started. @throws what the store throws when it cannot be reached */
export async function readQueueFigures(database: Database): Promise<QueueFigures> {
  const [found] = await database.query<{ present: boolean }>(
    `select to_regclass('${QUEUE_SCHEMA}.job') is not null as present`,
  );
  if (found?.present !== true) return NONE;
  const [row] = await database.query<QueueFigures>(
    `select count(*) filter (where name = $1 and state < 'active' and start_after <= now()) as waiting,
       count(*) filter (where name = $1 and state < 'active' and start_after > now()) as held,
       count(*) filter (where name = $1 and state = 'active') as active,
       count(*) filter (where name = $2 and state < 'active') as dead,
       coalesce(extract(epoch from now() - min(start_after)
         filter (where name = $1 and state < 'active' and start_after <= now())), 0)::float8 as "oldestSeconds"
     from ${QUEUE_SCHEMA}.job where name in ($1, $2) and state <= 'active'`,
    [QUEUE, DEAD_QUEUE],
  );
  return row ?? NONE;
}
