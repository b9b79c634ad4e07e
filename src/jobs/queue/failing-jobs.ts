/** Which webhooks asked for work that failed and now waits for its next try. */
import type { Database } from '../../store/database.ts';
import { QUEUE, QUEUE_SCHEMA } from './queue-names.ts';

/**
 * Those of `deliveries` whose task has failed and waits to be tried again: not one that waits for a limit of GitHub's, or
 * that a worker has handed back. None before the queue was ever started. Looks at failed tasks only, by their index.
 */
export async function deliveriesOfFailing(database: Database, deliveries: readonly string[]): Promise<string[]> {
  if (deliveries.length === 0) return [];
  const [found] = await database.query<{ present: boolean }>('select to_regclass($1) is not null as present', [
    `${QUEUE_SCHEMA}.job`,
  ]);
  if (found?.present !== true) return [];
  const rows = await database.query<{ id: string }>(
    `select distinct given.id from ${QUEUE_SCHEMA}.job as job
     cross join jsonb_array_elements_text(job.data #> '{data,deliveries}') as given (id)
     where job.name = $1 and job.state = 'retry' and job.policy = 'key_strict_fifo'
       and jsonb_exists(job.data, 'failures') and given.id = any($2::text[])`,
    [QUEUE, deliveries],
  );
  return rows.map(({ id }) => id);
}
