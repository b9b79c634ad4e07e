/** The queue's jobs, by what their task is about. Both a job and a dead one keep the task under `data`. */
import type { Database } from '../../store/database.ts';
import { QUEUE_SCHEMA } from '../queue/queue-names.ts';

type Field = 'installationId' | 'repositoryId';

const about = (field: Field): string =>
  `from ${QUEUE_SCHEMA}.job where data->'data'->>'${field}' = any($1::text[]) and state <> 'active'`;

/** The first worker makes them. */
async function hasQueue(database: Database): Promise<boolean> {
  const [found] = await database.query<{ present: boolean }>('select to_regclass($1) is not null as present', [
    `${QUEUE_SCHEMA}.job`,
  ]);
  return found?.present === true;
}

/** How many jobs, waiting, dead or over, are about one of these. Those that are being worked do not count. */
export async function countJobs(database: Database, field: Field, ids: readonly number[]): Promise<number> {
  if (ids.length === 0 || !(await hasQueue(database))) return 0;
  const [counted] = await database.query<{ rows: number }>(`select count(*)::integer as rows ${about(field)}`, [
    ids.map(String),
  ]);
  return counted?.rows ?? 0;
}

/** Erases them; `tasks` is how many. One that is being worked ends by itself. */
export async function eraseJobs(
  transaction: Database,
  field: Field,
  ids: readonly number[],
): Promise<Record<string, number>> {
  if (ids.length === 0 || !(await hasQueue(transaction))) return {};
  const [erased] = await transaction.query<{ rows: number }>(
    `with gone as (delete ${about(field)} returning 1) select count(*)::integer as rows from gone`,
    [ids.map(String)],
  );
  return erased === undefined || erased.rows === 0 ? {} : { tasks: erased.rows };
}
